using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Says at the start what is wrong with the connectors; no password among it.</summary>
internal sealed class ChatOptionsCheck : IValidateOptions<ChatOptions>
{
    private const int MostConnectors = 20;
    private const int LongestChannel = 64;
    private const int LongestNick = 32;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ChatOptions options)
    {
        var wrong = options.Connectors.SelectMany(c => Wrong(c.Key, c.Value).Select(why => $"Chat:Connectors:{c.Key}{why}")).ToList();
        if (options.Connectors.Count > MostConnectors) wrong.Add($"Chat:Connectors: {MostConnectors} at most.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(string name, ChatConnectorOptions connector)
    {
        if (!ResourceId.IsValid(name)) yield return $" is no name. {ResourceId.Form}";
        if (!Uri.TryCreate(connector.Url, UriKind.Absolute, out var url) || !IrcWires.Schemes.Contains(url.Scheme) || url.Host.Length == 0)
            yield return $":Url is the address of an IRC server: irc://host:6667, ircs://host:6697, ws://host/ or wss://host/.";
        else if (url.UserInfo.Length > 0) yield return ":Url has no place for a password: it goes into Password.";
        else if (connector.Password is not null && url.Scheme is "irc" or "ws" && !url.IsLoopback) yield return ":Password needs ircs or wss, or anybody on the way can read it.";
        if (connector.Channel is not { Length: >= 2 and <= LongestChannel } || connector.Channel[0] is not ('#' or '&') || !IsWord(connector.Channel) || connector.Channel.Contains(','))
            yield return $":Channel is a channel with its sign, such as #house, of {LongestChannel} characters at most.";
        if (connector.Nick is not null && (connector.Nick.Length is 0 or > LongestNick || !connector.Nick.All(c => char.IsAsciiLetterOrDigit(c) || "-_[]\\`^{|}".Contains(c))))
            yield return $":Nick has 1 to {LongestNick} letters, digits and -_[]\\`^{{|}}.";
        if (connector.Password is not null && !IsWord(connector.Password)) yield return ":Password is empty or has spaces in it.";
        if (!HandleForm.IsPlatform(connector.Platform)) yield return $":Platform does not do. {HandleForm.Platform}";
        if (connector.AuctionId is null == connector.StreamId is null) yield return " needs one of AuctionId and StreamId.";
        else if (!ResourceId.IsValid(connector.AuctionId ?? connector.StreamId)) yield return $": {ResourceId.Form}";
    }

    // Of what goes into a line of IRC as one word.
    private static bool IsWord(string text) => text.Length > 0 && !text.Any(c => c <= ' ' || char.IsControl(c));
}
