using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Turns a request into a stream's settings, and says of every field what is wrong with it.</summary>
internal static class StreamSettingsReader
{
    // They lead elsewhere below /overlay.
    private static readonly string[] Reserved = ["auction", "assets", "media", "streams", "version", "qr"];

    /// <summary>The settings; null where something is wrong.</summary>
    public static StreamSettings? Read(StreamTerms request, FieldErrors errors)
    {
        errors.AddIf(!IsLine(request.Title, 200), "title", "This has 1 to 200 characters and no control characters.");
        errors.AddIf(request.AuctionId is not null && !ResourceId.IsValid(request.AuctionId), "auctionId", ResourceId.Form);
        errors.AddIf(request.SaleId is not null && !ResourceId.IsValid(request.SaleId), "saleId", ResourceId.Form);
        errors.AddIf(request.AuctionId is not null && request.SaleId is not null, "saleId", "A stream follows an auction or a sale, not both: the other one is null.");
        var (theme, access) = (Words<Theme>.Find(request.Theme), Words<Access>.Find(request.Access));
        errors.AddIf(theme is null, "theme", $"A theme is one of {Words<Theme>.All}.");
        errors.AddIf(access is null, "access", $"Who may watch is one of {Words<Access>.All}.");
        return errors.Any ? null : new StreamSettings { Title = request.Title, AuctionId = request.AuctionId, SaleId = request.SaleId, Theme = theme!.Value, Access = access!.Value };
    }

    /// <summary>Reads what only a new stream has: its id, and its first scenes.</summary>
    public static ScenePreset[] ReadFirst(CreateStreamRequest request, FieldErrors errors)
    {
        errors.AddIf(request.Id is not null && !ResourceId.IsValid(request.Id), "id", ResourceId.Form);
        errors.AddIf(Reserved.Contains(request.Id), "id", $"A page of the house has this name; so have {string.Join(", ", Reserved.Where(r => r != request.Id))}.");
        if (request.Presets is not { } names) return Enum.GetValues<ScenePreset>();
        var presets = new List<ScenePreset>();
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] is not { } name || Words<ScenePreset>.Find(name) is not { } preset) errors.Add($"presets[{i}]", $"A preset is one of {Words<ScenePreset>.All}.");
            else if (presets.Contains(preset)) errors.Add($"presets[{i}]", "This one is named already.");
            else presets.Add(preset);
        }
        return [.. presets];
    }

    /// <summary>Looks whether there is what a stream is to follow.</summary>
    /// <param name="settings">The settings as they would be.</param>
    /// <param name="before">The settings as they are: what they follow is not looked for again. Null is none.</param>
    /// <param name="grains">Where auctions and sales are found.</param>
    /// <param name="errors">Where it is noted.</param>
    public static async Task LookFor(StreamSettings settings, StreamSettings? before, IGrainFactory grains, FieldErrors errors)
    {
        if (settings.AuctionId is { } auctionId && auctionId != before?.AuctionId)
            errors.AddIf(await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(auctionId).View()) is null, "auctionId", "No auction has this id.");
        if (settings.SaleId is { } saleId && saleId != before?.SaleId)
            errors.AddIf(await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(saleId).Summary()) is null, "saleId", "No sale has this id.");
    }

    /// <summary>Whether a text is a line of words: not empty, not too long, and no control characters in it.</summary>
    public static bool IsLine(string text, int most) => !string.IsNullOrWhiteSpace(text) && text.Length <= most && !text.Any(char.IsControl);
}
