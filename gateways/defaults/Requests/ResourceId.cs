namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>Ids of resources: <c>[a-z0-9][a-z0-9-]{0,63}</c>.</summary>
public static class ResourceId
{
    /// <summary>The form of an id, in words.</summary>
    public const string Form = "An id has 1 to 64 of a-z, 0-9 and -, and does not begin with -.";

    /// <summary>Whether a text is an id.</summary>
    public static bool IsValid(string? text) =>
        text is { Length: >= 1 and <= 64 } && text[0] != '-' && text.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>A new id that sorts by the time it was made.</summary>
    public static string New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");
}
