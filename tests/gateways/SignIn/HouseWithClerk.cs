using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Gateways.SignIn;

/// <summary>A house in Production with a Clerk on this machine.</summary>
public sealed class HouseWithClerk : IAsyncLifetime
{
    private AllInOneHouse? _house;

    /// <summary>The origin that tokens are made for.</summary>
    public const string Origin = "https://admin.sothebais.test";

    /// <summary>Clerk.</summary>
    public FakeClerk Clerk { get; private set; } = null!;

    /// <summary>A client of the house.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>Asks the admin gateway.</summary>
    public Task<Reply> Ask(HttpMethod method, string path, string? token = null, params (string Name, string Value)[] headers) =>
        Client.Ask(method, Client.At.On(3000, path), null, token, headers);

    /// <summary>Signs somebody in.</summary>
    /// <returns>Their session, and a token of it.</returns>
    public (ClerkSession Session, string Token) SignIn(params string[] roles)
    {
        var session = Clerk.SignIn(new ClerkPerson("user_" + Ids.New("x").Replace('-', '_'), Roles: roles));
        return (session, Clerk.Tokens.Of(session, Origin));
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Clerk = await FakeClerk.Start();
        _house = await AllInOneHouse.Start(null, Clerk.Settings("Production"));
        Client = new HouseClient(_house.At);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
        if (Clerk is not null) await Clerk.DisposeAsync();
    }
}
