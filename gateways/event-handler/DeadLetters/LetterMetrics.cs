using System.Diagnostics.Metrics;
using Sothebais.Gateways.Defaults.DeadLetters;
using Sothebais.Gateways.Defaults.Telemetry;
using Sothebais.GrainInterfaces.DeadLetters;

namespace Sothebais.Gateways.EventHandler.DeadLetters;

/// <summary>How many dead letters there are. The house is asked when somebody looks, and not more often than every <see cref="Pause"/>: a look shows what the one before it found.</summary>
internal sealed partial class LetterMetrics : IHostedService, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);
    private static readonly DeadLetterKind[] Kinds = Enum.GetValues<DeadLetterKind>();

    private readonly Meter _meter = new(TelemetryExtensions.Meter);
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger<LetterMetrics> _logger;
    private readonly Lock _lock = new();
    private Measurement<long>[] _last = [];
    private long? _askedAt;

    public LetterMetrics(IGrainFactory grains, TimeProvider clock, ILogger<LetterMetrics> logger)
    {
        (_grains, _clock, _logger) = (grains, clock, logger);
        _meter.CreateObservableGauge("sothebais.dead.letters", Look, "{letter}", "Events that could not be processed or delivered and wait for somebody, by kind.");
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask; // hosted so that it is there from the start

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _meter.Dispose();

    private Measurement<long>[] Look()
    {
        lock (_lock)
        {
            if (_askedAt is null || _clock.GetElapsedTime(_askedAt.Value) >= Pause)
            {
                _askedAt = _clock.GetTimestamp();
                _ = Ask();
            }
            return _last;
        }
    }

    private async Task Ask()
    {
        Measurement<long>[] found = [];
        try
        {
            var dead = _grains.GetGrain<IDeadLettersGrain>(0);
            var counts = await Task.WhenAll(Kinds.Select(kind => dead.Count(new DeadLetterFilter(kind, null))));
            found = [.. Kinds.Zip(counts, (kind, count) => new Measurement<long>(count, new KeyValuePair<string, object?>("kind", PublicLetter.NameOf(kind))))];
        }
        catch (Exception e)
        {
            NotTold(e); // no figure in place of an old one
        }
        lock (_lock) _last = found;
    }

    [LoggerMessage(LogLevel.Debug, "The dead letters could not be counted.")]
    private partial void NotTold(Exception e);
}
