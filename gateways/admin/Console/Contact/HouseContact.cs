namespace Sothebais.Gateways.Admin.Console.Contact;

/// <summary>Whether the house answers this page. What a page shows is old while it does not; pages load again when it does.</summary>
internal sealed class HouseContact
{
    private int _lost;

    /// <summary>Whether the last call went unanswered.</summary>
    public bool IsLost => Volatile.Read(ref _lost) == 1;

    /// <summary>It was lost, or has come back. Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>A call went unanswered.</summary>
    public void Lost()
    {
        if (Interlocked.Exchange(ref _lost, 1) == 0) Changed?.Invoke();
    }

    /// <summary>The house answered.</summary>
    public void Heard()
    {
        if (Interlocked.Exchange(ref _lost, 0) == 1) Changed?.Invoke();
    }
}
