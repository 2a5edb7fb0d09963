using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>Increments that are known by name, in units of the auction's currency.</summary>
internal static class IncrementPresets
{
    /// <summary>Their names, for a message.</summary>
    public const string Names = "online, room or nft";

    // The steps that online marketplaces have printed for decades: fine at the bottom, where most lots are.
    private static readonly (string From, string Step)[] Online =
    [
        ("0", "0.05"), ("1", "0.25"), ("5", "0.50"), ("25", "1"), ("100", "2.50"), ("250", "5"), ("500", "10"), ("1000", "25"), ("2500", "50"), ("5000", "100"),
    ];

    // A ladder for lots from 100 up, 4 to 10 percent of the price, as auction houses print it for the room: 100 to 250 by 10, to 500 by 25, to 1,000
    // by 50, to 2,500 by 100, to 5,000 by 250, to 10,000 by 500, to 25,000 by 1,000 (Beirut Money Auction, Terms, increment table,
    // http://beirutmoneyauction.com/terms). Below 100 the first step holds; above 25,000 the pattern goes on to 100,000.
    private static readonly (string From, string Step)[] Room =
    [
        ("0", "10"), ("250", "25"), ("500", "50"), ("1000", "100"), ("2500", "250"), ("5000", "500"), ("10000", "1000"), ("25000", "2500"), ("50000", "5000"), ("100000", "10000"),
    ];

    /// <summary>Finds increments by name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="currency">The auction's currency.</param>
    /// <param name="why">Where there are none: why not.</param>
    public static Increments? Find(string name, Currency currency, out string why)
    {
        why = "";
        switch (name)
        {
            case "online":
                return Table(name, Online, currency, ref why);
            case "room":
                return Table(name, Room, currency, ref why);
            case "nft":
                return new Increments.BasisPoints(1_000) { Preset = name }; // ten percent, as the auction contracts of the first NFT houses had it
            default:
                why = $"A preset is {Names}.";
                return null;
        }
    }

    private static Increments.StepTable? Table(string name, (string From, string Step)[] ladder, Currency currency, ref string why)
    {
        var rows = new StepRow[ladder.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            if (!StatedAmount.TryParse(ladder[i].From, out var from) || !StatedAmount.TryParse(ladder[i].Step, out var step)) throw new InvalidOperationException($"The preset {name} is malformed.");
            if (!currency.TryExact(from, out var least) || !currency.TryExact(step, out var raise))
            {
                why = $"The preset {name} has a step of {ladder[i].Step}, and {currency.Code} has {currency.Decimals} decimals.";
                return null;
            }
            rows[i] = new StepRow(least, raise);
        }
        return new Increments.StepTable(rows) { Preset = name };
    }
}
