namespace Sothebais.Grains.Outages;

/// <summary>Who is to be woken.</summary>
/// <param name="Of">What it is.</param>
/// <param name="Id">Its id.</param>
public readonly record struct Alarm(AlarmOf Of, string Id);

/// <summary>What has a clock that must not stand still with the silo that ran it.</summary>
public enum AlarmOf
{
    /// <summary>An auction: it opens and closes by itself.</summary>
    Auction,

    /// <summary>A sale: it brings its lots up by itself.</summary>
    Sale,
}
