using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.AuctionManager.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Makes a row of an import into a lot: what the metadata says of the thing, and the sale's terms where the row has none of its own.</summary>
/// <param name="sale">The sale.</param>
/// <param name="ipfs">The https address under which what is in IPFS is found, with its slash.</param>
internal sealed class LotReader(SaleView sale, string ipfs)
{
    private const string Ipfs = "ipfs://";

    private static readonly string[] OfTheLot = ["name", "description", "image", "token", "attributes"];

    // What the sale decides, and a row cannot.
    private static readonly string[] OfTheSale = ["lot", "currency", "saleId", "opensAt", "closesAt"];

    // What marketplaces and generators put into metadata, and an auction has no use for. Whatever else is unknown may be a reserve with a slip of the pen.
    private static readonly string[] OfOthers =
    [
        "external_url", "external_link", "animation_url", "background_color", "youtube_url", "image_data", "image_url", "properties", "collection", "dna", "edition", "date", "compiler",
        "creator", "artist", "seller_fee_basis_points", "fee_recipient", "symbol",
    ];

    private readonly JsonObject _defaults = JsonSerializer.SerializeToNode(PublicSale.DefaultsOf(sale.Settings) ?? new LotTerms(), StrictJson.Options)!.AsObject();

    /// <summary>Reads a row; null where something is wrong with it.</summary>
    public (string? Id, AuctionSettings Settings)? Read(ImportRow row, RowErrors errors)
    {
        var (lot, request) = (new JsonObject(), _defaults.DeepClone().AsObject());
        foreach (var (name, value) in row.Fields)
        {
            if (value is null || OfOthers.Contains(name)) continue;
            if (OfTheSale.Contains(name)) errors.Add(row.Number, name, "The sale decides this.");
            else if (name == "attributes") lot[name] = Attributes(row.Number, value, errors);
            else if (OfTheLot.Contains(name)) lot[name] = value.DeepClone();
            else request[name] = value.DeepClone();
        }
        if (lot["name"] is null)
        {
            errors.Add(row.Number, "name", "Say what it is called.");
            lot["name"] = "A lot"; // for what else there is to say
        }
        if (lot["image"] is JsonValue image && image.TryGetValue<string>(out var address) && address.StartsWith(Ipfs, StringComparison.Ordinal)) lot["image"] = ipfs + address[Ipfs.Length..];
        if (request["title"] is null) request["title"] = lot["name"]!.DeepClone();
        request["lot"] = lot;
        request["currency"] = sale.Settings.Currency.Code;
        request["saleId"] = sale.Id;
        CreateAuctionRequest asked;
        try
        {
            asked = request.Deserialize<CreateAuctionRequest>(StrictJson.Options)!;
        }
        catch (JsonException e)
        {
            errors.Add(row.Number, FieldOf((e.Path ?? "").TrimStart('$', '.')), Reason(e));
            return null;
        }
        var reader = new SettingsReader();
        var settings = reader.Read(asked);
        foreach (var (field, why) in reader.Errors) errors.Add(row.Number, FieldOf(field), why[0]);
        return settings is null || errors.Has(row.Number) ? null : (asked.Id, settings);
    }

    // In the row the lot's fields stand beside its terms.
    private static string FieldOf(string field) => field.StartsWith("lot.", StringComparison.Ordinal) ? field["lot.".Length..] : field;

    private static string Reason(JsonException e) =>
        e.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "There is no such field."
        : e.Message.Contains("could not be converted", StringComparison.Ordinal) ? "A value of another type is expected here."
        : e.Message.Contains("missing required", StringComparison.Ordinal) ? $"Missing: {e.Message[(e.Message.LastIndexOf(':') + 1)..].Trim()}"
        : e.Message.IndexOf(" Path:", StringComparison.Ordinal) is var cut && cut > 0 ? e.Message[..cut]
        : e.Message;

    // Numbers and truths are values, too, and become the text that stands there; how a marketplace is to show them is its own affair.
    private static JsonArray Attributes(int row, JsonNode given, RowErrors errors)
    {
        var attributes = new JsonArray();
        if (given is not JsonArray all) errors.Add(row, "attributes", "Attributes are an array of objects with trait_type and value.");
        else
        {
            foreach (var attribute in all)
            {
                if (attribute is JsonObject a && a["value"] is JsonValue value && a["trait_type"] is null or JsonValue)
                    attributes.Add(new JsonObject { ["trait_type"] = ((JsonObject)attribute!)["trait_type"]?.ToString() ?? "", ["value"] = ((JsonObject)attribute)["value"]!.ToString() });
                else errors.Add(row, "attributes", "An attribute is an object with trait_type and value.");
            }
        }
        return attributes;
    }
}
