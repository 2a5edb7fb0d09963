using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Sothebais.Gateways.Admin.Console;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Every door says who may come in, and those that are open to everybody are these.</summary>
public sealed class OpenDoorTests
{
    /// <summary>Every public endpoint, by gateway, port, method and route. Whoever adds one adds it here, and knows what they do.</summary>
    private const string Public = """
        admin 3000 * /api/activity/{**rest}
        admin 3000 * /api/auctions/{**rest}
        admin 3000 * /api/bidders/{**rest}
        admin 3000 * /api/dead-letters/{**rest}
        admin 3000 * /api/events/{**rest}
        admin 3000 * /api/health
        admin 3000 * /api/replays/{**rest}
        admin 3000 * /api/sales/{**rest}
        admin 3000 * /api/streams/{**rest}
        admin 3000 * /api/webhooks/{**rest}
        admin 3000 POST /api/streams/{id}/assets
        admin 3000 * /overlay/{**rest}
        admin 3000 * /ws
        admin 3000 GET /auth/verify
        admin 3000 GET /docs/favicon.svg
        admin 3000 GET /docs/scalar.aspnetcore.js
        admin 3000 GET /docs/scalar.js
        admin 3000 GET /docs/{documentName?}
        admin 3000 GET the console's files
        admin 3000 HEAD the console's files
        admin 3000 GET /openapi/{documentName}.json
        admin 3000 GET /sign-in
        admin 3000 GET /sign-in/refresh
        admin 3000 GET /sign-in/{name}
        admin 3000 GET /sign-out
        admin 3000 HEAD /auth/verify
        admin 3000 POST /sign-in
        admin 3000 POST /sign-out
        admin 3090 * /metrics
        admin 3091 * /health
        admin 3091 GET /configuration
        admin 3091 * /health/live
        admin 3091 * /health/ready
        admin 3091 * /health/serving
        auction manager 4100 * /api/health
        auction manager 4100 GET /auctions
        auction manager 4100 GET /auctions/{id}
        auction manager 4100 GET /auctions/{id}/bids
        auction manager 4100 GET /auctions/{id}/events
        auction manager 4100 GET /docs/favicon.svg
        auction manager 4100 GET /docs/scalar.aspnetcore.js
        auction manager 4100 GET /docs/scalar.js
        auction manager 4100 GET /docs/{documentName?}
        auction manager 4100 GET /openapi/{documentName}.json
        auction manager 4100 GET /sales
        auction manager 4100 GET /sales/{id}
        auction manager 4190 * /metrics
        auction manager 4191 * /health
        auction manager 4191 GET /configuration
        auction manager 4191 * /health/live
        auction manager 4191 * /health/ready
        auction manager 4191 * /health/serving
        event handler 4300 * /api/health
        event handler 4300 GET /docs/favicon.svg
        event handler 4300 GET /docs/scalar.aspnetcore.js
        event handler 4300 GET /docs/scalar.js
        event handler 4300 GET /docs/{documentName?}
        event handler 4300 GET /events
        event handler 4300 GET /events/{id}
        event handler 4300 GET /openapi/{documentName}.json
        event handler 4301 GET /events
        event handler 4390 * /metrics
        event handler 4391 * /health
        event handler 4391 GET /configuration
        event handler 4391 * /health/live
        event handler 4391 * /health/ready
        event handler 4391 * /health/serving
        stream manager 4200 * /api/health
        stream manager 4200 GET /docs/favicon.svg
        stream manager 4200 GET /docs/scalar.aspnetcore.js
        stream manager 4200 GET /docs/scalar.js
        stream manager 4200 GET /docs/{documentName?}
        stream manager 4200 GET /openapi/{documentName}.json
        stream manager 4200 GET /overlay
        stream manager 4200 GET /overlay/assets/{**name}
        stream manager 4200 GET /overlay/auction/{id}
        stream manager 4200 GET /overlay/media/{id}.{extension}
        stream manager 4200 GET /overlay/qr.svg
        stream manager 4200 GET /overlay/streams
        stream manager 4200 GET /overlay/version
        stream manager 4200 GET /overlay/{streamId}
        stream manager 4201 * /ws
        stream manager 4290 * /metrics
        stream manager 4291 * /health
        stream manager 4291 GET /configuration
        stream manager 4291 * /health/live
        stream manager 4291 * /health/ready
        stream manager 4291 * /health/serving
        """;

