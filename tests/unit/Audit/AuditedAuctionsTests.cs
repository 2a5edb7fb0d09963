using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Audit;

/// <summary>How many auctions the audit keeps.</summary>
public sealed class AuditedAuctionsTests
{
    private readonly AuditedAuctions _auctions = new(most: 3, TimeSpan.FromSeconds(10));

    [Fact]
    public void Beyond_the_most_the_one_that_was_heard_of_least_lately_makes_room_and_is_named()
    {
        foreach (var id in new[] { "a", "b", "c" }) Assert.Null(Hear(id, 1));
        Hear("a", 2);
        Assert.Equal("b", Hear("d", 1));
        Assert.Equal(3, _auctions.Count);
        Assert.Equal(Findings.SequenceGap, _auctions.Check("a", Warning(9), out _));
        Assert.Equal(Findings.None, _auctions.Check("b", Warning(9), out _)); // met midway
    }

    [Fact]
    public void One_that_is_settled_or_cancelled_is_done_with()
    {
        Hear("a", 1);
        Hear("b", 1);
        _auctions.Check("a", new AuctionSettled("invoice 1") { Sequence = 2, At = Room.Noon }, out _);
        _auctions.Check("b", new AuctionCancelled("Withdrawn.") { Sequence = 2, At = Room.Noon }, out _);
        _auctions.Check("c", new AuctionCancelled("Withdrawn.") { Sequence = 2, At = Room.Noon }, out _);
        Assert.Equal(0, _auctions.Count);
    }

    [Fact]
    public void The_end_is_checked_before_it_is_forgotten()
    {
        Hear("a", 1);
        Assert.Equal(Findings.SequenceGap, _auctions.Check("a", new AuctionSettled("invoice 1") { Sequence = 3, At = Room.Noon }, out _));
    }

    [Fact]
    public void After_a_clearing_all_are_met_anew()
    {
        Hear("a", 1);
        _auctions.Clear();
        Assert.Equal(Findings.None, _auctions.Check("a", Warning(9), out _));
        Assert.Equal(1, _auctions.Count);
    }

    private string? Hear(string id, long sequence)
    {
        Assert.Equal(Findings.None, _auctions.Check(id, Warning(sequence), out var forgotten));
        return forgotten;
    }

    private static FairWarning Warning(long sequence) => new(1) { Sequence = sequence, At = Room.Noon };
}
