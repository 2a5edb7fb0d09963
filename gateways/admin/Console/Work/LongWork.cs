namespace Sothebais.Gateways.Admin.Console.Work;

/// <summary>How a long work goes.</summary>
internal enum WorkStatus
{
    /// <summary>It is at it.</summary>
    Running,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>It could not be done.</summary>
    Failed,
}

/// <summary>A long work cannot be done.</summary>
/// <param name="why">Why, for people.</param>
internal sealed class WorkFailed(string why) : Exception(why);

/// <summary>
/// Something that takes long: an import, an export, a replay. It goes on when its page is left, is found again under Work by whoever began it, and can be
/// stopped. It ends with the console's process; what it asks of the house is safe to ask again.
/// </summary>
internal sealed class LongWork
{
    private readonly CancellationTokenSource _stop = new(); // has no timer and no wait handle: nothing to dispose of
    private readonly Action _changed;

    internal LongWork(string id, string owner, string title, string? page, DateTimeOffset startedAt, Action changed) =>
        (Id, Owner, Title, Page, StartedAt, _changed) = (id, owner, title, page, startedAt, changed);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Who began it: their id.</summary>
    public string Owner { get; }

    /// <summary>What it is: <c>Import of “Genesis” from lots.csv</c>.</summary>
    public string Title { get; }

    /// <summary>The page that it belongs to; null is none.</summary>
    public string? Page { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>How it goes.</summary>
    public WorkStatus Status { get; private set; }

    /// <summary>What it is at, or how it ended, for people.</summary>
    public string Says { get; private set; } = "";

    /// <summary>How much is done, from 0 to 1; null where that is not known.</summary>
    public double? Share { get; private set; }

    /// <summary>What it brought; null until it is done, and where it brings nothing to look at.</summary>
    public object? Result { get; private set; }

    /// <summary>Ends when somebody stops it.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Says how far it is.</summary>
    /// <param name="says">What it is at.</param>
    /// <param name="share">How much is done, from 0 to 1; null where that is not known.</param>
    public void Tell(string says, double? share = null)
    {
        (Says, Share) = (says, share);
        _changed();
    }

    /// <summary>Whether it can still be stopped.</summary>
    public bool CanStop { get; private set; } = true;

    /// <summary>The house has what was asked for: from here on stopping would be looking away.</summary>
    /// <returns>False where it was stopped just before.</returns>
    public bool PassPointOfNoReturn()
    {
        CanStop = false;
        _changed();
        return !_stop.IsCancellationRequested;
    }

    /// <summary>Stops it, if it runs and can still be stopped. What is done by then stays done.</summary>
    public void Cancel()
    {
        if (Status == WorkStatus.Running && CanStop) _stop.Cancel();
    }

    internal void End(WorkStatus status, string says, object? result, DateTimeOffset at)
    {
        (Status, Says, Result, EndedAt) = (status, says, result, at);
        CanStop = false;
        if (status == WorkStatus.Done) Share = 1;
        _changed();
    }
}
