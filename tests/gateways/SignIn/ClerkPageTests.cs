using Sothebais.Tests.Gateways.Identity;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Gateways.SignIn;

/// <summary>The pages of a house with Clerk.</summary>
public sealed class ClerkPageTests(HouseWithClerk house) : IClassFixture<HouseWithClerk>
{
    [Fact]
    public async Task The_sign_in_page_takes_Clerks_script_of_one_version_from_the_host_in_the_publishable_key()
    {
        var page = await house.Ask(HttpMethod.Get, "/sign-in");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains(
            $"""<script id="clerk" async crossorigin="anonymous" src="{FakeClerk.Issuer}/npm/@clerk/clerk-js@5.128.0/dist/clerk.browser.js" data-clerk-publishable-key="{FakeClerk.PublishableKey}"></script>""",
            page.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("/sign-in"), InlineData("/sign-in/refresh"), InlineData("/sign-out")]
    public async Task A_page_about_signing_in_is_kept_by_nobody_and_runs_no_script_but_of_named_hosts(string path)
    {
        var page = await house.Ask(HttpMethod.Get, path);
        Assert.Equal((200, "no-store", "nosniff", "strict-origin-when-cross-origin"), (page.Status, page.Header("Cache-Control"), page.Header("X-Content-Type-Options"), page.Header("Referrer-Policy")));
        var policy = page.Header("Content-Security-Policy")!.Split("; ").ToDictionary(d => d.Split(' ')[0], d => d.Split(' ')[1..]);
        Assert.Equal(["'none'"], policy["default-src"]);
        Assert.Equal(["'self'", FakeClerk.Issuer, "https://challenges.cloudflare.com", "https://*.protect.clerk.com"], policy["script-src"]);
        Assert.Equal(["'self'", FakeClerk.Issuer, "https://*.protect.clerk.com:*"], policy["connect-src"]);
        Assert.Equal(["'none'"], policy["frame-ancestors"]);
        Assert.Equal(["'none'"], policy["base-uri"]);
        Assert.Equal(["'self'"], policy["form-action"]);
        Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeClerk.SecretKey, page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/overlay/auction/x?theme=neon&scale=2", "/overlay/auction/x?theme=neon&amp;scale=2"), InlineData("/\"><script>alert(1)</script>", "/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("https://evil.test/", "/"), InlineData("//evil.test/", "/"), InlineData("/\\evil.test", "/"), InlineData("javascript:alert(1)", "/"), InlineData("/sign-out", "/"), InlineData("", "/")]
    public async Task Where_to_go_on_is_a_page_of_this_site_and_stands_in_the_page_as_text(string asked, string inThePage)
    {
        foreach (var path in new[] { "/sign-in", "/sign-in/refresh" })
        {
            var page = await house.Ask(HttpMethod.Get, $"{path}?redirect_url={Uri.EscapeDataString(asked)}");
            Assert.Equal(200, page.Status);
            Assert.Contains($"data-return=\"{inThePage}\"", page.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_development_form_is_not_there()
    {
        using var form = new FormUrlEncodedContent([new("preset", "admin")]);
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.Client.At.On(3000, "/sign-in"), form), 404, "not-found");
        Assert.Equal(404, (await house.Ask(HttpMethod.Get, "/sign-in/development.js")).Status);
        Assert.Equal(404, (await house.Ask(HttpMethod.Get, "/sign-in/clerk.html")).Status);
        Assert.Equal("text/javascript", (await house.Ask(HttpMethod.Get, "/sign-in/sign-in.js")).MediaType);
        Assert.Equal("text/css", (await house.Ask(HttpMethod.Get, "/sign-in/sign-in.css")).MediaType);
    }

    [Fact]
    public async Task Signing_out_deletes_the_cookies_and_revokes_the_session()
    {
        var (session, token) = house.SignIn();
        var reply = await house.Ask(HttpMethod.Post, "/sign-out", null, ("Cookie", $"__session={token}; __session_AbC1={token}; other=1"));
        Assert.Equal(204, reply.Status);
        Assert.Equal("revoked", session.Status);
        var deleted = reply.Headers.GetValues("Set-Cookie").Select(c => c.Split('=')[0]).Order();
        Assert.Equal(["__session", "__session_AbC1"], deleted);
        Assert.All(reply.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("expires=Thu, 01 Jan 1970", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_signed_out_too()
    {
        Assert.Equal(204, (await house.Ask(HttpMethod.Post, "/sign-out")).Status);
        Assert.Equal(204, (await house.Ask(HttpMethod.Post, "/sign-out", null, ("Cookie", "__session=garbage"))).Status);
        Assert.Equal((303, "/sign-in"), await SignOutByForm("garbage"));
    }

    [Fact]
    public async Task An_old_token_revokes_nothing()
    {
        var session = house.Clerk.SignIn(new ClerkPerson("user_old"));
        var old = house.Clerk.Tokens.Of(session, HouseWithClerk.Origin, age: TimeSpan.FromMinutes(10));
        Assert.Equal(204, (await house.Ask(HttpMethod.Post, "/sign-out", null, ("Cookie", $"__session={old}"))).Status);
        Assert.Equal("active", session.Status);
    }

    [Fact]
    public async Task Where_Clerk_cannot_be_told_the_cookie_is_deleted_and_the_answer_says_so()
    {
        var (session, token) = house.SignIn();
        house.Clerk.Backend.Next(Fault.Status(403, "forbidden", "No."), Fault.Status(403, "forbidden", "No."));
        var reply = await house.Ask(HttpMethod.Post, "/sign-out", null, ("Cookie", $"__session={token}"));
        Assert.Equal((200, false), (reply.Status, (bool)reply.Json["sessionEnded"]!));
        Assert.StartsWith("__session=;", reply.Header("Set-Cookie"), StringComparison.Ordinal);
        Assert.Equal("active", session.Status);
        Assert.Equal((303, "/sign-in"), await SignOutByForm(token));
    }

    private async Task<(int Status, string? Location)> SignOutByForm(string token)
    {
        var (status, text) = await RawHttp.Send(
            house.Client.At.Admin,
            $"POST /sign-out HTTP/1.1\r\nHost: x\r\nAccept: text/html,*/*;q=0.8\r\nCookie: __session={token}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        Assert.Contains("Set-Cookie: __session=;", text, StringComparison.Ordinal);
        return (status, text.Split("\r\n").FirstOrDefault(line => line.StartsWith("Location: ", StringComparison.Ordinal))?[10..]);
    }

    [Fact]
    public async Task Tokens_of_both_versions_are_taken_and_those_of_a_new_key_as_well()
    {
        await using var clerk = await FakeClerk.Start();
        await using var other = await AllInOneHouse.Start(null, clerk.Settings()); // in Development new keys are looked for each second
        using var client = new HouseClient(other.At);
        foreach (var version in new[] { 1, 2 })
        {
            clerk.Tokens.Version = version;
            var session = clerk.SignIn(new ClerkPerson($"user_of_version_{version}", OrganisationRole: "admin"));
            var reply = await client.Get(3000, $"/api/people/{session.Person.Id}", clerk.Tokens.Of(session, HouseWithClerk.Origin));
            Assert.True(reply.Status == 200, reply.Text);
        }
        clerk.Tokens.Rotate();
        var admin = clerk.SignIn(new ClerkPerson("user_of_a_new_key", Roles: ["admin"]));
        await Wait.Until("the new key is known", Wait.Patience, async () =>
            (await client.Get(3000, $"/api/people/{admin.Person.Id}", clerk.Tokens.Of(admin, HouseWithClerk.Origin))).Status == 200);
    }
}

/// <summary>The sign-in page of a house that knows Clerk's keys but not its publishable one.</summary>
public sealed class UnconfiguredSignInTests(ClerkHouse house) : IClassFixture<ClerkHouse>
{
    [Fact]
    public async Task The_page_says_what_is_missing()
    {
        var page = await house.Client.Get(3000, "/sign-in?redirect_url=/docs");
        Assert.Equal((503, "text/html", "no-store"), (page.Status, page.MediaType, page.Header("Cache-Control")));
        Assert.Contains("Clerk__PublishableKey", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_secret_key_nobody_is_looked_up()
    {
        var admin = house.Signer.Sign(ClerkHouse.Claims("user_admin", "admin"));
        var problem = Check.Problem(await house.Client.Get(3000, "/api/people/user_1", admin), 404, "clerk-not-configured");
        Assert.Contains("Clerk__SecretKey", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(204, (await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/sign-out"), token: admin)).Status);
    }
}
