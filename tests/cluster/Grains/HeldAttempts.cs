using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>A record of refused bids that can be held back, as a slow Redis does.</summary>
internal sealed class HeldAttempts(IAttemptLog log) : IAttemptLog
{
    private volatile TaskCompletionSource? _held;

    /// <summary>Holds back what is to be written from now on.</summary>
    public void Hold() => _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it be written.</summary>
    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async Task Append(string entity, IReadOnlyList<byte[]> attempts, int keep)
    {
        if (_held is { } held) await held.Task;
        await log.Append(entity, attempts, keep);
    }

    public Task<IReadOnlyList<StoredAttempt>> Read(string entity, string? after, int limit) => log.Read(entity, after, limit);
}
