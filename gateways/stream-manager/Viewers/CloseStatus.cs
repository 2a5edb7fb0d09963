using System.Net.WebSockets;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Why a viewer is hung up on: the status of the close frame (RFC 6455, section 7.4; 4000 and up are the house's own), and the words.</summary>
/// <param name="Status">The status.</param>
/// <param name="Why">The words.</param>
internal sealed record CloseStatus(int Status, string Why)
{
    /// <summary>There is nothing to watch, or no longer.</summary>
    public static readonly CloseStatus Unknown = new(4404, "There is nothing of this id.");

    /// <summary>The stream is not for everybody, and no token was shown, or one that does not do, or no longer.</summary>
    public static readonly CloseStatus NotAdmitted = new(4401, "This needs the stream's overlay token, or an admin.");

    /// <summary>This gateway leaves.</summary>
    public static readonly CloseStatus Moving = new(1012, "The house moves; come back.");

    /// <summary>Nothing certain can be shown now.</summary>
    public static readonly CloseStatus NoAnswer = new(1013, "The house does not answer now; come back.");

    /// <summary>The client said goodbye.</summary>
    public static readonly CloseStatus Goodbye = new((int)WebSocketCloseStatus.NormalClosure, "Goodbye.");

    /// <summary>The client talks too much.</summary>
    public static readonly CloseStatus TooBig = new((int)WebSocketCloseStatus.MessageTooBig, "A message has 4 KiB at most.");

    /// <summary>The client talks too often.</summary>
    public static readonly CloseStatus TooMuch = new((int)WebSocketCloseStatus.PolicyViolation, "A viewer has little to say.");
}
