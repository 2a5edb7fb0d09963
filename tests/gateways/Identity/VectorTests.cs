using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Every token of <c>tokens.json</c>, at the four gateways, in the header and in the cookie; with one key, and with a key set.</summary>
public sealed class VectorTests(VectorTests.Doors doors) : IClassFixture<VectorTests.Doors>
{
    private const string SourceKey = "evs_0123456789abcdef0123456789abcdef";
    private const string SecretKey = "sk_test_0123456789abcdef0123456789abcdef";

    // More than Kestrel reads of headers: it hangs up on whoever sends so much.
    private const int MoreThanHeaders = 30_000;

    private static readonly int[] MainPorts = [3000, 4100, 4200, 4300];

    public static TheoryData<string> Names => [.. TokenRow.All.Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public Task With_one_key_a_token_is_taken_or_refused_as_it_should_be(string name) => Try(doors.OneKey, Row(name), Row(name).IsTaken);

    [Theory, MemberData(nameof(Names))]
    public Task With_a_key_set_a_token_is_taken_or_refused_as_it_should_be(string name) => Try(doors.KeySet, Row(name), (Row(name).WithKeySet ?? Row(name).Expected) == "taken");

    [Fact]
    public async Task The_good_ones_are_taken_twice_and_the_bad_ones_that_look_alike_are_not_after_them()
    {
        await Try(doors.OneKey, Row("good: as Clerk makes it"), true);
        await Try(doors.OneKey, Row("good: as Clerk makes it"), true);
        foreach (var row in TokenRow.All.Where(row => row.Change is not null && !row.IsTaken)) await Try(doors.OneKey, row, false);
    }

    [Fact]
    public async Task Nothing_of_a_token_or_of_a_secret_is_logged_at_any_level()
    {
        var gateways = doors.OneKey;
        var needles = new HashSet<string>(StringComparer.Ordinal) { SourceKey, SecretKey, SourceKey[4..], SecretKey[8..], doors.Forger.PublicKey.Split('\n')[2] };
        gateways.Log.IsOpen = true;
        foreach (var row in TokenRow.All)
        {
            var token = doors.Forger.Make(row);
            foreach (var port in MainPorts) await Send(gateways, port, token);
            if (token.Length > MoreThanHeaders) continue;
            await Send(gateways, 3000, token, "/api/auctions/x/warn");
            var parts = token.Split('.');
            if (parts.Length < 2) continue;
            // The beginning and the middle, so that a token cut short in the log is found, too.
            foreach (var part in parts.Skip(1).Where(part => part.Length >= 24)) needles.UnionWith([part[..24], part[(part.Length / 2 - 12)..(part.Length / 2 + 12)]]);
        }
        Assert.Equal(200, (await gateways.Client.Ask(HttpMethod.Post, gateways.At.On(4100, HouseFront.Probe), null, SourceKey)).Status);
        Assert.Equal(401, (await gateways.Client.Ask(HttpMethod.Post, gateways.At.On(4100, HouseFront.Probe), null, SourceKey + "x")).Status);
        gateways.Log.IsOpen = false;
        var lines = gateways.Log.Lines.ToArray();
        foreach (var category in new[] { "Microsoft.AspNetCore.Authentication.JwtBearer", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Routing", "Yarp.ReverseProxy" })
            Assert.Contains(lines, line => line.StartsWith(category, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(" Trace ", StringComparison.Ordinal));
        // An encrypted token's header is the same in all of them, and no secret: only what comes after it counts.
        var all = string.Join('\n', lines);
        Assert.DoesNotContain(needles, needle => all.Contains(needle, StringComparison.Ordinal));
    }

    private static TokenRow Row(string name) => TokenRow.All.Single(row => row.Name == name);

    private async Task Try(HouseFront gateways, TokenRow row, bool taken)
    {
        var token = doors.Forger.Make(row);
        gateways.Forget();
        foreach (var port in MainPorts)
        {
            foreach (var reply in await Send(gateways, port, token))
            {
                if (taken) Taken(reply, row);
                else Check.Problem(reply, 401, "unauthenticated");
            }
        }
        var drives = taken && row.Roles.Intersect(["admin", "auctioneer"]).Any();
        // The real doors: an auction driven, straight and through the admin gateway, and what the edge is told.
        foreach (var reply in await Send(gateways, 4100, token, "/auctions/x/warn")) Check.Problem(reply, drives ? 404 : taken ? 403 : 401);
        foreach (var reply in await Send(gateways, 3000, token, "/api/auctions/x/warn")) Check.Problem(reply, drives ? 404 : taken ? 403 : 401);
        foreach (var reply in await Send(gateways, 3000, token, "/auth/verify", HttpMethod.Get))
        {
            if (taken) Assert.Equal((200, "user_alice", string.Join(',', row.Roles)), (reply.Status, reply.Header("X-User-Id"), reply.Header("X-User-Roles")));
            else
            {
                Check.Problem(reply, 401, "unauthenticated");
                Assert.Null(reply.Header("X-User-Id"));
            }
        }
        if (!drives) Assert.Empty(gateways.House.Calls);
        if (!taken) Assert.Empty(gateways.Reached);
    }

    private static void Taken(Reply reply, TokenRow row)
    {
        Assert.True(reply.Status == 200, reply.Text);
        var (caller, name) = (reply.Json, row.Claims is { } claims && claims.TryGetPropertyValue("name", out var given) ? (string?)given is "absent" ? null : (string?)given : "Alice");
        Assert.Equal(("user_alice", name, "sess_1"), ((string?)caller["id"], (string?)caller["name"], (string?)caller["session"]));
        Assert.Equal(row.Roles, caller["roles"]!.AsArray().Select(role => (string)role!));
    }

    /// <summary>Sends a token as each of the two that carry it can.</summary>
    private static async Task<List<Reply>> Send(HouseFront gateways, int port, string token, string path = HouseFront.Probe, HttpMethod? method = null)
    {
        var (address, replies) = (gateways.At.On(port, path), new List<Reply>());
        // Space around it, and line ends, are none of the header's value: no server ever sees them there. In a cookie they come encoded.
        (string, string)[] carriers = token.Any(c => c is '\n' or '\0' or > '~') ? [Cookie(token)] : [("Authorization", $"Bearer {token}"), Cookie(token)];
        foreach (var carrier in carriers)
        {
            try
            {
                replies.Add(await gateways.Client.Ask(method ?? HttpMethod.Post, address, null, null, carrier));
                if (replies[^1].Status == 431) replies.RemoveAt(replies.Count - 1);
            }
            catch (HttpRequestException) when (token.Length > MoreThanHeaders)
            {
                // hung up on
            }
        }
        Assert.True(replies.Count == (token.Length > MoreThanHeaders ? 0 : carriers.Length), $"{replies.Count} replies.");
        return replies;
    }

    private static (string, string) Cookie(string token) => ("Cookie", $"__session={Uri.EscapeDataString(token)}");

    /// <summary>The gateways, once with one key and once with a key set.</summary>
    public sealed class Doors : IAsyncLifetime
    {
        private KeyServer? _keys;

        /// <summary>Who makes the tokens.</summary>
        public Forger Forger { get; } = new(HouseFront.Noon);

        /// <summary>The gateways that have one key, in PEM.</summary>
        public HouseFront OneKey { get; private set; } = null!;

        /// <summary>The gateways that ask for keys.</summary>
        public HouseFront KeySet { get; private set; } = null!;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            _keys = await KeyServer.Start(Forger.KeySet);
            string[] both = [$"--Clerk:Issuer={Forger.Issuer}", $"--Clerk:AuthorizedParties:0={Forger.Origin}", $"--Clerk:SecretKey={SecretKey}", $"--EventSources:bridge:Key={SourceKey}"];
            OneKey = await HouseFront.Start([.. both, $"--Clerk:JwtKey={Forger.PublicKey}"]);
            KeySet = await HouseFront.Start([.. both, $"--Clerk:JwksUrl={_keys.Address}"]);
        }

        /// <inheritdoc/>
        public async ValueTask DisposeAsync()
        {
            if (OneKey is not null) await OneKey.DisposeAsync();
            if (KeySet is not null) await KeySet.DisposeAsync();
            if (_keys is not null) await _keys.DisposeAsync();
            Forger.Dispose();
        }
    }
}
