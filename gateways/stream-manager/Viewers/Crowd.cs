namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>What a crowd is shown now.</summary>
/// <param name="Room">The auction; null is none.</param>
/// <param name="Picture">What the stream shows; null where one auction is watched and no stream.</param>
internal sealed record Place(AuctionRoom? Room, Picture? Picture)
{
    /// <summary>Whether a visitor may see it. An auction is anybody's.</summary>
    public bool Admits(Visitor visitor) => Picture is null || visitor.MayWatch(Picture.View);
}

/// <summary>
/// Those who are told the same: the viewers of an auction, or those of a stream, who move from auction to auction together. Everybody hears everything in
/// one order; whoever joins says what they have been shown, and is let in only if that is still what is shown.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class Crowd(TimeProvider clock)
{
    private readonly Lock _lock = new(); // within a room's, and around a viewer's
    private readonly HashSet<Viewer> _viewers = [];
    private readonly LagWindow _lags = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Place? _place;

    /// <summary>Completes when the house has said whether there is anything to show.</summary>
    public Task Opened => _opened.Task;

    /// <summary>What is shown now; null where there is no such thing.</summary>
    public Place? Place => _place;

    /// <summary>Shows something from now on, and sends away who may not see it.</summary>
    /// <param name="place">What.</param>
    /// <param name="first">What those who are here are told of it first.</param>
    public void Show(Place place, params IEnumerable<Frame> first)
    {
        Frame[] opening = [.. first];
        Frame? programme = null, preview = null;
        lock (_lock)
        {
            _place = place;
            foreach (var viewer in _viewers.ToArray())
            {
                if (!place.Admits(viewer.Visitor))
                {
                    _viewers.Remove(viewer);
                    _ = viewer.SendAway(CloseStatus.NotAdmitted);
                    continue;
                }
                if (place.Picture is { } picture)
                    viewer.Offer(viewer.Visitor.WantsPreview ? preview ??= picture.Frame(preview: true, clock.GetUtcNow()) : programme ??= picture.Frame(preview: false, clock.GetUtcNow()));
                foreach (var frame in opening) viewer.Offer(frame);
            }
        }
        _opened.TrySetResult();
    }

    /// <summary>There is nothing of the kind, or no longer: whoever is here is sent away.</summary>
    public void ShowNothing()
    {
        lock (_lock)
        {
            _place = null;
            foreach (var viewer in _viewers) _ = viewer.SendAway(CloseStatus.Unknown);
            _viewers.Clear();
        }
        _opened.TrySetResult();
    }

    /// <summary>Lets a viewer in.</summary>
    /// <param name="viewer">Who.</param>
    /// <param name="seen">What they have been shown.</param>
    /// <param name="since">What has happened there that they have not been told of.</param>
    /// <returns>False where something else is shown now.</returns>
    public bool TryJoin(Viewer viewer, Place seen, params IEnumerable<Frame> since)
    {
        lock (_lock)
        {
            if (_place != seen) return false;
            foreach (var frame in since) viewer.Offer(frame);
            return _viewers.Add(viewer);
        }
    }

    /// <summary>A viewer is gone.</summary>
    public void Leave(Viewer viewer)
    {
        lock (_lock) _viewers.Remove(viewer);
    }

    /// <summary>Something happened in an auction.</summary>
    /// <param name="by">Its room; what comes from another than is shown is no news.</param>
    /// <param name="frame">What.</param>
    /// <param name="at">When.</param>
    public void Told(AuctionRoom by, Frame frame, DateTimeOffset at)
    {
        lock (_lock)
        {
            if (_place?.Room != by || _viewers.Count == 0) return;
            foreach (var viewer in _viewers) viewer.Offer(frame);
            _lags.Add(clock.GetUtcNow() - at);
        }
    }

    /// <summary>Tells everybody.</summary>
    public void Offer(Frame frame)
    {
        lock (_lock)
            foreach (var viewer in _viewers) viewer.Offer(frame);
    }

    /// <summary>Those who are here.</summary>
    public Viewer[] Viewers()
    {
        lock (_lock) return [.. _viewers];
    }

    /// <summary>Drops the lines on which a frame has been on its way for too long.</summary>
    public void DropStuck()
    {
        foreach (var viewer in Viewers()) viewer.DropIfStuck();
    }

    /// <summary>How long the newest events took; null where there were none.</summary>
    public (TimeSpan Median, TimeSpan NinetyNine)? Lags()
    {
        lock (_lock) return _lags.Percentiles();
    }
}
