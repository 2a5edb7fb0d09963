using Sothebais.Gateways.Defaults.Bidders;

namespace Sothebais.Gateways.Admin.Console.Bidders;

/// <summary>A bidder's profile as it is typed.</summary>
internal sealed class ProfileDraft
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string Wallet { get; set; } = "";
    public List<TypedHandle> Handles { get; set; } = [];

    /// <summary>The profile of a bidder that the house knows.</summary>
    public static ProfileDraft Of(PublicAccount account) => new()
    {
        Id = account.Id,
        Name = account.Name ?? "",
        Wallet = account.Wallet ?? "",
        Handles = [.. account.Handles.Select(h => new TypedHandle { Platform = h.Platform, Handle = h.Handle })],
    };

    /// <summary>The request to register them.</summary>
    public RegisterBidderRequest Registration() => new() { Id = Typed(Id), Name = Typed(Name), Wallet = Typed(Wallet), Handles = Read() };

    /// <summary>The request to change them.</summary>
    public ChangeBidderRequest Change() => new() { Name = Typed(Name), Wallet = Typed(Wallet), Handles = Read() };

    // A line in which nothing was typed is none.
    private PublicHandle[] Read() => [.. Handles.Select(h => new PublicHandle(h.Platform.Trim(), h.Handle.Trim())).Where(h => h.Platform.Length + h.Handle.Length > 0)];

    private static string? Typed(string text) => text.Trim() is { Length: > 0 } typed ? typed : null;
}

/// <summary>A name on a platform as it is typed.</summary>
internal sealed class TypedHandle
{
    public string Platform { get; set; } = "";
    public string Handle { get; set; } = "";
}
