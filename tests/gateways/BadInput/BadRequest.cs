using System.Text;

namespace Sothebais.Tests.Gateways.BadInput;

/// <summary>A request that must be refused.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path; <c>{id}</c> is an open auction's id.</param>
/// <param name="Statuses">The statuses that would do.</param>
public sealed record BadRequest(string Method, string Path, params int[] Statuses)
{
    /// <summary>The documented port: the auction manager's, unless told otherwise; for streams the stream manager's.</summary>
    public int Port { get; init; } = Path.StartsWith("/streams", StringComparison.Ordinal) ? 4200 : 4100;

    /// <summary>The body; null is none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Its content type; null is none.</summary>
    public string? ContentType { get; init; } = "application/json";

    /// <summary>A header more.</summary>
    public (string Name, string Value)? Header { get; init; }

    /// <summary>A word that the answer must say.</summary>
    public string? Says { get; init; }

    /// <summary>With a body of text.</summary>
    public static BadRequest Of(string method, string path, string body, params int[] statuses) => new(method, path, statuses) { Body = Encoding.UTF8.GetBytes(body) };
}
