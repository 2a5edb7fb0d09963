using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>The session cookie, which browsers send along whoever made them ask, authorises changes from this site's own pages only.</summary>
public sealed class CrossOriginTests(CrossOriginTests.Doors doors) : IClassFixture<CrossOriginTests.Doors>
{
    private static readonly int[] MainPorts = [3000, 4100, 4200, 4300];
    private static readonly string[] Changes = ["POST", "PUT", "PATCH", "DELETE"];

    /// <summary>What a browser says when another site's page made it ask. The site's own host stands for {host}, its port for {port}.</summary>
    public static TheoryData<string, string?, string?> Foreign => new()
    {
        { "another site", "https://evil.example", null },
        { "no site at all: a sandboxed frame, a file, a redirect from elsewhere", "null", null },
        { "a sibling", "http://other.sothebais.test:{port}", null },
        { "a site that begins alike", "http://{host}.evil.example", null },
        { "a subdomain", "http://evil.{host}", null },
        { "the site as somebody's name", "http://{host}@evil.example", null },
        { "another port", "http://127.0.0.1:9", null },
        { "the usual port", "http://127.0.0.1", null },
        { "another scheme", "https://{host}", null },
        { "an extension", "chrome-extension://{host}", null },
        { "nothing of use", "{host}", null },
        { "nothing", "", null },
        { "two origins", "http://{host}, https://evil.example", null },
        { "cross-site, as the browser knows", null, "cross-site" },
        { "same-site, as the browser knows: a sibling", null, "same-site" },
        { "cross-site, as the browser knows, whatever the origin", "http://{host}", "cross-site" },
        { "same-site, as the browser knows, whatever the origin", "http://{host}", "same-site" },
        { "another site, whatever else is said", "https://evil.example", "same-origin" },
        { "what no browser says yet", null, "somewhere" },
        { "what browsers write in small letters", null, "Same-Origin" },
    };

    /// <summary>What a browser says when this site's page, or the person at it, made it ask; and programs, which say nothing.</summary>
    public static TheoryData<string, string?, string?> Own => new()
    {
        { "a program", null, null }, { "this site's page", "http://{host}", "same-origin" }, { "this site's page in a browser of some years ago", "http://{host}", null },
        { "this site's page, without its origin", null, "same-origin" }, { "the person at the browser", null, "none" },
    };

    [Theory, MemberData(nameof(Foreign))]
    public async Task Another_sites_page_changes_nothing_with_the_cookie(string _, string? origin, string? site)
    {
        doors.Gateways.Forget();
        foreach (var port in MainPorts)
            foreach (var method in Changes)
                Check.Problem(await Ask(method, port, HouseFront.Probe, origin, site, Cookie), 403, "cross-origin");
        foreach (var (method, port, path) in Doors.OfAuctions) Check.Problem(await Ask(method, port, path, origin, site, Cookie), 403, "cross-origin");
        Assert.Empty(doors.Gateways.Reached);
        Assert.Empty(doors.Gateways.House.Calls);
    }

    [Theory, MemberData(nameof(Own))]
    public async Task This_sites_own_page_and_programs_change_what_they_may(string _, string? origin, string? site)
    {
        doors.Gateways.Forget();
        foreach (var port in MainPorts)
            foreach (var method in Changes)
                Assert.Equal(200, (await Ask(method, port, HouseFront.Probe, origin, site, Cookie)).Status);
        foreach (var (method, port, path) in Doors.OfAuctions) Check.Problem(await Ask(method, port, path, origin, site, Cookie), 404);
        Assert.Equal(MainPorts.Length * Changes.Length, doors.Gateways.Reached.Count);
        Assert.Equal(Doors.OfAuctions.Length, doors.Gateways.House.Calls.Count);
    }

    [Theory, MemberData(nameof(Foreign))]
    public async Task A_token_that_a_page_brings_itself_and_reading_are_not_affected(string _, string? origin, string? site)
    {
        foreach (var port in MainPorts)
        {
            foreach (var method in Changes) Assert.Equal(200, (await Ask(method, port, HouseFront.Probe, origin, site, Bearer)).Status);
            foreach (var method in Changes) Assert.Equal(200, (await Ask(method, port, HouseFront.Probe, origin, site, Bearer, Cookie)).Status);
            Assert.Equal(200, (await Ask("GET", port, HouseFront.Probe, origin, site, Cookie)).Status);
        }
    }

