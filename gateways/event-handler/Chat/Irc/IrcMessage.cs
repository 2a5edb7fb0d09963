using System.Text;

namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>A line of IRC (https://modern.ircdocs.horse/#client-to-server-protocol-structure), with its tags (https://ircv3.net/specs/extensions/message-tags).</summary>
/// <param name="Tags">The tags, unescaped; of a key that comes twice the last.</param>
/// <param name="Nick">Who sent it, by their nick or the server's name; null where it does not say.</param>
/// <param name="Command">The command, upper case, or the number of a reply.</param>
/// <param name="Parameters">The parameters, <see cref="MostParameters"/> at most.</param>
internal sealed record IrcMessage(IReadOnlyDictionary<string, string> Tags, string? Nick, string Command, string[] Parameters)
{
    private const int MostParameters = 15;

    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <summary>A parameter; empty where there are not so many.</summary>
    public string this[int parameter] => parameter < Parameters.Length ? Parameters[parameter] : "";

    /// <summary>Reads a line without its end; null where it is none.</summary>
    public static IrcMessage? Parse(string line)
    {
        var rest = line.AsSpan();
        if (rest.IndexOfAny('\r', '\n', '\0') >= 0) return null;
        var tags = NoTags;
        if (rest.StartsWith("@"))
        {
            tags = TagsOf(Word(ref rest)[1..]);
            rest = rest.TrimStart(' ');
        }
        string? nick = null;
        if (rest.StartsWith(":"))
        {
            var prefix = Word(ref rest)[1..];
            var end = prefix.IndexOfAny('!', '@');
            nick = (end < 0 ? prefix : prefix[..end]).ToString();
            rest = rest.TrimStart(' ');
        }
        var command = Word(ref rest);
        if (command.IsEmpty || command.ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")) return null;
        var parameters = new List<string>();
        for (rest = rest.TrimStart(' '); !rest.IsEmpty; rest = rest.TrimStart(' '))
        {
            if (rest[0] == ':' || parameters.Count == MostParameters - 1)
            {
                parameters.Add(rest[0] == ':' ? rest[1..].ToString() : rest.ToString());
                break;
            }
            parameters.Add(Word(ref rest).ToString());
        }
        return new IrcMessage(tags, nick, command.ToString().ToUpperInvariant(), [.. parameters]);
    }

    private static ReadOnlySpan<char> Word(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(' ');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        return word;
    }

    private static Dictionary<string, string> TagsOf(ReadOnlySpan<char> text)
    {
        var tags = new Dictionary<string, string>();
        foreach (var part in text.Split(';'))
        {
            var tag = text[part];
            if (tag.IsEmpty) continue;
            var equals = tag.IndexOf('=');
            if (equals < 0) tags[tag.ToString()] = "";
            else tags[tag[..equals].ToString()] = Unescape(tag[(equals + 1)..]);
        }
        return tags;
    }

    private static string Unescape(ReadOnlySpan<char> value)
    {
        if (!value.Contains('\\')) return value.ToString();
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\')
            {
                text.Append(value[i]);
                continue;
            }
            if (++i == value.Length) break; // a backslash alone at the end goes
            text.Append(value[i] switch { ':' => ';', 's' => ' ', 'r' => '\r', 'n' => '\n', var other => other });
        }
        return text.ToString();
    }
}
