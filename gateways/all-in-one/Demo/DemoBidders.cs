namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>How somebody bids.</summary>
internal enum DemoTemperament
{
    /// <summary>Is in from the start and answers fast, at times too fast.</summary>
    Eager,

    /// <summary>Follows the room at an even pace.</summary>
    Steady,

    /// <summary>Waits for the last seconds.</summary>
    Sniper,

    /// <summary>Comes late and jumps.</summary>
    DeepPockets,

    /// <summary>Names round figures only.</summary>
    RoundNumbers,

    /// <summary>Thinks twice, often until it is too late.</summary>
    Hesitant,
}

/// <summary>A bidder of the demo.</summary>
/// <param name="Id">The subject of their token.</param>
/// <param name="Name">The name the room sees.</param>
/// <param name="Temperament">How they bid.</param>
/// <param name="Appetite">What they pay, in parts of what a lot is worth.</param>
/// <param name="Fastest">Their fastest reaction, in seconds.</param>
/// <param name="Slowest">Their slowest reaction, in seconds.</param>
internal sealed record DemoBidder(string Id, string Name, DemoTemperament Temperament, double Appetite, double Fastest, double Slowest)
{
    /// <summary>How often they ask for the next bid instead of naming an amount.</summary>
    public double AsksForNext => Temperament switch
    {
        DemoTemperament.RoundNumbers => 0,
        DemoTemperament.DeepPockets => .15,
        _ => .35,
    };
}

/// <summary>The room of the demo.</summary>
internal static class DemoBidders
{
    /// <summary>Who runs the sale.</summary>
    public static readonly DemoPerson Auctioneer = new("demo-auctioneer", "Philippa Gavell", ["admin", "auctioneer"]);

    /// <summary>Everybody with a paddle.</summary>
    public static readonly DemoBidder[] All =
    [
        new("demo-maren", "maren.eth", DemoTemperament.Eager, 1.0, 1.4, 4.2),
        new("demo-ottoline", "Ottoline Vance", DemoTemperament.DeepPockets, 1.3, 2.2, 5.0),
        new("demo-kestrel", "0xKestrel", DemoTemperament.Sniper, 1.2, .7, 1.9),
        new("demo-layla", "ليلى الهاشمي", DemoTemperament.Steady, 1.1, 2.6, 6.0),
        new("demo-tomas", "Tomás 🦊", DemoTemperament.Eager, .85, 1.8, 5.0),
        new("demo-konstantin", "Konstantin-Alexander von Hohenwald zu Reichenstein", DemoTemperament.RoundNumbers, 1.15, 2.8, 6.5),
        new("demo-yuki", "yuki.lens", DemoTemperament.Sniper, 1.05, .9, 2.4),
        new("demo-ada", "Ada Okonkwo", DemoTemperament.Steady, 1.0, 2.2, 5.5),
        new("demo-wren", "Wren", DemoTemperament.Hesitant, .8, 3.5, 8.0),
    ];

    /// <summary>Who comes for a lot, and how far each will go.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="dice">Decides.</param>
    public static IReadOnlyList<(DemoBidder Bidder, decimal Limit)> Attending(DemoLot lot, Dice dice)
    {
        var room = All.ToList();
        while (room.Count > 6) room.RemoveAt(dice.Below(room.Count));
        // Two who will not let go make an auction; the others make it a room.
        var (one, other) = (dice.Below(room.Count), dice.Below(room.Count));
        return [.. room.Select((bidder, seat) => (bidder, Limit(bidder, seat == one || seat == other)))];

        decimal Limit(DemoBidder bidder, bool smitten) =>
            Math.Max(lot.Opening * 2, Math.Round(lot.Worth * (decimal)(bidder.Appetite * (smitten ? dice.Between(1.2, 1.7) : dice.Between(.55, 1.15))), 3));
    }
}

/// <summary>Somebody who signs in.</summary>
/// <param name="Sub">The subject of their token.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">What they may do.</param>
internal sealed record DemoPerson(string Sub, string Name, string[] Roles)
{
    /// <summary>A bidder as somebody who signs in.</summary>
    public static DemoPerson Of(DemoBidder bidder) => new(bidder.Id, bidder.Name, ["bidder"]);
}