    [Theory, MemberData(nameof(Foreign))]
    public async Task The_edge_is_told_so_of_the_request_that_it_asks_about(string _, string? origin, string? site)
    {
        foreach (var method in Changes)
        {
            Check.Problem(await Ask("GET", 3000, "/auth/verify", origin, site, Cookie, ("X-Forwarded-Method", method), ("X-Forwarded-Uri", "/api/auctions")), 403, "cross-origin");
            Assert.Equal(200, (await Ask("GET", 3000, "/auth/verify", origin, site, Bearer, ("X-Forwarded-Method", method), ("X-Forwarded-Uri", "/api/auctions"))).Status);
        }
        Assert.Equal(200, (await Ask("GET", 3000, "/auth/verify", origin, site, Cookie, ("X-Forwarded-Method", "GET"))).Status);
    }

    [Fact]
    public async Task Behind_the_edge_the_site_is_what_the_caller_calls_it()
    {
        (string, string)[] edge = [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "admin.sothebais.test")];
        foreach (var port in MainPorts)
        {
            Assert.Equal(200, (await Ask("POST", port, HouseFront.Probe, "https://admin.sothebais.test", "same-origin", [Cookie, .. edge])).Status);
            foreach (var foreign in new[] { "http://admin.sothebais.test", "https://admin.sothebais.test:8443", "https://sothebais.test", "https://evil.sothebais.test", "http://{host}" })
                Check.Problem(await Ask("POST", port, HouseFront.Probe, foreign, null, [Cookie, .. edge]), 403, "cross-origin");
        }
    }

    [Fact]
    public async Task Who_has_no_cookie_of_a_session_is_told_to_sign_in_wherever_they_come_from()
    {
        foreach (var port in MainPorts)
            Check.Problem(await Ask("POST", port, HouseFront.Probe, "https://evil.example", "cross-site", ("Cookie", "theme=dark")), 401, "unauthenticated");
    }

    private (string, string) Cookie => ("Cookie", $"__session={doors.Token}");

    private (string, string) Bearer => ("Authorization", $"Bearer {doors.Token}");

    private Task<Reply> Ask(string method, int port, string path, string? origin, string? site, params (string, string)[] headers)
    {
        var at = doors.Gateways.At.On(port, path);
        List<(string, string)> all = [.. headers];
        if (origin is not null) all.Add(("Origin", origin.Replace("{host}", at.Authority, StringComparison.Ordinal).Replace("{port}", $"{at.Port}", StringComparison.Ordinal)));
        if (site is not null) all.Add(("Sec-Fetch-Site", site));
        return doors.Gateways.Client.Ask(new HttpMethod(method), at, method is "PATCH" or "POST" ? Asking.Json("""{"reason":"x"}""") : null, null, [.. all]);
    }

    /// <summary>The gateways, and a token that may do everything.</summary>
    public sealed class Doors : IAsyncLifetime
    {
        private readonly Forger _forger = new(HouseFront.Noon);

        /// <summary>Doors that change an auction: the auction manager's own, and the way in to it through the admin gateway.</summary>
        public static readonly (string Method, int Port, string Path)[] OfAuctions =
        [
            ("POST", 4100, "/auctions/x/cancel"), ("DELETE", 4100, "/auctions/x/bids/x-1?reason=x"), ("POST", 3000, "/api/auctions/x/cancel"), ("DELETE", 3000, "/api/auctions/x/bids/x-1?reason=x"),
        ];

        /// <summary>The gateways.</summary>
        public HouseFront Gateways { get; private set; } = null!;

        /// <summary>The token.</summary>
        public string Token { get; private set; } = "";

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            Token = _forger.Good("user_admin", "admin");
            Gateways = await HouseFront.Start($"--Clerk:Issuer={Forger.Issuer}", $"--Clerk:AuthorizedParties:0={Forger.Origin}", $"--Clerk:JwtKey={_forger.PublicKey}");
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            if (Gateways is not null) await Gateways.DisposeAsync();
            _forger.Dispose();
        }
    }
}
