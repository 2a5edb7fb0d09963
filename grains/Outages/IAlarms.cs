namespace Sothebais.Grains.Outages;

/// <summary>
/// When auctions and sales next have something to do by themselves, kept where the log is. A timer dies with the silo that ran it, and with an activation that
/// lost its log; a reminder comes back only by the minute. Every silo looks here each second, and wakes what is overdue.
/// </summary>
public interface IAlarms
{
    /// <summary>Sets an alarm, or moves it.</summary>
    Task Set(Alarm alarm, DateTimeOffset due);

    /// <summary>Takes an alarm away.</summary>
    Task Clear(Alarm alarm);

    /// <summary>The alarms that were due before an instant, of each kind the longest overdue first.</summary>
    /// <param name="before">The instant.</param>
    /// <param name="most">How many of a kind at most.</param>
    Task<IReadOnlyList<Alarm>> Overdue(DateTimeOffset before, int most);
}
