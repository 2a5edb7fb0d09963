using System.Security.Claims;
using System.Text.Json;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Who may do what.</summary>
public static class Roles
{
    /// <summary>May do everything.</summary>
    public const string Admin = "admin";

    /// <summary>Runs sales; cannot change settings or people.</summary>
    public const string Auctioneer = "auctioneer";

    /// <summary>Every signed-in person.</summary>
    public const string Bidder = "bidder";

    /// <summary>A program that bids for others.</summary>
    public const string EventSource = "event-source";

    /// <summary>All roles that a token can give.</summary>
    public static readonly string[] All = [Admin, Auctioneer, Bidder, EventSource];

    /// <summary>
    /// The roles in a verified token: its <c>roles</c> array, and the organisation role, in the first (<c>org_role</c>) or the compact (<c>o.rol</c>)
    /// version of the claim. A role the house does not know is passed over.
    /// </summary>
    public static IEnumerable<string> Of(ClaimsIdentity token)
    {
        var given = token.FindAll("roles").Select(c => c.Value)
            .Append(token.FindFirst("org_role")?.Value is { } organisation && organisation.StartsWith("org:", StringComparison.Ordinal) ? organisation[4..] : null)
            .Append(Compact(token));
        return given.Where(role => role is not null && All.Contains(role)).Append(Bidder).Distinct()!;
    }

    private static string? Compact(ClaimsIdentity token)
    {
        if (token.FindFirst("o")?.Value is not { } json) return null;
        try
        {
            using var organisation = JsonDocument.Parse(json);
            return organisation.RootElement.ValueKind == JsonValueKind.Object && organisation.RootElement.TryGetProperty("rol", out var role) &&
                role.ValueKind == JsonValueKind.String ? role.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The authorisation policies, by what they allow.</summary>
public static class Policies
{
    /// <summary>Administer: admins.</summary>
    public const string Administer = "administer";

    /// <summary>Drive auctions: auctioneers and admins.</summary>
    public const string Drive = "drive";

    /// <summary>Bid: anyone signed in.</summary>
    public const string Bid = "bid";
}

/// <summary>The caller of a request.</summary>
public static class CallerExtensions
{
    /// <summary>Their id: the token's subject.</summary>
    public static string Id(this ClaimsPrincipal caller) => caller.FindFirst("sub")?.Value ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The name to show; null where the token has none.</summary>
    public static string? Name(this ClaimsPrincipal caller) => caller.FindFirst("name")?.Value;

    /// <summary>Whether they may bid for others.</summary>
    public static bool ActsForOthers(this ClaimsPrincipal caller) =>
        caller.IsInRole(Roles.EventSource) || caller.IsInRole(Roles.Auctioneer) || caller.IsInRole(Roles.Admin);
}
