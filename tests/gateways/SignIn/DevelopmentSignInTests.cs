namespace Sothebais.Tests.Gateways.SignIn;

/// <summary>The form of a house without Clerk.</summary>
public sealed class DevelopmentSignInTests(OpenHouse house)
{
    private static readonly SocketsHttpHandler NoCookies = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
    private static readonly HttpClient Http = new(NoCookies);

    private async Task<(int Status, string? Location, string? Cookie, string Text)> Send(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await Http.PostAsync(house.At.On(3000, "/sign-in"), form);
        return ((int)answer.StatusCode, answer.Headers.Location?.OriginalString, answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : null, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_name_is_enough_and_the_cookie_lasts_as_long_as_the_token()
    {
        var signedIn = await Send(("name", "  Ada, Countess of Lovelace "), ("roles", "auctioneer"), ("redirect_url", "/overlay/auction/x?theme=neon"));
        Assert.Equal((303, "/overlay/auction/x?theme=neon"), (signedIn.Status, signedIn.Location));
        Assert.Matches("^__session=[\\w.-]+; max-age=7200; path=/; samesite=lax; httponly$", signedIn.Cookie);
        var id = await house.Client.Open();
        var bid = await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/bids"), Asking.Json("""{"next":true}"""), null, ("Cookie", signedIn.Cookie!.Split(';')[0]));
        Assert.True(bid.Status == 201, bid.Text);
        var leader = (await house.Client.View(id))["leader"]!;
        Assert.Equal(("ada-countess-of-lovelace", "Ada, Countess of Lovelace"), ((string?)leader["bidderId"], (string?)leader["name"]));
        Assert.Equal(200, (await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/auctions/{id}/hammer"), Asking.Json("{}"), null, ("Cookie", signedIn.Cookie.Split(';')[0]))).Status);
    }

    [Theory]
    [InlineData("", "", "", "Give a name."), InlineData("Ada", "two words", "", "An id has no spaces."), InlineData("مزايدة", "", "", "No id can be made of this name: give one.")]
    [InlineData("Ada", "ada", "king", "The roles are admin, auctioneer, bidder, event-source."), InlineData("a\nb", "x", "", "A name is one line of text.")]
    public async Task What_is_wrong_is_said_and_what_was_typed_is_kept(string name, string id, string role, string why)
    {
        var answer = await Send(("name", name), ("id", id), ("roles", role.Length > 0 ? role : "admin"), ("redirect_url", "/docs"));
        Assert.Equal((422, (string?)null), (answer.Status, answer.Cookie));
        var text = System.Net.WebUtility.HtmlDecode(answer.Text);
        Assert.Contains(why, text, StringComparison.Ordinal);
        Assert.Contains($"name=\"name\" value=\"{name}\"", text, StringComparison.Ordinal);
        Assert.Contains($"name=\"id\" value=\"{id}\"", text, StringComparison.Ordinal);
        Assert.Contains("name=\"redirect_url\" value=\"/docs\"", text, StringComparison.Ordinal);
        Assert.Equal(role.Length == 0, text.Contains("value=\"admin\" checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_typed_stays_text()
    {
        var answer = await Send(("name", "\"><img src=x onerror=alert(1)>"), ("id", "' autofocus onfocus=alert(1)"));
        Assert.Equal(422, answer.Status);
        Assert.DoesNotContain("<img", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("' autofocus", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_long_is_wrong()
    {
        Assert.Equal(422, (await Send(("name", new string('x', 81)), ("id", "x"))).Status);
        Assert.Equal(422, (await Send(("name", "x"), ("id", new string('x', 129)))).Status);
        Assert.Equal(303, (await Send(("name", new string('x', 80)), ("id", new string('x', 128)))).Status);
    }

    [Theory, InlineData("admin", "/x"), InlineData("auctioneer", "//evil.test"), InlineData("bidder", "https://evil.test/")]
    public async Task A_preset_is_one_click(string preset, string wanted)
    {
        var signedIn = await Send(("preset", preset), ("redirect_url", wanted));
        Assert.Equal((303, wanted == "/x" ? "/x" : "/"), (signedIn.Status, signedIn.Location));
        var allowed = (await house.Client.Get(3000, "/api/people/user_1", null, ("Cookie", signedIn.Cookie!.Split(';')[0]))).Code;
        Assert.Equal(preset == "admin" ? "clerk-not-configured" : "forbidden", allowed);
    }

    [Theory, InlineData("text/plain", "x"), InlineData("application/json", "{\"name\":\"Ada\"}")]
    public async Task Only_a_form_signs_in(string type, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/sign-in"), content), 415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_form_that_is_none_is_malformed()
    {
        using var content = new StringContent("--x\r\nnonsense", System.Text.Encoding.UTF8);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/sign-in"), content);
        Assert.InRange(reply.Status, 400, 422);
    }

    [Fact]
    public async Task The_pages_are_kept_by_nobody_and_an_expired_cookie_leads_to_the_form()
    {
        var page = await house.Client.Get(3000, "/sign-in?redirect_url=/docs");
        Assert.Equal((200, "no-store", "nosniff", "strict-origin-when-cross-origin"), (page.Status, page.Header("Cache-Control"), page.Header("X-Content-Type-Options"), page.Header("Referrer-Policy")));
        Assert.Contains("script-src 'self';", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        using var refresh = await Http.GetAsync(house.At.On(3000, "/sign-in/refresh?redirect_url=/docs%3Fx=1"));
        Assert.Equal((303, "/sign-in?redirect_url=%2Fdocs%3Fx%3D1"), ((int)refresh.StatusCode, refresh.Headers.Location!.OriginalString));
        Assert.Equal(204, (await house.Client.Ask(HttpMethod.Post, house.At.On(3000, "/sign-out"))).Status);
        Assert.Equal(200, (await house.Client.Get(3000, "/sign-out")).Status);
    }
}
