using System.Text;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>What goes down an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html).</summary>
internal static class EventFrame
{
    /// <summary>How long the end of a frame is, in bytes.</summary>
    public const int End = 2;

    private const string Before = "\ndata: ";

    /// <summary>How long a client waits before it comes back.</summary>
    public static readonly byte[] Hello = "retry: 1000\n\n"u8.ToArray();

    /// <summary>Says that something was missed.</summary>
    public static readonly byte[] Reset = "event: reset\ndata: {\"reason\":\"Events after the given id are no longer kept.\"}\n\n"u8.ToArray();

    /// <summary>An event with its place.</summary>
    /// <param name="position">The place.</param>
    /// <param name="json">The event.</param>
    /// <returns>The frame, and where in it the event begins.</returns>
    public static (byte[] Frame, int Begins) Of(FeedPosition position, ReadOnlySpan<byte> json)
    {
        var id = $"id: {position}{Before}";
        var frame = new byte[id.Length + json.Length + End];
        Encoding.ASCII.GetBytes(id, frame);
        var data = frame.AsSpan(id.Length, json.Length);
        json.CopyTo(data);
        // An end of line, which in JSON stands only between its parts, would end the field.
        data.Replace((byte)'\n', (byte)' ');
        data.Replace((byte)'\r', (byte)' ');
        frame.AsSpan(id.Length + json.Length).Fill((byte)'\n');
        return (frame, id.Length);
    }

    /// <summary>
    /// Says where a stream begins: whoever is cut off before the first event, or wants to hear something else by then, goes on from there. No event comes of it.
    /// </summary>
    public static byte[] Place(FeedPosition position) => Encoding.ASCII.GetBytes($"id: {position}\n\n");

    /// <summary>
    /// A sign of life, with the place that the client has reached: a frame without data tells nobody anything, and is remembered all the same. So whoever hears
    /// little, or changes what they want to hear, does not come back with a place that is no longer kept.
    /// </summary>
    public static byte[] KeepAlive(FeedPosition? position) => Encoding.ASCII.GetBytes(position is { } at ? $": keep-alive\nid: {at}\n\n" : ": keep-alive\n\n");
}
