namespace Sothebais.Grains.Outages;

/// <summary>
/// When auctions are next due to open or close, kept where the log is. A timer dies with the silo that ran it, and with an activation that lost its log; a
/// reminder comes back only by the minute. Every silo looks here each second, and wakes what is overdue.
/// </summary>
public interface IAlarms
{
    /// <summary>Sets an auction's alarm, or moves it.</summary>
    Task Set(string auction, DateTimeOffset due);

    /// <summary>Takes an auction's alarm away.</summary>
    Task Clear(string auction);

    /// <summary>The auctions whose alarm was due before an instant, the longest overdue first.</summary>
    /// <param name="before">The instant.</param>
    /// <param name="most">How many at most.</param>
    Task<IReadOnlyList<string>> Overdue(DateTimeOffset before, int most);
}
