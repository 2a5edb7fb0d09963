using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>Signing in and out in Development, without Clerk.</summary>
public sealed class SignInTests(Studio studio)
{
    private readonly List<string> _errors = [];

    private string Site => $"http://localhost:{studio.House.At.Admin.Port}";

    [Fact]
    public async Task Somebody_signs_in_with_a_name_and_lands_on_the_page_they_asked_for()
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{Site}/sign-in?redirect_url=/overlay/auction/some-lot?theme=neon");
        await page.GetByLabel("Name").FillAsync("Ada Lovelace");
        await Expect(page.GetByLabel("Id optional")).ToHaveAttributeAsync("placeholder", "ada-lovelace");
        await page.GetByLabel("Auctioneer").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Site}/overlay/auction/some-lot?theme=neon");
        var cookie = Assert.Single(await page.Context.CookiesAsync(), c => c.Name == "__session");
        Assert.Equal((true, SameSiteAttribute.Lax, "/", false), (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.Secure));
        var created = await page.Context.APIRequest.PostAsync($"{Site}/api/auctions/nothing/hammer", new() { DataObject = new { } });
        Assert.Equal(404, created.Status); // let in as an auctioneer: there is only no such auction
    }

    [Theory, InlineData("Admin"), InlineData("Auctioneer"), InlineData("Bidder")]
    public async Task One_click_is_enough_for_the_usual_people(string who)
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{Site}/sign-in?redirect_url=/overlay");
        await page.GetByRole(AriaRole.Button, new() { Name = who }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Site}/overlay");
        await page.GotoAsync($"{Site}/sign-in");
        await Expect(page.GetByText($"You are signed in as {who}")).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var page = await studio.Page([]); // Chromium counts a 422 as an error
        await page.GotoAsync($"{Site}/sign-in?redirect_url=/docs");
        await page.GetByLabel("Id optional").FillAsync("two words");
        await page.GetByLabel("Admin").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Name")).ToHaveAccessibleDescriptionAsync("Give a name.");
        await Expect(page.GetByLabel("Name")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Id optional")).ToHaveAccessibleDescriptionAsync(new Regex("^An id has no spaces."));
        await Expect(page.GetByLabel("Id optional")).ToHaveValueAsync("two words");
        await Expect(page.GetByLabel("Admin")).ToBeCheckedAsync();
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("Id optional").FillAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/docs"));
    }

    [Theory, InlineData("https://evil.test/"), InlineData("//evil.test"), InlineData("/\\evil.test"), InlineData("javascript:alert(1)"), InlineData("/sign-out")]
    public async Task Nobody_is_led_off_the_site(string wanted)
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{Site}/sign-in?redirect_url={Uri.EscapeDataString(wanted)}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Auctioneer" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Site}/");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Signing_out_takes_the_cookie_and_ends_at_the_sign_in_page()
    {
        var page = await studio.Page(_errors);
        await page.GotoAsync($"{Site}/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Auctioneer" }).ClickAsync();
        await Expect(page).ToHaveURLAsync($"{Site}/");
        await page.GotoAsync($"{Site}/sign-out");
        await Expect(page).ToHaveURLAsync($"{Site}/sign-in");
        Assert.DoesNotContain(await page.Context.CookiesAsync(), c => c.Name == "__session");
        await Expect(page.GetByText("You are signed in as")).ToBeHiddenAsync();
        Assert.Empty(_errors);
    }

    [Theory, InlineData(ColorScheme.Light, 1280), InlineData(ColorScheme.Dark, 1280), InlineData(ColorScheme.Light, 420), InlineData(ColorScheme.Dark, 420)]
    public async Task The_form_fits_every_window_and_can_be_read_in_light_and_dark(ColorScheme scheme, int width)
    {
        var page = await studio.Page(_errors);
        await page.SetViewportSizeAsync(width, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync($"{Site}/sign-in?redirect_url=/overlay/auction/{new string('x', 200)}");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        var contrasts = await page.EvaluateAsync<double[]>(Contrasts);
        Assert.All(contrasts, contrast => Assert.True(contrast >= 4.5, string.Join(' ', contrasts)));
        Assert.Empty(_errors);
    }

    // Of every text to the nearest background below it (WCAG 2, relative luminance).
    private const string Contrasts = """
        () => {
          const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
          const light = (colour) => channels(colour).slice(0, 3).map((c) => c / 255).map((c) => c <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
          const below = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if ((channels(c)[3] ?? 1) > 0) return c; } };
          return [...document.querySelectorAll('body *')]
            .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .map((e) => [light(getComputedStyle(e).color), light(below(e))].sort((a, b) => b - a)).map(([more, less]) => (more + .05) / (less + .05));
        }
        """;
}
