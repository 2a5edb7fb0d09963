using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Reads an import from JSON: an array of objects in the manner of ERC-721 metadata.</summary>
internal static class MetadataJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads the rows.</summary>
    /// <exception cref="JsonException">It is no JSON, or no array.</exception>
    public static IReadOnlyList<ImportRow> Read(byte[] body, RowErrors errors)
    {
        using var document = JsonDocument.Parse(body, Strict);
        if (document.RootElement.ValueKind != JsonValueKind.Array) throw new JsonException("An import is an array of objects, one a lot.");
        var rows = new List<ImportRow>();
        var number = 0;
        foreach (var element in document.RootElement.EnumerateArray())
        {
            number++;
            if (element.ValueKind != JsonValueKind.Object) errors.Add(number, "", "A row is an object.");
            else if (!IsUnicode(element)) errors.Add(number, "", "It holds text that is not valid Unicode.");
            else rows.Add(new ImportRow(number, JsonObject.Create(element.Clone())!));
        }
        return rows;
    }

    private static bool IsUnicode(JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(p => p.Name.Length >= 0 && IsUnicode(p.Value)),
                JsonValueKind.Array => element.EnumerateArray().All(IsUnicode),
                JsonValueKind.String => element.GetString() is not null,
                _ => true,
            };
        }
        catch (InvalidOperationException) // half a character
        {
            return false;
        }
    }
}
