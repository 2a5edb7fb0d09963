namespace Sothebais.Tests.Gateways.Edge;

/// <summary>What a proxy is answered that asks whether a request may pass.</summary>
public sealed class VerifyTests(OpenHouse house) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    [Fact]
    public async Task A_session_passes_and_is_named()
    {
        var reply = await Verify(("Authorization", $"Bearer {await house.Client.Token("alice", "auctioneer")}"));
        Assert.Equal((200, "", "alice", "alice", "auctioneer,bidder"), (reply.Status, reply.Text, reply.Header("X-User-Id"), reply.Header("X-User-Name"), reply.Header("X-User-Roles")));
        Assert.Equal("no-store", reply.Header("Cache-Control"));
    }

    [Theory, InlineData(null), InlineData("application/json"), InlineData("*/*"), InlineData("image/webp,*/*")]
    public async Task A_program_without_a_session_is_refused(string? accept)
    {
        var reply = await Verify(accept is null ? [] : [("Accept", accept)]);
        Check.Problem(reply, 401, "unauthenticated");
        Assert.Equal((null, null, "Bearer"), (reply.Header("X-User-Id"), reply.Header("Location"), reply.Header("WWW-Authenticate")));
    }

    [Theory]
    [InlineData("/grafana/d/1?from=now-1h&to=now", "/grafana/d/1?from=now-1h&to=now")]
    [InlineData("", "/"), InlineData("//evil.example", "/"), InlineData("///evil.example", "/"), InlineData("/\\evil.example", "/"), InlineData("\\\\evil.example", "/"), InlineData("/\t/evil.example", "/")]
    [InlineData("https://evil.example/x", "/"), InlineData("https:evil.example", "/"), InlineData("javascript:alert(1)", "/"), InlineData("evil.example", "/"), InlineData("@evil.example", "/")]
    [InlineData("http://127.0.0.1@evil.example/", "/"), InlineData("/sign-in?redirect_url=/sign-in", "/"), InlineData("/sign-out", "/"), InlineData("/auth/verify", "/"), InlineData("/SIGN-IN", "/")]
    [InlineData("/sign-insight", "/sign-insight"), InlineData("/%0d%0aSet-Cookie:%20x=1", "/%0d%0aSet-Cookie:%20x=1")]
    public async Task A_browser_without_one_is_led_to_signing_in_and_nowhere_else(string uri, string back)
    {
        var reply = await Verify(("Accept", "text/html"), ("X-Forwarded-Uri", uri), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Method", "GET"));
        Assert.Equal((302, $"/sign-in?redirect_url={Uri.EscapeDataString(back)}"), (reply.Status, reply.Header("Location")));
    }

    [Fact]
    public async Task Very_long_addresses_are_not_carried_around() =>
        Assert.Equal("/sign-in?redirect_url=%2F", (await Verify(("Accept", "text/html"), ("X-Forwarded-Uri", "/" + new string('a', 4_000)))).Header("Location"));

    [Fact]
    public async Task What_was_a_form_is_not_sent_again_after_signing_in() =>
        Assert.Equal("/sign-in?redirect_url=%2F", (await Verify(("Accept", "text/html"), ("X-Forwarded-Uri", "/form"), ("X-Forwarded-Method", "POST"))).Header("Location"));

    [Theory]
    [InlineData("POST", "https://evil.example", null, false), InlineData("POST", "https://admin.example", "same-origin", true), InlineData("POST", null, "cross-site", false), InlineData("POST", "null", null, false)]
    [InlineData("DELETE", "https://www.admin.example", "same-site", false), InlineData("PUT", null, null, true), InlineData("GET", "https://evil.example", "cross-site", true), InlineData("POST", "https://admin.example.evil.example", null, false)]
    public async Task A_cookie_lets_changes_pass_for_this_sites_own_pages_only(string method, string? origin, string? site, bool passes)
    {
        var token = await house.Client.Token("alice", "bidder");
        List<(string, string)> headers = [("X-Forwarded-Method", method), ("X-Forwarded-Host", "admin.example"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-For", "203.0.113.9")];
        if (origin is not null) headers.Add(("Origin", origin));
        if (site is not null) headers.Add(("Sec-Fetch-Site", site));
        var reply = await Verify([("Cookie", $"__session={token}"), .. headers]);
        if (passes) Assert.Equal(200, reply.Status);
        else Check.Problem(reply, 403, "cross-origin");
        Assert.Equal(200, (await Verify([("Authorization", $"Bearer {token}"), .. headers])).Status);
    }

    [Fact]
    public async Task Other_methods_are_not_asked() => Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/auth/verify")), 405);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Reply> Verify(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, house.At.On(3000, "/auth/verify"));
        foreach (var (name, value) in headers) Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        using var response = await _http.SendAsync(request);
        return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, await response.Content.ReadAsStringAsync());
    }
}
