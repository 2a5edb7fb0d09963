namespace Sothebais.Tests.Gateways.Identity;

/// <summary>A house as Production, which trusts the tokens of one signer, without network.</summary>
public sealed class ClerkHouse : IAsyncLifetime
{
    /// <summary>Who issues the tokens.</summary>
    public const string Issuer = "https://clerk.sothebais.test";

    /// <summary>The origin whose tokens are taken.</summary>
    public const string Origin = "https://admin.sothebais.test";

    private ServerProcess? _process;

    /// <summary>Its doors.</summary>
    public HouseAddresses At { get; } = new(Harness.Ports.NextOffset());

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>Who signs its tokens.</summary>
    public Signer Signer { get; } = new();

    /// <summary>An open auction.</summary>
    public string Auction { get; private set; } = "";

    /// <summary>The claims of a good token.</summary>
    public static JsonObject Claims(string subject, params string[] roles)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = subject,
            ["azp"] = Origin,
            ["sid"] = "sess_1",
            ["sts"] = "active",
            ["iat"] = now,
            ["nbf"] = now - 5,
            ["exp"] = now + 60,
            ["name"] = subject,
            ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]),
        };
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string[] arguments =
        [
            Programs.Of("gateways/all-in-one", "Sothebais.Gateways.AllInOne"), "--port-offset", $"{At.Offset}", $"--Silo:Port={Harness.Ports.Next()}", $"--Silo:GatewayPort={Harness.Ports.Next()}",
            "--RateLimits:Enabled=false",
        ];
        _process = ServerProcess.Start("house in Production", "dotnet", arguments, new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["Clerk__Issuer"] = Issuer,
            ["Clerk__JwtKey"] = Signer.PublicKey,
            ["Clerk__AuthorizedParties__0"] = Origin,
            ["Services__AuctionManager"] = At.Auctions.ToString(),
            ["Services__StreamManager"] = At.Streams.ToString(),
            ["Services__EventHandler"] = At.Events.ToString(),
            ["Services__StreamManagerSockets"] = At.On(4201).ToString(),
        });
        await Programs.Ready(At, _process, 3091, 4191, 4291, 4391);
        Client = new HouseClient(At);
        var admin = Signer.Sign(Claims("user_admin", "admin"));
        var created = await Client.PostAs(admin, "/auctions", new JsonObject
        {
            ["title"] = "A test lot",
            ["lot"] = new JsonObject { ["name"] = "A test lot" },
            ["currency"] = "USD",
            ["openingBid"] = "10",
            ["increments"] = new JsonObject { ["fixed"] = "1" },
        });
        Assert.True(created.Status == 201, created.Text);
        Auction = (string)created.Json["id"]!;
        Assert.Equal(200, (await Client.PostAs(admin, $"/auctions/{Auction}/open")).Status);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_process is not null) await _process.DisposeAsync();
        Signer.Dispose();
    }
}
