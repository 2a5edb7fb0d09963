namespace Sothebais.GrainInterfaces.Streams;

/// <summary>A file for a stream's layers. The bytes are the gateway's to keep; here is what is known of them.</summary>
/// <param name="Id">The SHA-256 of its bytes as they are served, in lower-case hexadecimal.</param>
/// <param name="Name">The name under which it came, 1 to 200 characters; for people's eyes only.</param>
/// <param name="MediaType">What its bytes are, by themselves: image/png, image/jpeg, image/webp, image/gif, image/svg+xml, video/mp4 or video/webm.</param>
/// <param name="Size">Its bytes.</param>
[GenerateSerializer, Immutable, Alias("sothebais.asset")]
public sealed record Asset([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string MediaType, [property: Id(3)] long Size)
{
    /// <summary>How many assets a stream has at most.</summary>
    public const int Most = 200;
}
