using System.Collections.Concurrent;

namespace Sothebais.Grains.Outages;

/// <summary>Alarms in the memory of one process.</summary>
public sealed class MemoryAlarms : IAlarms
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new();

    /// <inheritdoc/>
    public Task Set(string auction, DateTimeOffset due)
    {
        _due[auction] = due;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Clear(string auction)
    {
        _due.TryRemove(auction, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Overdue(DateTimeOffset before, int most) =>
        Task.FromResult<IReadOnlyList<string>>([.. _due.Where(d => d.Value <= before).OrderBy(d => d.Value).Take(most).Select(d => d.Key)]);
}
