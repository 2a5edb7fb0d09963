namespace Sothebais.Tests.Unit.EventLog;

/// <summary>The turns of a grain: one thread, and what was awaited goes on when the test says so.</summary>
internal sealed class Turns : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback What, object? With)> _waiting = new();

    public override void Post(SendOrPostCallback d, object? state) => _waiting.Enqueue((d, state));

    /// <summary>Takes a turn, and then all that follow from it.</summary>
    public void Take(Action? turn = null)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            turn?.Invoke();
            while (_waiting.TryDequeue(out var next)) next.What(next.With);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
