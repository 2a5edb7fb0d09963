namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Who somebody is to the house.</summary>
public static class Roles
{
    /// <summary>May do everything.</summary>
    public const string Admin = "admin";

    /// <summary>Runs sales; cannot change settings or people.</summary>
    public const string Auctioneer = "auctioneer";

    /// <summary>Every signed-in person.</summary>
    public const string Bidder = "bidder";

    /// <summary>A program that bids for others.</summary>
    public const string EventSource = "event-source";

    /// <summary>All roles that a token can give.</summary>
    public static readonly string[] All = [Admin, Auctioneer, Bidder, EventSource];
}
