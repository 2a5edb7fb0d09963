using System.Text.Json;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Something that somebody wrote in a chat: the data of <see cref="EventType"/>. One of <paramref name="AuctionId"/> and <paramref name="StreamId"/> is given.</summary>
/// <param name="Platform">The platform: twitch.</param>
/// <param name="Handle">Who wrote, by their name there, in their own case.</param>
/// <param name="Text">What they wrote.</param>
/// <param name="AuctionId">The auction that the chat is about; null where a stream is.</param>
/// <param name="StreamId">The stream whose lot the chat is about; null where an auction is.</param>
internal sealed record ChatMessage(string Platform, string Handle, string Text, string? AuctionId, string? StreamId)
{
    /// <summary>The CloudEvent's type.</summary>
    public const string EventType = "com.sothebais.chat.message.v1";

    /// <summary>Reads an event's data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="wrong">Where the answer is null: what is wrong with it, in words for whoever sent it.</param>
    public static ChatMessage? Read(JsonElement data, out string wrong)
    {
        if (data.ValueKind != JsonValueKind.Object) return No("The data is an object.", out wrong);
        string? platform = null, handle = null, text = null, auctionId = null, streamId = null;
        var seen = new HashSet<string>();
        foreach (var field in data.EnumerateObject())
        {
            if (!seen.Add(field.Name)) return No($"The field {Shown(field.Name)} comes twice.", out wrong);
            if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)) return No($"The field {Shown(field.Name)} is a string.", out wrong);
            if (!TryText(field.Value, out var value)) return No($"The field {Shown(field.Name)} is no valid text.", out wrong);
            switch (field.Name)
            {
                case "platform": platform = value; break;
                case "handle": handle = value; break;
                case "text": text = value; break;
                case "auctionId": auctionId = value; break;
                case "streamId": streamId = value; break;
                default: return No($"Unknown field {Shown(field.Name)}.", out wrong);
            }
        }
        if (!HandleForm.IsPlatform(platform)) return No($"platform: {HandleForm.Platform}", out wrong);
        if (!HandleForm.IsName(handle)) return No($"handle: {HandleForm.Name}", out wrong);
        if (text is null) return No("text: Say what was written.", out wrong);
        if (auctionId is null == streamId is null) return No("Give one of auctionId and streamId.", out wrong);
        if (!ResourceId.IsValid(auctionId ?? streamId)) return No($"{(auctionId is null ? "streamId" : "auctionId")}: {ResourceId.Form}", out wrong);
        wrong = "";
        return new ChatMessage(platform!, handle!, text, auctionId, streamId);
    }

    /// <summary>What is asked by it, always written the same way: by it a repetition is known from another message under the same id.</summary>
    public string Asked => $"chat {Platform}\n{Handle}\n{Text}";

    /// <summary>For logs and error messages: without what was written.</summary>
    public override string ToString() => $"{nameof(ChatMessage)} on {Platform} about {AuctionId ?? StreamId}";

    private static ChatMessage? No(string why, out string wrong)
    {
        wrong = why;
        return null;
    }

    private static string Shown(string name) => name.Length <= 40 ? name : name[..40];

    // Half a surrogate pair is JSON, and no text.
    private static bool TryText(JsonElement value, out string? text)
    {
        try
        {
            text = value.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
