using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Tests.Unit.Identity;

public sealed class SessionClaimsTests
{
    private const string Origin = "https://admin.sothebais.com";
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Noon);
    private readonly ClerkOptions _clerk = new() { Issuer = "https://clerk.sothebais.com", AuthorizedParties = [Origin] };

    [Fact]
    public void A_token_says_who_calls_in_which_session()
    {
        var caller = Read();
        Assert.Equal(("user_1", "sess_1", "Ada"), (caller.Id(), caller.Session(), caller.Name()));
        Assert.True(caller.Identity!.IsAuthenticated);
    }

    [Fact]
    public void Every_signed_in_person_is_a_bidder() => Assert.Equal(["bidder"], Read().RolesHeld());

    [Theory]
    [InlineData("""{"roles":["auctioneer","event-source"]}""", "auctioneer event-source bidder")]
    [InlineData("""{"roles":["admin","admin","bidder"],"org_role":"org:admin"}""", "admin bidder")]
    [InlineData("""{"org_id":"org_1","org_role":"org:admin"}""", "admin bidder")]
    [InlineData("""{"org_role":"org:auctioneer"}""", "auctioneer bidder")]
    [InlineData("""{"v":2,"o":{"id":"org_1","rol":"admin"}}""", "admin bidder")]
    [InlineData("""{"o":{"rol":"auctioneer","slg":"house"}}""", "auctioneer bidder")]
    [InlineData("""{"o":{"id":"org_1","rol":"member"},"org_role":"org:admin"}""", "bidder")] // the newer form is the one that counts
    [InlineData("""{"roles":["owner","Admin","admin ","org:admin",""]}""", "bidder")]
    [InlineData("""{"org_role":"admin"}""", "bidder")] // without its prefix it is no organisation role
    [InlineData("""{"org_role":"org:"}""", "bidder")]
    [InlineData("""{"o":{"id":"admin"}}""", "bidder")]
    [InlineData("""{"o":{"rol":null}}""", "bidder")]
    [InlineData("""{"roles":null,"o":null,"org_role":null,"name":null}""", "bidder")] // as a template writes what a person has not
    [InlineData("""{"role":"admin","metadata":{"roles":["admin"]}}""", "bidder")]
    public void Roles_come_from_the_array_and_from_the_organisation(string more, string roles) => Assert.Equal(roles.Split(' '), Read(more).RolesHeld());

    [Theory]
    [InlineData("""{"o":{"id":"org_house","rol":"admin"}}""", true), InlineData("""{"org_id":"org_house","org_role":"org:admin"}""", true)]
    [InlineData("""{"o":{"id":"org_mine","rol":"admin"}}""", false), InlineData("""{"org_id":"org_mine","org_role":"org:admin"}""", false), InlineData("""{"o":{"rol":"admin"}}""", false)]
    [InlineData("""{"org_id":"org_house","o":{"id":"org_mine","rol":"admin"}}""", false), InlineData("""{"o":{"id":"org_mine","rol":"member"},"roles":["admin"]}""", true)]
    public void Where_an_organisation_is_named_only_its_roles_count(string more, bool admin)
    {
        _clerk.OrganizationId = "org_house";
        Assert.Equal(admin, Read(more).IsInRole(Roles.Admin));
    }

    [Theory]
    [InlineData("sub", "null"), InlineData("sub", "\"\""), InlineData("sub", "\" \""), InlineData("sub", "7"), InlineData("sub", "\"a b\""), InlineData("sub", "\"a\\nb\""), InlineData("sub", "[\"user_1\"]")]
    [InlineData("sid", "null"), InlineData("sid", "true"), InlineData("exp", "null"), InlineData("exp", "\"1795867260\""), InlineData("exp", "1e300"), InlineData("exp", "-1"), InlineData("exp", "true")]
    [InlineData("nbf", "null"), InlineData("nbf", "\"0\""), InlineData("iat", "null"), InlineData("iat", "{}")]
    [InlineData("azp", "null"), InlineData("azp", "1"), InlineData("azp", "[\"https://admin.sothebais.com\"]"), InlineData("azp", "\"https://admin.sothebais.com/\""), InlineData("azp", "\"http://admin.sothebais.com\"")]
    [InlineData("azp", "\"https://admin.sothebais.com.evil.com\""), InlineData("azp", "\"https://ADMIN.sothebais.com\""), InlineData("azp", "\"https://admin.sothebais.com:443\"")]
    [InlineData("sts", "\"pending\""), InlineData("sts", "\"Active\""), InlineData("sts", "\"\""), InlineData("sts", "1")]
    [InlineData("roles", "\"admin\""), InlineData("roles", "{\"admin\":true}"), InlineData("roles", "[1]"), InlineData("roles", "[[\"admin\"]]"), InlineData("org_role", "[\"org:admin\"]")]
    [InlineData("o", "\"admin\""), InlineData("o", "[]"), InlineData("o", "{\"rol\":[\"admin\"]}"), InlineData("name", "7")]
    public void A_claim_that_is_missing_or_of_another_type_is_refused(string claim, string json) =>
        // Some of them the library cannot even read.
        Assert.True(Record.Exception(() => Read($$"""{"{{claim}}":{{json}}}""")) is SessionRefused { Expired: false } or ArgumentException);

    [Theory, InlineData(59, true), InlineData(60, true), InlineData(64, true), InlineData(65, false), InlineData(3_600, false)]
    public void A_token_ends_at_its_expiry_and_what_clocks_may_differ_by(int seconds, bool taken)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        if (taken) Read();
        else Assert.True(Assert.Throws<SessionRefused>(() => Read()).Expired);
    }

    [Theory, InlineData("nbf", 5, true), InlineData("nbf", 6, false), InlineData("iat", 5, true), InlineData("iat", 6, false)]
    public void A_token_of_the_future_is_taken_when_clocks_may_differ_by_as_much(string claim, int ahead, bool taken)
    {
        var claims = $$"""{"{{claim}}":{{Noon.ToUnixTimeSeconds() + ahead}}}""";
        if (taken) Read(claims);
        else Assert.False(Assert.Throws<SessionRefused>(() => Read(claims)).Expired);
    }

    [Fact]
    public void Without_an_allow_list_any_origin_will_do()
    {
        _clerk.AuthorizedParties = [];
        Read("""{"azp":"https://anywhere.example"}""");
        Read("""{"azp":null}""");
    }

    [Fact]
    public void A_claim_that_is_there_twice_is_refused() => Assert.Throws<SessionRefused>(() => Claims().Read(Token(Payload().ToJsonString()[..^1] + ""","sub":"user_2"}""")));

    [Fact]
    public void An_extension_that_must_be_understood_is_refused() => Assert.Throws<SessionRefused>(() => Claims().Read(Token(Payload().ToJsonString(), """{"alg":"RS256","typ":"JWT","crit":["exp"]}""")));

    private SessionClaims Claims() => new(_clerk, _clock);

    private System.Security.Claims.ClaimsPrincipal Read(string more = "{}")
    {
        var payload = Payload();
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject()) payload[name] = value?.DeepClone();
        return Claims().Read(Token(payload.ToJsonString()));
    }

    private static JsonObject Payload() => new()
    {
        ["iss"] = "https://clerk.sothebais.com",
        ["sub"] = "user_1",
        ["sid"] = "sess_1",
        ["azp"] = Origin,
        ["sts"] = "active",
        ["name"] = "Ada",
        ["iat"] = Noon.ToUnixTimeSeconds(),
        ["nbf"] = Noon.ToUnixTimeSeconds() - 10,
        ["exp"] = Noon.ToUnixTimeSeconds() + 60,
    };

    // Its signature is checked before and elsewhere.
    private static JsonWebToken Token(string payload, string header = """{"alg":"RS256","typ":"JWT","kid":"ins_1"}""") => new($"{Encode(header)}.{Encode(payload)}.{Encode("signature")}");

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
