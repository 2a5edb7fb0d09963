namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Which session tokens are taken, in Production.</summary>
public sealed class TokenTests(ClerkHouse house) : IClassFixture<ClerkHouse>
{
    private static readonly Dictionary<string, Func<Signer, JsonObject, string?>> BadTokens = new()
    {
        ["none at all"] = (_, _) => null,
        ["garbage"] = (_, _) => "garbage",
        ["three words with dots"] = (_, _) => "not.a.token",
        ["ten thousand letters"] = (_, _) => new string('a', 10_000),
        ["expired"] = (signer, claims) => signer.Sign(Set(claims, "exp", (long)claims["iat"]! - 60)),
        ["without an expiry"] = (signer, claims) => signer.Sign(Without(claims, "exp")),
        ["of tomorrow"] = (signer, claims) => signer.Sign(Set(Set(claims, "nbf", (long)claims["iat"]! + 86_400), "exp", (long)claims["iat"]! + 90_000)),
        ["of another issuer"] = (signer, claims) => signer.Sign(Set(claims, "iss", "https://clerk.elsewhere.test")),
        ["of an issuer that begins alike"] = (signer, claims) => signer.Sign(Set(claims, "iss", ClerkHouse.Issuer + ".elsewhere.test")),
        ["without an issuer"] = (signer, claims) => signer.Sign(Without(claims, "iss")),
        ["without a subject"] = (signer, claims) => signer.Sign(Without(claims, "sub")),
        ["with an empty subject"] = (signer, claims) => signer.Sign(Set(claims, "sub", "")),
        ["of a pending session"] = (signer, claims) => signer.Sign(Set(claims, "sts", "pending")),
        ["made for another origin"] = (signer, claims) => signer.Sign(Set(claims, "azp", "https://evil.test")),
        ["not signed (none)"] = (_, claims) => Signer.DoNotSign(claims, "none"),
        ["not signed (None)"] = (_, claims) => Signer.DoNotSign(claims, "None"),
        ["not signed (RS256)"] = (_, claims) => Signer.DoNotSign(claims, "RS256"),
        ["signed with the public key as a secret"] = (signer, claims) => signer.SignWithThePublicKey(claims),
        ["signed with another algorithm"] = (signer, claims) => signer.Sign(claims, "RS512"),
        ["signed with another key"] = (_, claims) =>
        {
            using var other = new Signer();
            return other.Sign(claims);
        },
        ["with somebody else's claims"] = (signer, claims) =>
        {
            var (mine, admins) = (signer.Sign(claims).Split('.'), signer.Sign(Set(claims.DeepClone().AsObject(), "sub", "user_admin")).Split('.'));
            return $"{mine[0]}.{admins[1]}.{mine[2]}";
        },
        ["cut short"] = (signer, claims) => signer.Sign(claims)[..^8],
    };

    public static TheoryData<string> BadNames => [.. BadTokens.Keys];

