using System.Text.Json;

namespace Sothebais.Tests.Gateways.Identity;

/// <summary>A session token of <c>tokens.json</c>, in symbols: <see cref="Forger"/> makes it. What is not said is as in a good token of Clerk's.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Expected"><c>taken</c> or <c>refused</c>.</param>
/// <param name="Clerk"><c>agrees</c>, or <c>stricter here: </c> and why.</param>
public sealed record TokenRow(string Name, string Expected, string Clerk)
{
    private const string Stricter = "stricter here: ";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Header parameters that are other than usual; the text <c>absent</c> takes one away.</summary>
    public JsonObject? Header { get; init; }

    /// <summary>Claims that are other than usual; <c>absent</c> takes one away, <c>now+60</c> is a time.</summary>
    public JsonObject? Claims { get; init; }

    /// <summary>Text that goes into the header before its closing brace.</summary>
    public string? HeaderMore { get; init; }

    /// <summary>Text that goes into the claims before their closing brace.</summary>
    public string? ClaimsMore { get; init; }

    /// <summary>All of the payload, as text.</summary>
    public string? Payload { get; init; }

    /// <summary>All of the payload, as bytes in hexadecimal.</summary>
    public string? PayloadHex { get; init; }

    /// <summary>Whose key signs.</summary>
    public string Key { get; init; } = "ours";

    /// <summary>How it is signed, whatever the header says.</summary>
    public string With { get; init; } = "RS256";

    /// <summary>What happens to the token after it was signed.</summary>
    public string? Change { get; init; }

    /// <summary>Where keys go by their ids, what becomes of it there; null is the same.</summary>
    public string? WithKeySet { get; init; }

    /// <summary>The roles of whoever has it, in alphabetical order.</summary>
    public string[] Roles { get; init; } = ["bidder"];

    /// <summary>Where more roles are read from it than Clerk's own view of the organisation gives: why.</summary>
    public string? WiderThanClerk { get; init; }

    /// <summary>Whether it is taken here.</summary>
    public bool IsTaken => Expected == "taken";

    /// <summary>Whether Clerk's library takes it.</summary>
    public bool ClerkTakes => Clerk == "agrees" ? IsTaken : Clerk.StartsWith(Stricter, StringComparison.Ordinal) && Clerk.Length > Stricter.Length && !IsTaken
        ? true : throw new InvalidDataException($"{Name}: clerk is 'agrees', or for a refused token '{Stricter}' and why.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TokenRow> All { get; } = Read();

    private static TokenRow[] Read()
    {
        var rows = JsonSerializer.Deserialize<TokenRow[]>(File.ReadAllText(Path.Combine(Programs.Root, "tests/gateways/Identity/tokens.json")), Strict)!;
        foreach (var row in rows)
            if (row.Expected is not ("taken" or "refused") || row.WithKeySet is not (null or "taken" or "refused")) throw new InvalidDataException($"{row.Name}: it is taken or refused.");
        return rows.DistinctBy(row => row.Name).Count() == rows.Length ? rows : throw new InvalidDataException("Two tokens have one name.");
    }
}
