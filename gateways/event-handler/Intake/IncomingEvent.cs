using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>A CloudEvent that was sent in, and conforms to the specification.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Id">Its id, unique within the source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">Its subject; null is none.</param>
/// <param name="Data">Its data: of JSON the text, of other content the bytes; null is none.</param>
/// <param name="Json">The whole event in structured JSON, on one line, UTF-8.</param>
internal sealed record IncomingEvent(string Source, string Id, string Type, string? Subject, ReadOnlyMemory<byte>? Data, byte[] Json)
{
    /// <summary>How large an event may be in structured JSON, in bytes.</summary>
    public const int Largest = 64 * 1024;

    /// <summary>How it stands in the feed.</summary>
    public SentEvent ToSent() => new(Source, Id, Type, Subject, Json);

    /// <summary>For logs and error messages: without what is in it.</summary>
    public override string ToString() => $"{nameof(IncomingEvent)} {Type} {Id} of {Source}";
}

/// <summary>Who sent events, and when.</summary>
/// <param name="Id">The caller's id.</param>
/// <param name="ReceivedAt">UTC instant at which all of the request was here.</param>
/// <param name="Request">The request's id; null where there is none.</param>
internal sealed record Sender(string Id, DateTimeOffset ReceivedAt, string? Request);
