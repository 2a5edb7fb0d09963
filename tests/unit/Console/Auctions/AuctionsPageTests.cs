using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>The list of auctions.</summary>
public sealed class AuctionsPageTests : ConsoleContext
{
    [Fact]
    public void A_row_says_where_an_auction_stands_and_leads_to_it()
    {
        House.Answers("GET /auctions", Auctions.Page(Auctions.View()));
        var row = Render<AuctionsPage>().WaitForElement("tbody tr");
        Assert.Equal("/auctions/genesis-1", row.QuerySelector("a.title")!.GetAttribute("href"));
        Assert.Equal(["Genesis #1 genesis-1", "English", "open", "1.25 ETH", "Ann (paddle 7)", "2"], row.Children.Skip(1).Take(6).Select(c => string.Join(' ', c.Children.Length > 1 ? c.Children.Select(x => x.TextContent) : [c.TextContent])));
        Assert.Equal("2026-11-27T12:05:00Z", row.QuerySelector("time-left")!.GetAttribute("until"));
        Assert.NotNull(row.QuerySelector("a[href='/auctions/genesis-1/room'][aria-label='Control room of Genesis #1']"));
    }

    [Fact]
    public void What_people_call_their_auctions_is_text()
    {
        House.Answers("GET /auctions", Auctions.Page(Auctions.View() with { Title = "<b onclick='x'>bold</b>" }));
        Assert.Equal("<b onclick='x'>bold</b>", Render<AuctionsPage>().WaitForElement("a.title").TextContent);
    }

    [Theory, InlineData(AuctionStatus.Draft, true), InlineData(AuctionStatus.Paused, true), InlineData(AuctionStatus.Sold, false), InlineData(AuctionStatus.Cancelled, false)]
    public void What_has_closed_needs_no_control_room(AuctionStatus status, bool has)
    {
        House.Answers("GET /auctions", Auctions.Page(Auctions.View(status: status)));
        var page = Render<AuctionsPage>();
        page.WaitForElement("tbody tr");
        Assert.Equal(has, page.FindAll("a[href$='/room']").Count == 1);
    }

    [Theory, InlineData("admin", true), InlineData("auctioneer", false)]
    public void Admins_alone_are_offered_a_new_auction(string role, bool offered)
    {
        SignIn(role);
        House.Answers("GET /auctions", Auctions.Page());
        var page = Render<AuctionsPage>();
        page.WaitForElement(".nothing");
        Assert.Equal(offered, page.FindAll("a[href='/auctions/new']").Count == 1);
    }

    [Fact]
    public void The_address_filters_and_the_list_is_read_again_every_few_seconds()
    {
        House.Answers("GET /auctions", Auctions.Page(Auctions.View()));
        Navigate("auctions?status=open&saleId=autumn");
        var page = Render<AuctionsPage>();
        page.WaitForElement("tbody tr");
        Assert.Contains("status=open&saleId=autumn", Assert.Single(House.Heard).Path, StringComparison.Ordinal);
        House.Answers("GET /auctions", Auctions.Page(Auctions.View() with { Price = "9.5" }));
        Clock.Advance(TimeSpan.FromSeconds(4));
        page.WaitForAssertion(() => Assert.Contains("9.5 ETH", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_tab_that_nobody_sees_asks_for_nothing()
    {
        JSInterop.Setup<bool>("look.isHidden").SetResult(true);
        House.Answers("GET /auctions", Auctions.Page(Auctions.View()));
        var page = Render<AuctionsPage>();
        page.WaitForElement("tbody tr");
        Clock.Advance(TimeSpan.FromSeconds(4));
        page.WaitForAssertion(() => JSInterop.VerifyInvoke("look.isHidden"));
        Assert.Single(House.Heard);
    }

    private void Navigate(string address) => Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(address);
}
