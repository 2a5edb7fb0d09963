using Sothebais.Gateways.Defaults.Bidders;

namespace Sothebais.Gateways.Admin.Console.Bidders;

/// <summary>Bidders in words and addresses.</summary>
internal static class BidderWords
{
    /// <summary>Where they stand: what decides first. Who is blocked bids nowhere, approved or not.</summary>
    public static string Standing(PublicAccount account) => account.Blocked ? "blocked" : account.Approved ? "approved" : "registered";

    /// <summary>What to call them.</summary>
    public static string Called(PublicAccount account) => account.Name ?? account.Id;

    /// <summary>Their path in the API, without the leading slash; with one it is their page.</summary>
    public static string Path(string id) => "bidders/" + Uri.EscapeDataString(id);
}
