namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>What an event may break of the promises that every observer relies on.</summary>
[Flags]
internal enum Findings
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It does not follow the auction's event before it: one is missing, or there twice.</summary>
    SequenceGap = 1,

    /// <summary>
    /// A bid was accepted that does not raise the price: a second one at the same amount, or a lower one; the house's answer to it names another price;
    /// or more of an edition were given than there are.
    /// </summary>
    DoubleBid = 2,

    /// <summary>A bid was accepted when no bids were taken: at or after the deadline without having been received before, in a pause, before the opening, after the hammer.</summary>
    LateBid = 4,

    /// <summary>The hammer fell too long after the deadline.</summary>
    LateClose = 8,
}
