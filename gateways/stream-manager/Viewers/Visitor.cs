using System.Security.Cryptography;
using System.Text;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Who wants to watch, by what they have shown for it.</summary>
/// <param name="TokenHash">The SHA-256 of the overlay token that they brought, in lower-case hexadecimal; null where they brought none.</param>
/// <param name="RunsStreams">Whether they are an admin, or an auctioneer: who runs a sale runs what is on air.</param>
/// <param name="WantsPreview">Whether they want to see the preview in place of the programme.</param>
internal sealed record Visitor(string? TokenHash, bool RunsStreams, bool WantsPreview)
{
    /// <summary>The subprotocol of the house; a viewer that needs to say one may.</summary>
    public const string Protocol = "sothebais";

    private const string TokenProtocol = Protocol + ".token.";
    private const string TokenPrefix = "ovl_";

    /// <summary>Reads what a request brings. A token never comes in the query: addresses get written down.</summary>
    public static Visitor Of(HttpContext http, bool wantsPreview)
    {
        var token = http.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(p => p.StartsWith(TokenProtocol, StringComparison.Ordinal))?[TokenProtocol.Length..]
            ?? (SessionToken.Of(http.Request) is { } bearer && bearer.StartsWith(TokenPrefix, StringComparison.Ordinal) ? bearer : null);
        // A browser sends its session along whoever's page connects, and our own proxy makes a bearer token of it: the page must be the house's.
        var runs = (http.User.IsInRole(Roles.Admin) || http.User.IsInRole(Roles.Auctioneer)) && Origins.IsNoneOrOwn(http.Request);
        return new Visitor(token is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))), runs, wantsPreview);
    }

    /// <summary>Whether they may watch a stream as it is now.</summary>
    public bool MayWatch(StreamView stream) => RunsStreams || (!WantsPreview && (stream.Settings.Access == Access.Public || HasToken(stream.OverlayTokenHash)));

    private bool HasToken(string? hash) =>
        hash is not null && TokenHash is not null && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(TokenHash));
}
