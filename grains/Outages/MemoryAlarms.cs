using System.Collections.Concurrent;

namespace Sothebais.Grains.Outages;

/// <summary>Alarms in the memory of one process.</summary>
public sealed class MemoryAlarms : IAlarms
{
    private readonly ConcurrentDictionary<Alarm, DateTimeOffset> _due = new();

    /// <inheritdoc/>
    public Task Set(Alarm alarm, DateTimeOffset due)
    {
        _due[alarm] = due;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Clear(Alarm alarm)
    {
        _due.TryRemove(alarm, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Alarm>> Overdue(DateTimeOffset before, int most) =>
        Task.FromResult<IReadOnlyList<Alarm>>([.. _due.Where(d => d.Value <= before).GroupBy(d => d.Key.Of).SelectMany(kind => kind.OrderBy(d => d.Value).Take(most)).Select(d => d.Key)]);
}
