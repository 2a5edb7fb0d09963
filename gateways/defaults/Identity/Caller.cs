using System.Security.Claims;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>The caller of a request.</summary>
public static class CallerExtensions
{
    internal const string IdClaim = "sub";
    internal const string SessionClaim = "sid";
    internal const string NameClaim = "name";

    /// <summary>Their id: the token's subject, or the event source's name.</summary>
    public static string Id(this ClaimsPrincipal caller) => caller.FindFirst(IdClaim)?.Value ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The name to show; null where they have none.</summary>
    public static string? Name(this ClaimsPrincipal caller) => caller.FindFirst(NameClaim)?.Value;

    /// <summary>Their session at Clerk; null for an event source.</summary>
    public static string? Session(this ClaimsPrincipal caller) => caller.FindFirst(SessionClaim)?.Value;

    /// <summary>Their roles.</summary>
    public static IEnumerable<string> RolesHeld(this ClaimsPrincipal caller) => caller.FindAll(ClaimTypes.Role).Select(role => role.Value);

    /// <summary>Whether they may bid for others.</summary>
    public static bool ActsForOthers(this ClaimsPrincipal caller) =>
        caller.IsInRole(Roles.EventSource) || caller.IsInRole(Roles.Auctioneer) || caller.IsInRole(Roles.Admin);
}
