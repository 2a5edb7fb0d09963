using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Work;

/// <summary>The long works of everybody. Bounded: the oldest that have ended make room.</summary>
/// <param name="clock">The time.</param>
/// <param name="logger">Hears of works that failed unexpectedly.</param>
internal sealed partial class WorkShelf(TimeProvider clock, ILogger<WorkShelf> logger)
{
    /// <summary>How many works one person may have running.</summary>
    public const int MostRunning = 4;

    private const int MostKept = 200;

    private readonly Lock _gate = new();
    private readonly List<LongWork> _works = [];

    /// <summary>A work began, went on or ended. Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>Somebody's works, the newest first.</summary>
    public LongWork[] Of(string owner)
    {
        lock (_gate) return [.. _works.Where(w => w.Owner == owner).Reverse()];
    }

    /// <summary>One of somebody's works; null where they have none such.</summary>
    public LongWork? Find(string owner, string id)
    {
        lock (_gate) return _works.Find(w => w.Owner == owner && w.Id == id);
    }

    /// <summary>Begins a work.</summary>
    /// <param name="owner">Who begins it: their id.</param>
    /// <param name="title">What it is.</param>
    /// <param name="page">The page that it belongs to; null is none.</param>
    /// <param name="work">Does it, tells how far it is, and ends with what to say and what it brought. It ends soon after <see cref="LongWork.Stopping"/> does.</param>
    /// <returns>The work; null where this person has as many running as they may.</returns>
    public LongWork? Begin(string owner, string title, string? page, Func<LongWork, Task<(string Says, object? Result)>> work)
    {
        LongWork begun;
        lock (_gate)
        {
            if (_works.Count(w => w.Owner == owner && w.Status == WorkStatus.Running) >= MostRunning) return null;
            if (_works.Count >= MostKept && _works.FindIndex(w => w.Status != WorkStatus.Running) is >= 0 and var oldest) _works.RemoveAt(oldest);
            begun = new LongWork(ResourceId.New(clock), owner, title, page, clock.GetUtcNow(), () => Changed?.Invoke());
            _works.Add(begun);
        }
        _ = Run(begun, work);
        Changed?.Invoke();
        return begun;
    }

    private async Task Run(LongWork work, Func<LongWork, Task<(string Says, object? Result)>> doing)
    {
        await Task.Yield(); // the page goes on
        try
        {
            var (says, result) = await doing(work);
            work.End(WorkStatus.Done, says, result, clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
        {
            work.End(WorkStatus.Cancelled, "Stopped.", null, clock.GetUtcNow());
        }
        catch (HouseRefused no)
        {
            work.End(WorkStatus.Failed, no.Problem.Line, RowReport.Of(no.Problem) ?? (object)no.Problem, clock.GetUtcNow());
        }
        catch (Exception e) when (e is HouseAway or WorkFailed)
        {
            work.End(WorkStatus.Failed, e.Message, null, clock.GetUtcNow());
        }
        catch (Exception e)
        {
            Failed(logger, work.Title, e);
            work.End(WorkStatus.Failed, "It failed unexpectedly; the log says more.", null, clock.GetUtcNow());
        }
    }

    [LoggerMessage(LogLevel.Error, "A long work of the console failed: {Title}")]
    private static partial void Failed(ILogger logger, string title, Exception e);
}
