namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>
/// One id for a request on its whole way: the edge's where a trusted proxy gives one, else our own. It goes back to the caller, on to the services, into every
/// line that is logged meanwhile, and with a command into the grain and its event.
/// </summary>
public static class RequestId
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "X-Request-Id";

    private const int Longest = 64;

    /// <summary>Gives every request its id. Comes after the trusted proxies: a stranger's header is gone by then.</summary>
    public static void UseRequestIds(this WebApplication app) => app.Use((http, next) =>
    {
        var id = http.Request.Headers.TryGetValue(Header, out var given) && given.Count == 1 && IsGood(given[0]) ? given[0]! : Guid.CreateVersion7().ToString("n");
        http.TraceIdentifier = id;
        http.Response.Headers[Header] = id;
        return next(http);
    });

    private static bool IsGood(string? id) => id is { Length: > 0 and <= Longest } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
