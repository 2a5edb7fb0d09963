using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CsvHelper;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>
/// Reads an import from CSV (RFC 4180, UTF-8, a header row; where that has no comma, semicolons or tabs, as spreadsheets of some countries write) into the same rows as from JSON: columns of the names of the fields, <c>token.chainId</c>,
/// <c>token.contract</c> and <c>token.tokenId</c> for the token, and <c>attributes.Background</c> or <c>trait:Background</c> for a trait. An empty cell is no field.
/// </summary>
internal static class MetadataCsv
{
    private static readonly string[] Text =
    [
        "id", "title", "name", "description", "image", "format", "openingBid", "reserve", "buyNow", "duration", "bidders", "token.contract", "token.tokenId",
    ];

    private static readonly string[] Numbers = ["token.chainId", "quantity"];
    private static readonly string[] Flags = ["startsOnFirstBid"];
    private static readonly string[] Traits = ["attributes.", "trait:"];

    /// <summary>Reads the rows.</summary>
    /// <param name="body">The file.</param>
    /// <param name="errors">What is wrong, by row.</param>
    /// <param name="most">How many rows are read at most: one more than are taken, so that it is known that there are too many.</param>
    /// <exception cref="BadHttpRequestException">It is not UTF-8, or its header does not do.</exception>
    public static IReadOnlyList<ImportRow> Read(byte[] body, RowErrors errors, int most)
    {
        if (!Utf8.IsValid(body)) throw new BadHttpRequestException("The file is not UTF-8.");
        using var csv = CsvReader.Create(body, new CsvReaderOptions
        {
            Separator = SeparatorOf(body),
            SkipEmptyLines = false, // they count as rows
            OnMalformedRecord = bad => errors.Add((int)bad.RecordNumber, "", "The quotes of this row do not match."),
        });
        var columns = Columns(csv.Headers);
        if (errors.Has(1)) throw new BadHttpRequestException("The quotes of the header do not match.");
        var rows = new List<ImportRow>();
        while (rows.Count < most && csv.Read())
        {
            var number = (int)csv.RowNumber + 1; // the header is 1
            var cells = Enumerable.Range(0, csv.FieldCount).Select(csv.GetString).ToArray();
            if (cells.All(c => c.Length == 0)) continue;
            if (cells.Length != columns.Length) errors.Add(number, "", $"It has {cells.Length} cells, and the header {columns.Length}.");
            else if (!errors.Has(number)) rows.Add(new ImportRow(number, Row(number, columns, cells, errors)));
        }
        return rows;
    }

    private static char SeparatorOf(ReadOnlySpan<byte> body)
    {
        var header = body.IndexOfAny((byte)'\r', (byte)'\n') is var end && end < 0 ? body : body[..end];
        return header.Contains((byte)',') ? ',' : header.Contains((byte)';') ? ';' : header.Contains((byte)'\t') ? '\t' : ',';
    }

    private static string[] Columns(IReadOnlyList<string> headers)
    {
        var columns = headers.Select(h => h.Trim()).ToArray();
        var unknown = columns.Where(c => !Text.Contains(c) && !Numbers.Contains(c) && !Flags.Contains(c) && TraitOf(c) is null).ToArray();
        if (unknown.Length > 0)
            throw new BadHttpRequestException($"Unknown columns: {string.Join(", ", unknown.Select(c => c.Length is 0 or > 100 ? "(one without a name, or with too long a one)" : c).Take(10))}. Known: {string.Join(", ", [.. Text, .. Numbers, .. Flags])}, attributes.<trait>.");
        if (columns.GroupBy(c => c).FirstOrDefault(g => g.Count() > 1) is { Key: var twice }) throw new BadHttpRequestException($"The column {twice} is there twice.");
        return columns;
    }

    private static string? TraitOf(string column) =>
        Traits.FirstOrDefault(t => column.StartsWith(t, StringComparison.Ordinal) && column.Length > t.Length) is { } prefix ? column[prefix.Length..] : null;

    private static JsonObject Row(int number, string[] columns, string[] cells, RowErrors errors)
    {
        var row = new JsonObject();
        foreach (var (column, cell) in columns.Zip(cells))
        {
            if (cell.Length == 0) continue;
            if (TraitOf(column) is { } trait)
            {
                if (row["attributes"] is not JsonArray traits) row["attributes"] = traits = [];
                traits.Add(new JsonObject { ["trait_type"] = trait, ["value"] = cell });
            }
            else if (Numbers.Contains(column))
            {
                if (long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) Put(row, column, value);
                else errors.Add(number, column, "This is a whole number.");
            }
            else if (Flags.Contains(column))
            {
                if (bool.TryParse(cell, out var value)) Put(row, column, value);
                else errors.Add(number, column, "This is true or false.");
            }
            else Put(row, column, cell);
        }
        return row;
    }

    private static void Put(JsonObject row, string column, JsonNode value)
    {
        var dot = column.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            row[column] = value;
            return;
        }
        if (row[column[..dot]] is not JsonObject inner) row[column[..dot]] = inner = [];
        inner[column[(dot + 1)..]] = value;
    }
}
