using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>Who may watch a stream.</summary>
[Collection(InStudio.Name)]
public sealed class AccessTests(Studio studio)
{
    private const string Token = "ovl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string OtherToken = "ovl_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB";

    private static Action<ClientWebSocketOptions> Offering(string token) => options =>
    {
        options.AddSubProtocol("sothebais");
        options.AddSubProtocol($"sothebais.token.{token}");
    };

    private static Action<ClientWebSocketOptions> With(params (string Name, string Value)[] headers) => options =>
    {
        foreach (var (name, value) in headers) options.SetRequestHeader(name, value);
    };

    private static (string, string) Bearer(string token) => ("Authorization", $"Bearer {token}");

    private static (string, string) Cookie(string token) => ("Cookie", $"__session={token}");

    private async Task<string> Closed(string? auction = null)
    {
        var id = await studio.Stream(auction, access: Access.Token);
        await Issue(id, Token);
        return id;
    }

    private Task Issue(string id, string token) =>
        studio.Do(id, by => new IssueOverlayToken(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)))) { Origin = by });

    private async Task<SocketLine> Admitted(string query, Action<ClientWebSocketOptions>? how = null, int port = 4201)
    {
        var line = await studio.Watch(query, how, port: port);
        await line.Next("stream");
        return line;
    }

    private async Task Refused(string query, Action<ClientWebSocketOptions>? how = null, int port = 4201)
    {
        using var line = await studio.Watch(query, how, port: port);
        Assert.Null(await line.Next()); // and not a word before
        Assert.Equal(4401, (int?)line.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_closed_stream_opens_to_its_token_and_to_those_who_run_the_sale()
    {
        var auction = await studio.Client.Open();
        var (id, admin) = (await Closed(auction), await studio.Client.Admin());
        await Refused($"stream={id}");
        await Refused($"stream={id}", Offering(OtherToken));
        await Refused($"stream={id}", Offering(""));
        await Refused($"stream={id}&token={Token}");
        await Refused($"stream={id}", With(Bearer(OtherToken)));
        await Refused($"stream={id}", With(Bearer(Token + "A")));
        await Refused($"stream={id}", With(Bearer(await studio.Client.Token("ann", "bidder", "event-source"))));
        await Refused($"stream={id}", With(Bearer("nonsense")));

        using var offering = await Admitted($"stream={id}", Offering(Token));
        Assert.Equal("sothebais", offering.Socket.SubProtocol);
        await offering.Next("snapshot");
        using var bearer = await Admitted($"stream={id}", With(Bearer(Token)));
        Assert.Null(bearer.Socket.SubProtocol);
        using var byAdmin = await Admitted($"stream={id}", With(Bearer(admin)));
        using var byAuctioneer = await Admitted($"stream={id}", With(Bearer(await studio.Client.Token("auk", "auctioneer"))));
        using var byCookie = await Admitted($"stream={id}", With(Cookie(admin), ("Origin", "http://127.0.0.1:3000")));
        using var throughTheEdge = await Admitted($"stream={id}", Offering(Token), port: 3000);
        Assert.Equal("sothebais", throughTheEdge.Socket.SubProtocol);
        using var anAuction = await studio.Watch($"auction={auction}"); // is anybody's
        await anAuction.Next("snapshot");
    }

    [Fact]
    public async Task A_closed_stream_without_a_token_opens_to_nobody_but_those_who_run_the_sale()
    {
        var id = await studio.Stream(access: Access.Token);
        await Refused($"stream={id}");
        await Refused($"stream={id}", Offering(""));
        using var admin = await Admitted($"stream={id}", With(Bearer(await studio.Client.Admin())));
    }

    [Theory, InlineData("revoked"), InlineData("renewed"), InlineData("closed to the public")]
    public async Task Who_may_no_longer_watch_is_sent_away_and_the_others_stay(string how)
    {
        var id = how == "closed to the public" ? await studio.Stream() : await Closed();
        using var viewer = await Admitted($"stream={id}", how == "closed to the public" ? null : Offering(Token));
        using var admin = await Admitted($"stream={id}", With(Bearer(await studio.Client.Admin())));
        if (how == "revoked") await studio.Do(id, by => new RevokeOverlayToken { Origin = by });
        else if (how == "renewed") await Issue(id, OtherToken);
        else await studio.Do(id, by => new ChangeStream(new StreamSettings { Title = "Closed", Access = Access.Token }, null) { Origin = by });
        Assert.Equal(4401, await viewer.HungUp());
        await admin.Next("stream");
        await studio.Do(id, by => new PostCaption("Among ourselves", TimeSpan.FromMinutes(1)) { Origin = by });
        Assert.Equal("Among ourselves", (string?)(await admin.Next("stream"))["stream"]!["caption"]!["text"]);
        if (how == "renewed")
        {
            using var renewed = await Admitted($"stream={id}", Offering(OtherToken));
        }
        await Refused($"stream={id}", Offering(Token));
    }

    [Theory, InlineData("admin"), InlineData("auctioneer")]
    public async Task The_preview_is_for_those_who_run_the_sale_and_shows_what_comes_next_also_off_air(string role)
    {
        var (id, admin) = (await Closed(), await studio.Client.Token("ada", role));
        await Refused($"stream={id}&preview=true");
        await Refused($"stream={id}&preview=true", Offering(Token));
        await Refused($"stream={id}&preview=true", With(Bearer(await studio.Client.Token("ann", "bidder"))));
        using var programme = await studio.Watch($"stream={id}", With(Bearer(admin)));
        using var preview = await studio.Watch($"stream={id}&preview=true", With(Bearer(admin)));
        async Task Shown(string? there, string? here)
        {
            Assert.Equal(there, (string?)(await programme.Next("stream"))["stream"]!["scene"]?["id"]);
            Assert.Equal(here, (string?)(await preview.Next("stream"))["stream"]!["scene"]?["id"]);
        }
        await Shown("standing", "standing"); // where there is no preview
        await studio.Do(id, by => new PreviewScene("sold") { Origin = by });
        await Shown("standing", "sold");
        await studio.Do(id, by => new GoOffline { Origin = by });
        await Shown(null, "sold");
    }

    [Theory]
    [InlineData("http://127.0.0.1:3000", 4201, true)] // the console, on another port of this host
    [InlineData("http://127.0.0.1:4200", 4201, true)]
    [InlineData("https://evil.example", 4201, false)]
    [InlineData("http://127.0.0.1.evil.example", 4201, false)]
    [InlineData("http://127.0.0.1@evil.example", 4201, false)]
    [InlineData("null", 4201, false)]
    [InlineData("", 4201, false)]
    [InlineData("{own}", 3000, true)] // through the admin gateway, which makes a bearer token of the cookie
    [InlineData("https://evil.example", 3000, false)]
    [InlineData("http://127.0.0.1:9", 3000, false)]
    public async Task An_admins_session_counts_on_the_houses_own_pages_only(string origin, int port, bool admitted)
    {
        var (id, admin) = (await Closed(), await studio.Client.Admin());
        var headers = With(Cookie(admin), ("Origin", origin.Replace("{own}", studio.At.On(port).GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)));
        foreach (var query in new[] { $"stream={id}&preview=true", $"stream={id}" })
        {
            if (admitted) (await Admitted(query, headers, port)).Dispose();
            else await Refused(query, headers, port);
        }
    }

    [Fact]
    public async Task Where_origins_are_listed_other_sites_pages_are_turned_away_before_the_line_is_open()
    {
        var (_, at) = await studio.OpenGateway(settings: ["--Viewers:AllowedOrigins:0=https://www.example.com", "--Viewers:AllowedOrigins:1=http://localhost:8080"]);
        var (id, auction) = (await studio.Stream(), await studio.Client.Open());
        foreach (var query in new[] { $"stream={id}", $"auction={auction}" })
        {
            foreach (var origin in new[] { "https://www.example.com", "http://localhost:8080", "http://127.0.0.1:4200" })
                Assert.NotNull(await (await studio.Watch(query, With(("Origin", origin)), at)).Next());
            Assert.NotNull(await (await studio.Watch(query, at: at)).Next()); // a program
            foreach (var origin in new[] { "https://evil.example", "http://www.example.com", "https://www.example.com:444", "null", "" })
            {
                using var socket = new ClientWebSocket();
                socket.Options.CollectHttpResponseDetails = true;
                socket.Options.SetRequestHeader("Origin", origin);
                await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(at.SocketOn(4201, $"/ws?{query}"), TestContext.Current.CancellationToken));
                Assert.Equal(403, (int)socket.HttpStatusCode);
            }
        }
    }

    [Theory, InlineData("https://www.example.com/"), InlineData("www.example.com"), InlineData("*")]
    public async Task An_origin_that_is_none_stops_the_start(string origin) =>
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => studio.OpenGateway(settings: [$"--Viewers:AllowedOrigins:0={origin}"]));
}
