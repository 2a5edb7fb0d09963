using Sothebais.Tests.Chaos.Links;

namespace Sothebais.Tests.Chaos.House;

/// <summary>A process of the house that is started again whenever it ends, as the engine of its containers does, unless somebody holds it.</summary>
public sealed class Place : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };
    private readonly Func<ServerProcess> _start;
    private readonly Uri? _ready;
    private readonly SemaphoreSlim _gate = new(1);
    private ServerProcess _process;
    private volatile bool _held; // a schedule has no two faults of one place at once

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="start">Starts the program.</param>
    /// <param name="ready">Where it says that it is ready; null where it does not.</param>
    /// <param name="line">Its line to Redis; null where it has none.</param>
    /// <param name="doors">Ports on which others of the house call it.</param>
    public Place(string name, Func<ServerProcess> start, Uri? ready, Link? line, params int[] doors)
    {
        (Name, _start, _ready, Line, DoorsOf) = (name, start, ready, line, doors);
        _process = start();
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its line to Redis; null where it has none.</summary>
    public Link? Line { get; }

    /// <summary>Ports on which others of the house call it.</summary>
    public IReadOnlyList<int> DoorsOf { get; }

    /// <summary>How often it was started again after it had ended by itself.</summary>
    public int EndedByItself { get; private set; }

    /// <summary>What processes of this place said last, the one that ended before among them.</summary>
    public string Said => $"{Before}\n{_process.Output}";

    private string Before { get; set; } = "";

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => _process.IsRunning;

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReady()
    {
        if (!IsRunning || _held) return false;
        if (_ready is null) return true;
        try
        {
            using var answer = await Http.GetAsync(_ready);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Keeps it from being started again.</summary>
    public void Hold() => _held = true;

    /// <summary>Lets it be started again.</summary>
    public void Release() => _held = false;

    /// <summary>Kills it: no goodbye.</summary>
    public Task Kill() => _process.Kill();

    /// <summary>Asks it to end, and kills it where it has not after a minute, as the engine does.</summary>
    public async Task Terminate()
    {
        try
        {
            await _process.Terminate(TimeSpan.FromMinutes(1));
        }
        catch (OperationCanceledException)
        {
            await _process.Kill();
            throw new TimeoutException($"{Name} had not ended a minute after it was asked to.");
        }
    }

    /// <summary>Stops it in its tracks.</summary>
    public void Freeze() => _process.Freeze();

    /// <summary>Lets it go on.</summary>
    public void Thaw() => _process.Thaw();

    /// <summary>Starts it again where it has ended and nobody holds it.</summary>
    public async Task Tend()
    {
        await _gate.WaitAsync();
        try
        {
            if (IsRunning || _held) return;
            Before = $"{_process.Output}\n--- started again";
            await _process.DisposeAsync();
            EndedByItself++;
            _process = _start();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _gate.Dispose();
    }
}
