using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>A field of something that several people may change.</summary>
/// <param name="Path">Its name in the API: <c>style.ink</c>.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Read">Reads it.</param>
/// <param name="Take">Puts the second one's into the first.</param>
internal sealed record Field<T>(string Path, string Label, Func<T, object?> Read, Func<T, T, T> Take);

/// <summary>What somebody else changed.</summary>
/// <param name="Label">The field's name for people.</param>
/// <param name="Was">What it was; empty is nothing.</param>
/// <param name="Is">What it is now.</param>
internal sealed record Change(string Label, string Was, string Is);

/// <summary>
/// What somebody types over something that others may change meanwhile: what they saw, what they typed, and what the others did. Nothing typed is lost, and
/// nothing of the others' is overwritten unseen.
/// </summary>
/// <param name="fields">Its fields.</param>
/// <param name="seen">It, as it is.</param>
/// <param name="version">The version of it.</param>
internal sealed class Revision<T>(IReadOnlyList<Field<T>> fields, T seen, long version) where T : class
{
    /// <summary>It, as the house has it and this person saw it.</summary>
    public T Seen { get; private set; } = seen;

    /// <summary>The version that they saw.</summary>
    public long Version { get; private set; } = version;

    /// <summary>It, as they would have it.</summary>
    public T Typed { get; set; } = seen;

    /// <summary>What somebody else changed under what is typed; empty is nothing.</summary>
    public IReadOnlyList<Change> Theirs { get; private set; } = [];

    /// <summary>Whether anything is typed that the house does not have.</summary>
    public bool IsTouched => fields.Any(IsTyped);

    /// <summary>The house has another version. What is typed stays, and the rest becomes theirs.</summary>
    /// <param name="now">It, as it is now.</param>
    /// <param name="version">The version.</param>
    /// <param name="own">Whether this very person made it.</param>
    public void Meet(T now, long version, bool own = false)
    {
        if (version <= Version) return;
        var merged = fields.Aggregate(now, (merging, field) => IsTyped(field) && !Equals(field.Read(Typed), field.Read(now)) ? field.Take(merging, Typed) : merging);
        var theirs = own || !IsTouched ? [] : fields.Where(f => !Equals(f.Read(Seen), f.Read(now)) && !Equals(f.Read(Typed), f.Read(now))).Select(f => new Change(f.Label, Words(f.Read(Seen)), Words(f.Read(now)))).ToArray();
        (Seen, Typed, Version) = (now, merged, version);
        Theirs = !IsTouched ? [] : theirs.Length > 0 ? theirs : Theirs;
    }

    /// <summary>Forgets what is typed.</summary>
    public void Discard() => (Typed, Theirs) = (Seen, []);

    /// <summary>What is typed, as a merge patch (RFC 7396): only that.</summary>
    public JsonObject Patch()
    {
        var patch = new JsonObject();
        foreach (var field in fields.Where(IsTyped))
        {
            var (at, path) = (patch, field.Path.Split('.'));
            foreach (var part in path[..^1])
            {
                if (at[part] is not JsonObject inner) at[part] = inner = [];
                at = inner;
            }
            at[path[^1]] = JsonSerializer.SerializeToNode(field.Read(Typed), StrictJson.Options);
        }
        return patch;
    }

    private static string Words(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "nothing";

    private bool IsTyped(Field<T> field) => !Equals(field.Read(Seen), field.Read(Typed));
}
