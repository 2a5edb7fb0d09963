using System.Net;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>Clerk's backend API did not do what it was asked. Says what Clerk said, and never the key.</summary>
/// <param name="message">What happened.</param>
/// <param name="status">The HTTP status; null where there was no answer.</param>
/// <param name="code">Clerk's error code, such as <c>resource_not_found</c>; null where it gave none.</param>
/// <param name="traceId">The id under which Clerk finds the request in its logs; null where it gave none.</param>
/// <param name="retryAfter">How long Clerk wants to be left alone; null where it did not say.</param>
/// <param name="inner">What it came from.</param>
internal sealed class ClerkException(string message, HttpStatusCode? status, string? code, string? traceId, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The HTTP status; null where there was no answer.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>Clerk's error code; null where it gave none.</summary>
    public string? Code => code;

    /// <summary>The id under which Clerk finds the request in its logs; null where it gave none.</summary>
    public string? TraceId => traceId;

    /// <summary>How long Clerk wants to be left alone; null where it did not say.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