    private static readonly string[] OnlyInDevelopment = ["admin 3000 GET /.well-known/jwks.json", "admin 3000 POST /dev/token"];

    private static readonly string[] Settings = [$"--Clerk:Issuer={Forger.Issuer}", "--RateLimits:Enabled=false"];

    [Theory, InlineData("Production"), InlineData("Development")]
    public async Task Every_endpoint_names_a_policy_or_says_that_it_is_public(string environment)
    {
        foreach (var (name, endpoint) in await Endpoints(environment, Settings))
        {
            var needs = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
            var isPublic = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(isPublic || needs.Any(need => need.Policy is { Length: > 0 }), $"{Words(name, endpoint).First()} says neither.");
            Assert.False(isPublic && needs.Count > 0, $"{Words(name, endpoint).First()} says both, and is public.");
        }
    }

    [Theory, InlineData("Production"), InlineData("Development")]
    public async Task The_public_endpoints_are_these_and_no_others(string environment)
    {
        // Development without Clerk has an issuer of its own.
        string[] settings = environment == "Development" ? ["--RateLimits:Enabled=false"] : Settings;
        var found = (await Endpoints(environment, settings)).Where(e => e.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).SelectMany(e => Words(e.Name, e.Endpoint));
        var expected = Public.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Concat(environment == "Development" ? OnlyInDevelopment : []);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_says_nothing_is_closed_to_everybody()
    {
        using var forger = new Forger(HouseFront.Noon);
        await using var gateways = await HouseFront.Start($"--Clerk:Issuer={Forger.Issuer}", $"--Clerk:JwtKey={forger.PublicKey}");
        foreach (var port in new[] { 3000, 4100, 4200, 4300 })
        {
            foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE" })
            {
                Task<Reply> Ask(string? token) => gateways.Client.Ask(new HttpMethod(method), gateways.At.On(port, HouseFront.Unmarked), null, token);
                Check.Problem(await Ask(null), 401, "unauthenticated");
                Check.Problem(await Ask(forger.Good("user_admin", "admin", "auctioneer", "event-source", "bidder")), 403, "forbidden");
            }
        }
        Assert.Empty(gateways.Reached);
    }

    private static async Task<List<(string Name, RouteEndpoint Endpoint)>> Endpoints(string environment, string[] settings)
    {
        using var house = new StubHouse();
        var found = new List<(string, RouteEndpoint)>();
        foreach (var (name, app) in HouseFront.Build(HouseFront.Names, _ => { }, house.Shared(environment), settings))
        {
            await using (app) found.AddRange(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Select(endpoint => (name, Assert.IsType<RouteEndpoint>(endpoint))));
        }
        foreach (var name in HouseFront.Names) Assert.Contains(found, endpoint => endpoint.Item1 == name); // or nothing was looked at
        return found;
    }

    private static IEnumerable<string> Words(string name, RouteEndpoint endpoint)
    {
        var ports = name switch
        {
            HouseFront.Admin => ServicePorts.Admin,
            HouseFront.AuctionManager => ServicePorts.AuctionManager,
            HouseFront.StreamManager => ServicePorts.StreamManager,
            _ => ServicePorts.EventHandler,
        };
        var port = endpoint.Metadata.GetMetadata<OnPort>()?.Port ?? ports.Main;
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } some ? some : ["*"];
        if (endpoint.Metadata.GetMetadata<ConsoleFiles.Mark>() is not null) return methods.Select(method => $"{name} {port} {method} the console's files");
        return methods.Select(method => $"{name} {port} {method} /{endpoint.RoutePattern.RawText!.Trim('/')}");
    }
}
