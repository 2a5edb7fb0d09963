using Microsoft.AspNetCore.Authorization;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>The authorisation policies, by what they allow. An endpoint that names none, and does not say that it is public, is closed to everybody.</summary>
public static class Policies
{
    /// <summary>Administer: admins.</summary>
    public const string Administer = "administer";

    /// <summary>Drive auctions: auctioneers and admins.</summary>
    public const string Drive = "drive";

    /// <summary>Bid: anyone signed in.</summary>
    public const string Bid = "bid";

    /// <summary>Publish events: event sources and admins.</summary>
    public const string Publish = "publish";

    /// <summary>Be somebody: anyone signed in, for what concerns only themselves.</summary>
    public const string SignedIn = "signed-in";

    internal static void Add(AuthorizationBuilder policies) => policies
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build())
        .AddPolicy(Administer, p => p.RequireRole(Roles.Admin))
        .AddPolicy(Drive, p => p.RequireRole(Roles.Admin, Roles.Auctioneer))
        .AddPolicy(Bid, p => p.RequireRole(Roles.Bidder, Roles.EventSource))
        .AddPolicy(Publish, p => p.RequireRole(Roles.EventSource, Roles.Admin))
        .AddPolicy(SignedIn, p => p.RequireAuthenticatedUser());
}
