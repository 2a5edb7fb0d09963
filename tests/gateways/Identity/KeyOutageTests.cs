using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>What callers of the gateways notice of keys that change, and of a server of keys that does not do its work.</summary>
public sealed class KeyOutageTests(KeyOutageTests.Doors doors) : IClassFixture<KeyOutageTests.Doors>
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly int[] MainPorts = [3000, 4100, 4200, 4300];
    private static readonly int[] Two = [3000, 4100];

    private int _tokens;

    public static TheoryData<string> Outages =>
    [
        "nobody listens", "500", "404", "hangs up", "nothing", "not JSON", "JSON that is no object", "null", "no keys in it", "keys null", "keys in words", "an empty set", "300 KB", "sent elsewhere",
        "sent elsewhere for good", "elliptic curves only", "secrets only", "too short a key", "a key that is none", "no key ids",
    ];

    [Theory, MemberData(nameof(Outages))]
    public async Task Whatever_fails_the_keys_known_go_on_and_without_any_it_is_said_so_until_they_are_there(string outage)
    {
        await using var keys = await KeyServer.Start(doors.First.KeySet);
        await using var gateways = await HouseFront.Start([HouseFront.Admin, HouseFront.AuctionManager], Settings(keys)); // the others are built alike
        // With none known, protected doors cannot tell who comes; the public ones do not ask.
        await Break(keys, outage);
        foreach (var port in Two)
        {
            foreach (var carrier in Carriers(doors.First.Good()))
            {
                var reply = await gateways.Client.Ask(HttpMethod.Post, gateways.At.On(port, HouseFront.Probe), null, null, carrier);
                Check.Problem(reply, 503, "identity-unavailable");
                Assert.Equal("2", reply.Header("Retry-After"));
                foreach (var path in new[] { "/api/health", "/openapi/v1.json" }) Assert.Equal(200, (await gateways.Client.Ask(HttpMethod.Get, gateways.At.On(port, path), null, null, carrier)).Status);
            }
        }
        Check.Problem(await gateways.Client.Get(3000, "/auth/verify", doors.First.Good()), 503, "identity-unavailable");
        Assert.Equal(200, (await gateways.Client.Get(4100, "/auctions", doors.First.Good())).Status);
        Check.Problem(await gateways.Client.Ask(HttpMethod.Post, gateways.At.On(4100, HouseFront.Probe)), 401, "unauthenticated"); // who shows nothing is nobody, keys or not
        Assert.Empty(gateways.Reached);

        // And once they can be had, they are had.
        await Mend(keys, doors.First.KeySet);
        Advance(gateways, TimeSpan.FromSeconds(2));
        foreach (var port in Two) Assert.Equal(200, (await Ask(gateways, port, doors.First.Good())).Status);

        // From then on an outage takes nothing away: not after a minute with ids made up, nor after ten, when the set is looked up again.
        await Break(keys, outage);
        foreach (var later in new[] { Pause, TimeSpan.FromMinutes(10) })
        {
            Advance(gateways, later);
            foreach (var port in Two)
            {
                Check.Problem(await Ask(gateways, port, Second(gateways)), 401, "unauthenticated");
                Assert.Equal(200, (await Ask(gateways, port, Fresh(gateways))).Status);
            }
        }
        Assert.Empty(keys.Strays);
    }

    [Fact]
    public async Task A_key_rotated_in_is_good_for_the_request_that_first_brings_it()
    {
        await using var keys = await KeyServer.Start(doors.First.KeySet);
        await using var gateways = await Start(keys);
        foreach (var port in MainPorts) Assert.Equal(200, (await Ask(gateways, port, doors.First.Good())).Status);
        Assert.Equal(4, keys.Asked);
        Advance(gateways, Pause);
        keys.Answer = KeyServer.Text(Both());
        foreach (var port in MainPorts) Assert.Equal(200, (await Ask(gateways, port, Second(gateways))).Status);
        Assert.Equal(8, keys.Asked);
    }

    [Fact]
    public async Task A_withdrawn_key_is_refused_ten_minutes_later_and_its_tokens_when_they_have_expired()
    {
        await using var keys = await KeyServer.Start(Both());
        await using var gateways = await Start(keys);
        var remembered = Fresh(gateways);
        foreach (var port in MainPorts) Assert.Equal(200, (await Ask(gateways, port, remembered)).Status);
        keys.Answer = KeyServer.Text(SecondOnly());
        Advance(gateways, TimeSpan.FromMinutes(10));
        foreach (var port in MainPorts)
        {
            Assert.Equal(200, (await Ask(gateways, port, Second(gateways))).Status); // whose key is known, who makes the set be looked up
            await Wait.Until("the key is gone", Patience, async () => (await Ask(gateways, port, Fresh(gateways))).Status == 401);
            Assert.Equal(401, (await Ask(gateways, port, remembered)).Status);
        }
    }

    [Fact]
    public async Task A_token_of_a_stolen_key_is_not_remembered_for_longer_than_the_key_is_good()
    {
        await using var keys = await KeyServer.Start(Both());
        await using var gateways = await Start(keys);
        var stolen = doors.First.Make(new TokenRow("for years", "taken", "agrees") { Claims = new JsonObject { ["exp"] = "now+100000000" } });
        foreach (var port in MainPorts) Assert.Equal(200, (await Ask(gateways, port, stolen)).Status);
        keys.Answer = KeyServer.Text(SecondOnly());
        Advance(gateways, TimeSpan.FromMinutes(10));
        foreach (var port in MainPorts)
        {
            Assert.Equal(200, (await Ask(gateways, port, Second(gateways))).Status);
            await Wait.Until("the key is gone", Patience, async () => (await Ask(gateways, port, Fresh(gateways))).Status == 401);
        }
        Advance(gateways, TimeSpan.FromMinutes(10));
        foreach (var port in MainPorts) Assert.Equal(401, (await Ask(gateways, port, stolen)).Status);
    }

    [Fact]
    public async Task Ids_made_up_by_strangers_ask_once_a_minute()
    {
        await using var keys = await KeyServer.Start(doors.First.KeySet);
        await using var gateways = await Start(keys);
        Assert.Equal(200, (await Ask(gateways, 4100, doors.First.Good())).Status);
        Advance(gateways, Pause);
        var strangers = Enumerable.Range(0, 100).Select(i => doors.First.Make(new TokenRow("stranger", "refused", "agrees") { Key = "another", Header = new JsonObject { ["kid"] = $"made-up-{i}" } }));
        Assert.All(await Task.WhenAll(strangers.Select(token => Ask(gateways, 4100, token))), reply => Assert.Equal(401, reply.Status));
        Assert.Equal(2, keys.Asked);
    }

    [Fact]
    public async Task With_a_fixed_key_nobody_is_ever_asked()
    {
        await using var keys = await KeyServer.Start(doors.First.KeySet);
        await using var gateways = await Start(keys, $"--Clerk:JwtKey={doors.First.PublicKey}");
        foreach (var port in MainPorts)
        {
            Assert.Equal(200, (await Ask(gateways, port, doors.First.Good())).Status);
            Assert.Equal(401, (await Ask(gateways, port, doors.Second.Good())).Status);
        }
        Advance(gateways, TimeSpan.FromHours(1));
        foreach (var port in MainPorts) Assert.Equal(200, (await Ask(gateways, port, Fresh(gateways))).Status);
        Assert.Equal(0, keys.Asked);
    }

    private static (string, string)[] Carriers(string token) => [("Authorization", $"Bearer {token}"), ("Cookie", $"__session={token}")];

    private static Task<Reply> Ask(HouseFront gateways, int port, string token) => gateways.Client.Ask(HttpMethod.Post, gateways.At.On(port, HouseFront.Probe), null, token);

    private static void Advance(HouseFront gateways, TimeSpan by) => gateways.Clock.Advance(by);

    private static Task<HouseFront> Start(KeyServer keys, params string[] more) =>
        HouseFront.Start([.. Settings(keys), .. more]);

    private static string[] Settings(KeyServer keys) => [$"--Clerk:Issuer={Forger.Issuer}", $"--Clerk:AuthorizedParties:0={Forger.Origin}", $"--Clerk:JwksUrl={keys.Address}"];

    private static async Task Mend(KeyServer keys, string set)
    {
        await keys.Close();
        keys.Answer = KeyServer.Text(set);
        await keys.Open();
    }

    private async Task Break(KeyServer keys, string how)
    {
        using var small = RSA.Create(1024);
        static string Of(params JsonNode?[] members) => new JsonObject { ["keys"] = new JsonArray(members) }.ToJsonString();
        static Task HangUp(HttpContext http)
        {
            http.Abort();
            return Task.CompletedTask;
        }
        static Func<HttpContext, Task> Redirect(int status) => http =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, "/elsewhere");
            return Task.CompletedTask;
        };
        if (how == "nobody listens")
        {
            await keys.Close();
            return;
        }
        keys.Elsewhere = KeyServer.Text(Both());
        keys.Answer = how switch
        {
            "500" => KeyServer.Text(doors.First.KeySet, 500),
            "404" => KeyServer.Text("", 404),
            "hangs up" => HangUp,
            "nothing" => KeyServer.Text(""),
            "not JSON" => KeyServer.Text("<html>Sorry</html>"),
            "JSON that is no object" => KeyServer.Text("[]"),
            "null" => KeyServer.Text("null"),
            "no keys in it" => KeyServer.Text("{}"),
            "keys null" => KeyServer.Text("""{"keys":null}"""),
            "keys in words" => KeyServer.Text("""{"keys":"none"}"""),
            "an empty set" => KeyServer.Text(Of()),
            "300 KB" => KeyServer.Text(doors.First.KeySet[..^1] + $",\"more\":\"{new string('x', 300_000)}\"}}"),
            "sent elsewhere" => Redirect(302),
            "sent elsewhere for good" => Redirect(308),
            "elliptic curves only" => KeyServer.Text(Of(new JsonObject { ["kty"] = "EC", ["kid"] = Forger.KeyId, ["crv"] = "P-256", ["x"] = new string('A', 43), ["y"] = new string('A', 43) })),
            "secrets only" => KeyServer.Text(Of(new JsonObject { ["kty"] = "oct", ["kid"] = Forger.KeyId, ["k"] = "c2VjcmV0" })),
            "too short a key" => KeyServer.Text(Of(Forger.Jwk(small, Forger.KeyId))),
            "a key that is none" => KeyServer.Text(Of(new JsonObject { ["kty"] = "RSA", ["kid"] = Forger.KeyId, ["n"] = "!!!", ["e"] = "AQAB" })),
            "no key ids" => KeyServer.Text(Of(Forger.Jwk(small, null))),
            _ => throw new ArgumentException($"Nobody knows how to break it '{how}'."),
        };
    }

    // A good token of the first key, at the gateways' own time.
    private string Fresh(HouseFront gateways) => doors.First.Make(At(gateways, null));

    private string Second(HouseFront gateways) => doors.Second.Make(At(gateways, "ins_second"));

    // No two are the same: a token that was once taken is remembered.
    private TokenRow At(HouseFront gateways, string? keyId)
    {
        var now = gateways.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new TokenRow("fresh", "taken", "agrees")
        {
            Claims = new JsonObject { ["iat"] = now, ["nbf"] = now - 10, ["exp"] = now + 60, ["jti"] = $"{Interlocked.Increment(ref _tokens)}" },
            Header = keyId is null ? null : new JsonObject { ["kid"] = keyId },
        };
    }

    private string SecondOnly() => doors.Second.KeySet.Replace(Forger.KeyId, "ins_second", StringComparison.Ordinal);

    private string Both()
    {
        var both = JsonNode.Parse(doors.First.KeySet)!;
        both["keys"]!.AsArray().Add(JsonNode.Parse(SecondOnly())!["keys"]![0]!.DeepClone());
        return both.ToJsonString();
    }

    /// <summary>Two signers; keys are slow to make.</summary>
    public sealed class Doors : IDisposable
    {
        /// <summary>The first.</summary>
        public Forger First { get; } = new(HouseFront.Noon);

        /// <summary>The second.</summary>
        public Forger Second { get; } = new(HouseFront.Noon);

        /// <inheritdoc/>
        public void Dispose()
        {
            First.Dispose();
            Second.Dispose();
        }
    }
}
