using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sothebais.Tests.Harness;
using Sothebais.Tests.Harness.Clerk;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Sothebais.Tests.Browser;

/// <summary>A house with Clerk: Clerk is played by a server of this machine, its script on the pages is the real one.</summary>
public sealed class ClerkHouse(Studio studio) : IAsyncLifetime
{
    private IBrowser? _browser;

    public FakeClerk Clerk { get; private set; } = null!;
    public AllInOneHouse House { get; private set; } = null!;

    public string Site => $"http://localhost:{House.At.Admin.Port}";

    public async ValueTask InitializeAsync()
    {
        Clerk = await FakeClerk.Start();
        House = await AllInOneHouse.Start(null, Clerk.Settings());
        _browser = await studio.Launch(Clerk.BrowserArgument);
    }

    public Task<IPage> Page(List<string> errors) => studio.Page(errors, _browser);

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        if (House is not null) await House.DisposeAsync();
        if (Clerk is not null) await Clerk.DisposeAsync();
    }
}

/// <summary>Signing in, staying signed in and signing out with Clerk's own script.</summary>
public sealed class ClerkTests(ClerkHouse house) : IClassFixture<ClerkHouse>
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private readonly List<string> _errors = [];

    [Fact]
    public async Task Somebody_signs_in_with_their_password_and_lands_on_the_page_they_asked_for()
    {
        var ada = Person("ada", "admin");
        var page = await house.Page(_errors);
        await page.GotoAsync($"{house.Site}/sign-in?redirect_url=/overlay/auction/some-lot%3Ftheme=neon");
        await SignIn(page, ada);
        await Expect(page).ToHaveURLAsync($"{house.Site}/overlay/auction/some-lot?theme=neon");
        Assert.Equal(200, (await page.Context.APIRequest.GetAsync($"{house.Site}/api/people/{ada.Id}")).Status);
        Assert.Empty(_errors);
    }

    [Theory, InlineData(ColorScheme.Light), InlineData(ColorScheme.Dark)]
    public async Task Clerks_form_has_the_houses_colours_and_fits_a_phone(ColorScheme scheme)
    {
        var page = await house.Page(_errors);
        await page.SetViewportSizeAsync(420, 900);
        await page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await page.GotoAsync($"{house.Site}/sign-in");
        var email = page.GetByLabel("Email address");
        await Expect(email).ToHaveCSSAsync("color", scheme == ColorScheme.Dark ? "rgb(242, 239, 230)" : "rgb(26, 24, 19)");
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        var box = (await page.Locator(".cl-cardBox").BoundingBoxAsync())!;
        Assert.InRange(box.X + box.Width / 2, 209, 211);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_session_that_Clerk_still_knows_needs_no_form()
    {
        var page = await house.Page(_errors);
        await Remember(page, house.Clerk.SignIn(Person("bob")));
        await page.GotoAsync($"{house.Site}/sign-in?redirect_url=/docs");
        await Expect(page).ToHaveURLAsync(new Regex("/docs"));
        Assert.Contains(await page.Context.CookiesAsync([house.Site]), c => c.Name == "__session");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_expired_cookie_is_renewed_and_the_page_appears_without_the_person_doing_anything()
    {
        var session = house.Clerk.SignIn(Person("carla", "admin"));
        var page = await house.Page(_errors);
        await Remember(page, session);
        var old = house.Clerk.Tokens.Of(session, house.Site, age: TimeSpan.FromMinutes(10));
        await page.Context.AddCookiesAsync([new() { Name = "__session", Value = old, Url = house.Site }]);
        Assert.Equal(401, (await page.Context.APIRequest.GetAsync($"{house.Site}/api/people/{session.Person.Id}")).Status);
        await page.GotoAsync($"{house.Site}/sign-in/refresh?redirect_url=/");
        await Expect(page).ToHaveURLAsync($"{house.Site}/");
        // Clerk's script, on that page too, takes the cookie away for a moment while it looks whose it is; the page waits for it.
        await Expect(Dashboard(page)).ToBeVisibleAsync();
        Assert.Equal(200, (await page.Context.APIRequest.GetAsync($"{house.Site}/api/people/{session.Person.Id}")).Status);
        Assert.NotEqual(old, (await page.Context.CookiesAsync([house.Site])).Single(c => c.Name == "__session").Value);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_page_asked_for_with_an_expired_cookie_appears_all_the_same()
    {
        var session = house.Clerk.SignIn(Person("carlo"));
        var page = await house.Page([]); // Chromium counts the 401 on the way as an error
        await Remember(page, session);
        await page.Context.AddCookiesAsync([new() { Name = "__session", Value = house.Clerk.Tokens.Of(session, house.Site, age: TimeSpan.FromMinutes(10)), Url = house.Site }]);
        await page.GotoAsync($"{house.Site}/?x=1#auctions");
        await Expect(Dashboard(page)).ToBeVisibleAsync();
        await Expect(page).ToHaveURLAsync($"{house.Site}/?x=1#auctions");
    }

    [Fact]
    public async Task A_page_that_stays_open_keeps_its_session()
    {
        var session = house.Clerk.SignIn(Person("cleo"));
        var page = await house.Page(_errors);
        await Remember(page, session);
        var old = house.Clerk.Tokens.Of(session, house.Site, age: TimeSpan.FromSeconds(45));
        await page.Context.AddCookiesAsync([new() { Name = "__session", Value = old, Url = house.Site }]);
        await page.GotoAsync($"{house.Site}/");
        var loads = 0;
        page.Load += (_, _) => loads++;
        await Wait.Until("the cookie is renewed", Wait.Patience, async () => (await page.Context.CookiesAsync([house.Site])).Single(c => c.Name == "__session").Value != old);
        await Expect(Dashboard(page)).ToBeVisibleAsync();
        Assert.Equal(0, loads); // by the page itself, without a reload
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task An_expired_cookie_without_a_session_leads_to_the_sign_in_page_with_the_way_back()
    {
        var page = await house.Page(_errors);
        await page.GotoAsync($"{house.Site}/sign-in/refresh?redirect_url=/docs%3Fx=1%26y=2");
        await Expect(page).ToHaveURLAsync($"{house.Site}/sign-in?redirect_url=%2Fdocs%3Fx%3D1%26y%3D2");
        await Expect(page.GetByLabel("Email address")).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_house_that_does_not_take_the_token_is_not_asked_for_ever()
    {
        var page = await house.Page(_errors);
        await Remember(page, house.Clerk.SignIn(Person("dora")));
        var asked = 0;
        await page.RouteAsync("**/never", route =>
        {
            Interlocked.Increment(ref asked);
            return route.ContinueAsync(new() { Url = $"{house.Site}/sign-in/refresh?redirect_url=/never" });
        });
        await page.GotoAsync($"{house.Site}/never");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed in, but not let in" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Equal(4, asked);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign out" })).ToBeVisibleAsync();
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_its_token_is_refused_after_its_life()
    {
        var person = Person("emil", "admin");
        var page = await house.Page(_errors);
        await page.GotoAsync($"{house.Site}/sign-in");
        await SignIn(page, person);
        await Expect(page).ToHaveURLAsync($"{house.Site}/");
        await Expect(Dashboard(page)).ToBeVisibleAsync(); // Clerk's script has settled there, too
        var session = Assert.Single(house.Clerk.Sessions.Values, s => s.Person.Id == person.Id);
        await page.GotoAsync($"{house.Site}/sign-out");
        await Expect(page).ToHaveURLAsync($"{house.Site}/sign-in");
        await Expect(page.GetByLabel("Email address")).ToBeVisibleAsync();
        Assert.DoesNotContain(await page.Context.CookiesAsync([house.Site]), c => c.Name.StartsWith("__session", StringComparison.Ordinal) && c.Value.Length > 0);
        Assert.NotEqual("active", session.Status);
        // Clerk makes no more tokens for it; what is left of the last one's minute is all there is.
        await page.GotoAsync($"{house.Site}/sign-in/refresh?redirect_url=/docs");
        await Expect(page).ToHaveURLAsync(new Regex("/sign-in\\?redirect_url="));
        var left = house.Clerk.Tokens.Of(session, house.Site, age: TimeSpan.FromSeconds(70));
        var answer = await page.Context.APIRequest.GetAsync($"{house.Site}/api/people/{person.Id}", new() { Headers = new Dictionary<string, string> { ["Authorization"] = $"Bearer {left}" } });
        Assert.Equal(401, answer.Status);
        Assert.Empty(_errors);
    }

    [Theory, InlineData("redirect_url", "https://evil.test/"), InlineData("redirect_url", "//evil.test"), InlineData("sign_in_force_redirect_url", "https://evil.test/"), InlineData("sign_in_fallback_redirect_url", "https://evil.test/")]
    public async Task Nobody_is_led_off_the_site(string parameter, string wanted)
    {
        var page = await house.Page(_errors);
        await page.GotoAsync($"{house.Site}/sign-in?{parameter}={Uri.EscapeDataString(wanted)}");
        await SignIn(page, Person($"eve{Math.Abs((parameter + wanted).GetHashCode())}"));
        await Expect(page).ToHaveURLAsync($"{house.Site}/");
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task Where_Clerks_script_does_not_come_the_page_says_so_and_tries_again()
    {
        var page = await house.Page(_errors);
        await page.RouteAsync("**/clerk.browser.js", route => route.AbortAsync());
        await page.GotoAsync($"{house.Site}/sign-in");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Sign-in did not open" })).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await Expect(page.GetByLabel("Email address")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_Clerk_that_never_answers_is_given_ten_seconds()
    {
        var page = await house.Page(_errors);
        await page.RouteAsync("**/v1/environment*", _ => Task.CompletedTask);
        await page.GotoAsync($"{house.Site}/sign-in/refresh?redirect_url=/docs");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your session could not be renewed" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task Signed_out_here_counts_also_where_Clerk_cannot_be_reached()
    {
        var person = Person("fritz");
        var page = await house.Page(_errors);
        await page.GotoAsync($"{house.Site}/sign-in");
        await SignIn(page, person);
        await Expect(page).ToHaveURLAsync($"{house.Site}/");
        await Expect(Dashboard(page)).ToBeVisibleAsync(); // Clerk's script has settled there, too
        await page.RouteAsync("**/clerk.browser.js", route => route.AbortAsync());
        await page.GotoAsync($"{house.Site}/sign-out");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You may still be signed in" })).ToBeVisibleAsync();
        Assert.DoesNotContain(await page.Context.CookiesAsync([house.Site]), c => c.Name == "__session" && c.Value.Length > 0);
        Assert.Equal("revoked", Assert.Single(house.Clerk.Sessions.Values, s => s.Person.Id == person.Id).Status);
    }

    // Whoever lands on the console runs the house.
    private static ClerkPerson Person(string name, params string[] roles) => new($"user_{name}", Email: $"{name}@sothebais.test", Roles: roles is [] ? ["auctioneer"] : roles);

    private static ILocator Dashboard(IPage page) => page.GetByRole(AriaRole.Heading, new() { Name = "Dashboard" });

    /// <summary>Gives the browser the cookie by which Clerk knows it.</summary>
    private Task Remember(IPage page, ClerkSession session) => page.Context.AddCookiesAsync([new() { Name = "__clerk_db_jwt", Value = session.Id, Url = house.Site }]);

    private async Task SignIn(IPage page, ClerkPerson person)
    {
        house.Clerk.People.TryAdd(person.Id, person);
        await page.GetByLabel("Email address").FillAsync(person.Email);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue", Exact = true }).ClickAsync();
    }
}