    [Theory, MemberData(nameof(BadNames))]
    public async Task A_bad_token_is_no_token(string name)
    {
        var before = await house.Client.View(house.Auction);
        var token = BadTokens[name](house.Signer, ClerkHouse.Claims("user_alice", "admin"));
        foreach (var path in new[] { "bids", "warn" })
        {
            var reply = await house.Client.PostAs(token, $"/auctions/{house.Auction}/{path}", new JsonObject());
            Check.Problem(reply, 401, "unauthenticated");
            Assert.StartsWith("Bearer", reply.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }
        if (token is not null)
            Assert.Equal(401, (await house.Client.Ask(
                HttpMethod.Post, house.At.On(4100, $"/auctions/{house.Auction}/warn"), Asking.Json("{}"), null, ("Cookie", $"__session={token}"))).Status);
        Assert.Equal((long)before["sequence"]!, (long)(await house.Client.View(house.Auction))["sequence"]!);
    }

    [Fact]
    public async Task A_good_token_is_a_bidder_by_its_subject()
    {
        var reply = await house.Client.PostAs(house.Signer.Sign(ClerkHouse.Claims("user_2abc")), $"/auctions/{house.Auction}/bids?dryRun=true", new JsonObject { ["next"] = true });
        Assert.Equal((200, "user_2abc"), (reply.Status, (string?)reply.Json["leader"]!["bidderId"]));
    }

    [Theory, InlineData("Cookie", "__session={0}"), InlineData("Cookie", "theme=dark; __session={0}; lang=en"), InlineData("Authorization", "Bearer {0}"), InlineData("Authorization", "bearer {0}")]
    public async Task A_token_comes_in_the_header_or_in_the_cookie(string header, string value)
    {
        var token = house.Signer.Sign(ClerkHouse.Claims("user_2abc"));
        Assert.Equal(200, (await house.Client.Ask(
            HttpMethod.Post, house.At.On(4100, $"/auctions/{house.Auction}/bids?dryRun=true"), Asking.Json("""{"next":true}"""), null, (header, string.Format(null, value, token)))).Status);
    }

    [Theory, InlineData("Basic YTpi"), InlineData("Bearer"), InlineData("Bearer "), InlineData("Token abc")]
    public async Task Another_kind_of_authorization_is_none(string value) => Assert.Equal(401, (await house.Client.Ask(
        HttpMethod.Post, house.At.On(4100, $"/auctions/{house.Auction}/warn"), Asking.Json("{}"), null, ("Authorization", value))).Status);

    [Theory]
    [InlineData("""{"roles":["auctioneer"]}""", 200), InlineData("""{"roles":["admin"]}""", 200), InlineData("""{"roles":["king","auctioneer"]}""", 200)]
    [InlineData("""{"org_role":"org:admin"}""", 200), InlineData("""{"org_role":"org:auctioneer"}""", 200), InlineData("""{"o":{"id":"org_1","rol":"admin","slg":"s"}}""", 200)]
    [InlineData("""{"o":{"id":"org_1","rol":"auctioneer"}}""", 200), InlineData("""{"roles":[]}""", 403), InlineData("""{"roles":["king"]}""", 403), InlineData("""{"roles":["event-source"]}""", 403)]
    [InlineData("""{"org_role":"org:member"}""", 403), InlineData("""{"o":{"rol":"member"}}""", 403), InlineData("""{"o":"admin"}""", 401), InlineData("""{"roles":"admin"}""", 401), InlineData("""{"roles":null}""", 403), InlineData("""{"roles":["Admin"]}""", 403)]
    [InlineData("""{"metadata":{"roles":["admin"]}}""", 403)]
    public async Task Roles_come_from_the_roles_and_from_the_organisation(string more, int status)
    {
        var claims = ClerkHouse.Claims("user_2abc");
        foreach (var (name, value) in JsonNode.Parse(more)!.AsObject()) claims[name] = value?.DeepClone();
        Assert.Equal(status, (await house.Client.PostAs(house.Signer.Sign(claims), $"/auctions/{house.Auction}/warn")).Status);
    }

    [Fact]
    public async Task A_token_that_was_good_is_refused_once_it_has_expired()
    {
        var claims = ClerkHouse.Claims("user_2abc", "auctioneer");
        claims["exp"] = (long)claims["iat"]! + 2;
        var token = house.Signer.Sign(claims);
        Assert.Equal(200, (await house.Client.PostAs(token, $"/auctions/{house.Auction}/warn")).Status);
        await Wait.Until("it has expired", Wait.Patience, async () => (await house.Client.PostAs(token, $"/auctions/{house.Auction}/bids?dryRun=true", new JsonObject { ["next"] = true })).Status == 401);
    }

    [Fact]
    public async Task A_token_that_was_good_is_not_good_with_another_signature()
    {
        var token = house.Signer.Sign(ClerkHouse.Claims("user_2abc", "auctioneer"));
        Assert.Equal(200, (await house.Client.PostAs(token, $"/auctions/{house.Auction}/warn")).Status);
        var cut = token.LastIndexOf('.');
        Assert.Equal(401, (await house.Client.PostAs(token[..(cut + 1)] + new string('A', token.Length - cut - 1), $"/auctions/{house.Auction}/warn")).Status);
    }

    [Theory, InlineData("POST", "/dev/token"), InlineData("GET", "/dev/token"), InlineData("GET", "/.well-known/jwks.json")]
    public async Task In_Production_nobody_signs_tokens_here(string method, string path) => Assert.Equal(404, (await house.Client.Ask(
        new HttpMethod(method), house.At.On(3000, path), method == "POST" ? Asking.Json("""{"sub":"mallory","roles":["admin"]}""") : null)).Status);

    [Fact]
    public async Task In_Production_the_public_reads_without_a_token()
    {
        Assert.Equal(200, (await house.Client.Get(4100, "/auctions")).Status);
        Assert.Equal(200, (await house.Client.Get(3000, $"/api/auctions/{house.Auction}")).Status);
        Assert.Equal(200, (await house.Client.Get(4300, "/events")).Status);
    }

    private static JsonObject Set(JsonObject claims, string name, JsonNode value)
    {
        claims[name] = value;
        return claims;
    }

    private static JsonObject Without(JsonObject claims, string name)
    {
        claims.Remove(name);
        return claims;
    }
}
