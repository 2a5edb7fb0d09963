using CsCheck;
using Sothebais.Tests.Unit.Bidders.Model;

namespace Sothebais.Tests.Unit.Bidders;

/// <summary>A spending limit over auctions that run apart, in histories where anything is lost, late or killed.</summary>
public sealed class LimitProtocolTests
{
    private static readonly Gen<(int What, int Which, int How)[]> Histories = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 99], Gen.Int[0, 99]).Array[40, 160];

    [Fact]
    public void At_no_instant_does_what_stands_in_the_logs_exceed_the_limit_and_nothing_stays_held_for_nothing()
    {
        var (taken, refused, killed) = (0, 0, 0);
        Histories.Hold(
            history =>
            {
                var house = new LimitedHouse();
                foreach (var (what, which, how) in history)
                {
                    house.Step(what, which, how);
                    Assert.True(house.Truth <= LimitedHouse.Limit, $"{house.Truth} stand in the logs.");
                }
                house.Rest();
                Assert.True(house.Truth <= LimitedHouse.Limit, $"{house.Truth} stand in the logs.");
                Assert.Equal(house.Truth, house.Counted);
                Interlocked.Add(ref taken, house.Taken);
                Interlocked.Add(ref refused, house.Refused);
                Interlocked.Add(ref killed, house.Killed);
            },
            20_000, history => string.Join(' ', history));
        Assert.True(taken > 10_000 && refused > 1_000 && killed > 10_000, $"{taken} taken, {refused} refused, {killed} killed: too little happened.");
    }
}
