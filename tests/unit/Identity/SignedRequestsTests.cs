using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Tests.Unit.Identity;

public sealed class SignedRequestsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"; // the specification's example
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    private readonly FakeTimeProvider _clock = new(Then);

    [Fact]
    public async Task The_specifications_own_example_is_good()
    {
        var caller = await Verify("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", """{"test": 2432232314}""");
        Assert.Equal(("event-source:twitch-bridge", true), (caller.Id(), caller.IsInRole(Roles.EventSource)));
    }

    [Fact]
    public async Task The_body_can_be_read_again()
    {
        var request = Request("m", "1614265330", Sign("m", "1614265330", "hello"), "hello", "twitch-bridge");
        await Requests().Verify(request);
        using var reader = new StreamReader(request.Body);
        Assert.Equal("hello", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_good_signature_among_others_will_do()
    {
        var good = Sign("m", "1614265330", "{}");
        await Verify("m", "1614265330", $"v1,{new string('A', 43)}= v2,xyz v1a,abc {good}", "{}");
        await Assert.ThrowsAsync<SessionRefused>(() => Verify("m", "1614265330", string.Concat(Enumerable.Repeat("v1,x ", 8)) + good, "{}")); // so many nobody sends
    }

    [Theory]
    [InlineData("m2", "1614265330", "{}"), InlineData("m", "1614265331", "{}"), InlineData("m", "1614265330", "{ }"), InlineData("m", "1614265330", ""), InlineData("m.1614265330", "", "{}"), InlineData("", "1614265330", "{}")]
    [InlineData("m", "01614265330", "{}"), InlineData("m", "-1", "{}"), InlineData("m", "now", "{}")]
    public async Task What_was_changed_on_the_way_is_refused(string id, string sent, string body) => await Assert.ThrowsAsync<SessionRefused>(() => Verify(id, sent, Sign("m", "1614265330", "{}"), body));

    [Theory, InlineData(""), InlineData("v1,"), InlineData("v1,!!!"), InlineData("v2,"), InlineData("v1a,")]
    public async Task What_is_no_signature_is_refused(string prefix)
    {
        var good = Sign("m", "1614265330", "{}")[3..];
        await Assert.ThrowsAsync<SessionRefused>(() => Verify("m", "1614265330", prefix is "v1," or "v1,!!!" ? prefix : prefix + good, "{}"));
    }

    [Theory, InlineData(300, true), InlineData(-300, true), InlineData(301, false), InlineData(-301, false)]
    public async Task A_signature_lasts_five_minutes(int seconds, bool good)
    {
        var signature = Sign("m", "1614265330", "{}");
        _clock.AdjustTime(Then.AddSeconds(seconds));
        if (good) await Verify("m", "1614265330", signature, "{}");
        else await Assert.ThrowsAsync<SessionRefused>(() => Verify("m", "1614265330", signature, "{}"));
    }

    [Theory, InlineData("another"), InlineData("key-only"), InlineData("")]
    public async Task A_source_that_does_not_sign_is_not_taken_at_its_word(string source) =>
        await Assert.ThrowsAsync<SessionRefused>(() => Requests().Verify(Request("m", "1614265330", Sign("m", "1614265330", "{}"), "{}", source)));

    [Theory, InlineData("whsec_c2hvcnQ="), InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), InlineData("whsec_***")]
    public void A_secret_that_could_be_guessed_stops_the_start_without_being_told(string secret)
    {
        var why = Assert.Throws<InvalidOperationException>(() => Sources(secret)).Message;
        Assert.DoesNotContain(secret, why, StringComparison.Ordinal);
    }

    private Task<System.Security.Claims.ClaimsPrincipal> Verify(string id, string sent, string signature, string body) => Requests().Verify(Request(id, sent, signature, body, "twitch-bridge"));

    private SignedRequests Requests() => new(Sources(Secret), _clock);

    private static EventSources Sources(string secret) => new(new ConfigurationBuilder().AddInMemoryCollection(
        [new("EventSources:twitch-bridge:Secret", secret), new("EventSources:key-only:Key", "evs_0123456789abcdef0123456789abcdef")]).Build());

    private static HttpRequest Request(string id, string sent, string signature, string body, string source)
    {
        var request = new DefaultHttpContext().Request;
        (request.Headers["webhook-id"], request.Headers["webhook-timestamp"], request.Headers["webhook-signature"]) = (id, sent, signature);
        (request.QueryString, request.Body) = (QueryString.Create("source", source), new MemoryStream(Encoding.UTF8.GetBytes(body)));
        return request;
    }

    private static string Sign(string id, string sent, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret[6..]), Encoding.UTF8.GetBytes($"{id}.{sent}.{body}")));
}
