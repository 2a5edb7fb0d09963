namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>What is said on one connection to an IRC server, from the first line to the last. Pure: lines in, steps out.</summary>
/// <param name="channel">The channel, with its sign.</param>
/// <param name="nick">The nick.</param>
/// <param name="password">The server's password; null is none.</param>
internal sealed class IrcSession(string channel, string nick, string? password)
{
    private const int MostNicks = 3;
    private const int LongestId = 128;
    private const char Ctcp = '\u0001';
    private const string Action = "\u0001ACTION ";

    private static readonly HashSet<string> NotLetIn = ["403", "405", "471", "473", "474", "475", "476", "477"];

    private static readonly HashSet<string> RoomNotices = ["msg_channel_suspended", "msg_banned", "msg_room_not_found", "tos_ban"];

    private int _nicks = 1;
    private bool _welcome;

    private string Nick => _nicks == 1 ? nick : $"{nick}{_nicks}";

    /// <summary>Whether it is in the channel.</summary>
    public bool Joined { get; private set; }

    /// <summary>What is said first. A server that has no capabilities answers that it does not know the command, and goes on.</summary>
    public IEnumerable<string> Hello()
    {
        // One by one: a server grants all of a request or nothing of it.
        yield return "CAP REQ :twitch.tv/tags";
        yield return "CAP REQ :twitch.tv/commands";
        yield return "CAP REQ :message-tags";
        if (password is not null) yield return $"PASS {password}";
        yield return $"NICK {Nick}";
        yield return $"USER {Nick} 0 * :{Nick}";
        yield return "CAP END";
    }

    /// <summary>Takes a line; says what follows from it.</summary>
    public IrcStep Hear(IrcMessage line)
    {
        switch (line.Command)
        {
            case "PING":
                return new IrcStep(Send: $"PONG :{line[line.Parameters.Length > 1 ? 1 : 0]}");
            case "001":
                _welcome = true;
                return new IrcStep(Send: $"JOIN {channel}");
            case "433" or "436" when !_welcome:
                return ++_nicks > MostNicks ? new IrcStep(End: IrcEnd.LoginFailed) : new IrcStep(Send: $"NICK {Nick}");
            case "432" or "464" or "465" when !_welcome:
                return new IrcStep(End: IrcEnd.LoginFailed);
            case "NOTICE" when !_welcome && IsFailedLogin(line[1]):
                return new IrcStep(End: IrcEnd.LoginFailed);
            case "NOTICE" when RoomNotices.Contains(line.Tags.GetValueOrDefault("msg-id", "")):
                return new IrcStep(End: IrcEnd.NotLetIn);
            case var number when !Joined && NotLetIn.Contains(number):
                return new IrcStep(End: IrcEnd.NotLetIn);
            case "JOIN" when IsChannel(line[0]) && string.Equals(line.Nick, Nick, StringComparison.OrdinalIgnoreCase):
            case "366" when IsChannel(line[1]):
                Joined = true;
                return new IrcStep();
            case "KICK" when IsChannel(line[0]) && string.Equals(line[1], Nick, StringComparison.OrdinalIgnoreCase):
                return new IrcStep(End: IrcEnd.NotLetIn);
            case "RECONNECT" or "ERROR":
                return new IrcStep(End: IrcEnd.Lost);
            case "PRIVMSG":
                return new IrcStep(Said: Said(line));
            default:
                return new IrcStep();
        }
    }

    private IrcSaid? Said(IrcMessage line)
    {
        if (!IsChannel(line[0]) || string.IsNullOrEmpty(line.Nick) || string.Equals(line.Nick, Nick, StringComparison.OrdinalIgnoreCase)) return null;
        var text = line[1];
        if (text.StartsWith(Action, StringComparison.Ordinal)) text = text[Action.Length..].TrimEnd(Ctcp);
        else if (text.StartsWith(Ctcp)) return null; // a question of one program to another
        var name = line.Tags.GetValueOrDefault("login") is { Length: > 0 } login ? login : line.Nick;
        // A name to show may be anything; it is the person's where it is their name in another case.
        if (line.Tags.GetValueOrDefault("display-name") is { } shown && string.Equals(shown, name, StringComparison.OrdinalIgnoreCase)) name = shown;
        return new IrcSaid(name, text, Id(line.Tags.GetValueOrDefault("id")) ?? Id(line.Tags.GetValueOrDefault("msgid")));
    }

    private bool IsChannel(string text) => string.Equals(text, channel, StringComparison.OrdinalIgnoreCase);

    private static string? Id(string? tag) => tag is { Length: >= 1 and <= LongestId } && tag.All(c => c is > ' ' and <= '~') ? tag : null;

    // Twitch has no numbers for it.
    private static bool IsFailedLogin(string text) =>
        text.StartsWith("Login ", StringComparison.OrdinalIgnoreCase) || text.StartsWith("Improperly formatted auth", StringComparison.OrdinalIgnoreCase) ||
        text.StartsWith("Invalid NICK", StringComparison.OrdinalIgnoreCase);
}

/// <summary>What follows from a line.</summary>
/// <param name="Send">What to send; null is nothing.</param>
/// <param name="Said">What somebody said in the channel; null is nothing.</param>
/// <param name="End">Why the connection ends; null where it does not.</param>
internal readonly record struct IrcStep(string? Send = null, IrcSaid? Said = null, IrcEnd? End = null);

/// <summary>Something that somebody said in the channel.</summary>
/// <param name="Name">Who, in their own case.</param>
/// <param name="Text">What.</param>
/// <param name="Id">The server's id of it; null where it gives none.</param>
internal sealed record IrcSaid(string Name, string Text, string? Id);

/// <summary>Why a connection ends.</summary>
internal enum IrcEnd
{
    /// <summary>The server closes, asks to come again, or is silent.</summary>
    Lost,

    /// <summary>The server does not take the nick or the password.</summary>
    LoginFailed,

    /// <summary>The channel is closed to it, or there is none.</summary>
    NotLetIn,
}
