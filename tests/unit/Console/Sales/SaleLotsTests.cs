using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Sothebais.Gateways.Admin.Console.Sales;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Console.Sales;

/// <summary>The lots of a sale before whoever puts them in order.</summary>
public sealed class SaleLotsTests : ConsoleContext
{
    private static readonly PublicSale Sale = SomeSale.With(SaleStatus.Draft, SomeSale.Lot("a"), SomeSale.Lot("b"), SomeSale.Lot("c"));
    private readonly List<PublicSale> _changes = [];

    private IRenderedComponent<SaleLots> Show(PublicSale? sale = null) => Render<SaleLots>(p => p.Add(l => l.Sale, sale ?? Sale).Add(l => l.Changed, now => _changes.Add(now)));

    // Until the house has the order: a pause begins anew with every move.
    private async Task Passed(Func<bool> done)
    {
        while (!done())
        {
            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
            Xunit.TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static string Order(IRenderedComponent<SaleLots> page) => string.Concat(page.FindAll("tbody tr").Select(r => r.Id!["lot-".Length..]));

    [Fact]
    public async Task A_row_is_moved_by_the_keyboard_and_that_is_said_and_kept_by_the_house_once()
    {
        House.Answers("PUT /sales/autumn/lots", (Sale with { Sequence = 2 }).Json());
        var page = Show();
        page.Find("#lot-a").KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });
        page.Find("#lot-a").KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });
        Assert.Equal("bca", Order(page));
        Assert.Equal("“Lot A” is now lot 3 of 3.", page.Find("[aria-live=polite]").TextContent);
        Assert.Empty(House.Heard);
        await Passed(() => _changes.Count > 0);
        var asked = Assert.Single(House.Heard);
        Assert.Equal("""{"lots":["b","c","a"],"was":["a","b","c"]}""", asked.Body);
        Assert.True(asked.Headers.ContainsKey("Idempotency-Key"));
    }

    [Fact]
    public void An_arrow_without_Alt_moves_nothing()
    {
        var page = Show();
        page.Find("#lot-a").KeyDown(new KeyboardEventArgs { Key = "ArrowDown" });
        Assert.Equal("abc", Order(page));
    }

    [Fact]
    public async Task Who_was_slower_than_somebody_else_is_told_and_shown_how_it_stands()
    {
        House.Refuses("PUT /sales/autumn/lots", 409, "conflict", "Somebody else changed it meanwhile.");
        House.Answers("GET /sales/autumn", (Sale with { Sequence = 7 }).Json());
        var page = Show();
        page.Find("[aria-label='Move “Lot C” up']").Click();
        await Passed(() => _changes.Count > 0);
        page.WaitForAssertion(() => Assert.Contains("Somebody else changed the lots meanwhile", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(7, Assert.Single(_changes).Sequence);
        Assert.Equal("abc", Order(page));
    }

    [Fact]
    public void A_lot_is_dragged_to_another_ones_place()
    {
        House.Answers("PUT /sales/autumn/lots", Sale.Json());
        var page = Show();
        page.Find("#lot-c").DragStart();
        page.Find("#lot-a").Drop();
        Assert.Equal("cab", Order(page));
    }

    [Fact]
    public void An_auctioneer_sees_the_lots_and_cannot_put_them_in_order()
    {
        SignIn("auctioneer", "auk");
        var page = Show();
        Assert.Equal("abc", Order(page));
        Assert.Empty(page.FindAll(".nudge"));
        page.Find("#lot-a").KeyDown(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });
        Assert.Equal("abc", Order(page));
        Assert.DoesNotContain("Add auctions", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_had_its_turn_has_nothing_to_move_it_with()
    {
        var page = Show(SomeSale.With(SaleStatus.Open, SomeSale.Lot("a", LotStatus.Sold), SomeSale.Lot("b", LotStatus.Open), SomeSale.Lot("c"), SomeSale.Lot("d")));
        Assert.Equal(4, page.FindAll(".nudge").Count); // two lots, up and down
        page.Find("[aria-label='Move “Lot C” up']").Click();
        Assert.Equal("abcd", Order(page));
    }

    [Fact]
    public void Lots_are_found_by_title_and_by_number()
    {
        var page = Show();
        page.Find("input[name=lots-q]").Input("lot b");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Equal("b", Order(page)));
    }

    [Fact]
    public void A_title_is_text_whatever_it_holds()
    {
        var page = Show(SomeSale.With(SaleStatus.Draft, SomeSale.Lot("a") with { Title = "<img src=x onerror=alert(1)>" }));
        Assert.Empty(page.FindAll("img"));
        Assert.Equal("<img src=x onerror=alert(1)>", page.Find("tbody a").TextContent);
    }
}
