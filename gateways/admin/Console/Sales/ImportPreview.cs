using System.Text;
using System.Text.Json;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>The beginning of a file of lots, to be looked at before it is sent. What the house makes of it the house says.</summary>
/// <param name="Columns">The names of the fields.</param>
/// <param name="Rows">The first rows, a cell for each column; empty where a row has no such field.</param>
/// <param name="Count">How many rows there are; null where that cannot be told.</param>
/// <param name="Wrong">Why there is nothing to look at; null where there is.</param>
internal sealed record ImportPreview(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, int? Count, string? Wrong)
{
    private const int Most = 5;
    private const int MostColumns = 40;
    private const int Longest = 120; // characters of a cell

    /// <summary>Reads a file.</summary>
    /// <param name="file">What is in it.</param>
    /// <param name="csv">Whether it is CSV; else it is JSON.</param>
    public static ImportPreview Read(byte[] file, bool csv)
    {
        try
        {
            return csv ? Csv(new UTF8Encoding(false, true).GetString(file).TrimStart('\ufeff')) : Json(file);
        }
        catch (JsonException)
        {
            return Nothing("The file is no JSON: it ought to hold an array of objects, one a lot.");
        }
        catch (DecoderFallbackException)
        {
            return Nothing("The file is not UTF-8. Save it as such, and choose it again.");
        }
    }

    private static ImportPreview Nothing(string why) => new([], [], null, why);

    private static ImportPreview Json(byte[] file)
    {
        using var document = JsonDocument.Parse(file);
        if (document.RootElement.ValueKind != JsonValueKind.Array) return Nothing("The file ought to hold an array of objects, one a lot.");
        var count = document.RootElement.GetArrayLength();
        if (count == 0) return Nothing("The file has no rows.");
        var first = document.RootElement.EnumerateArray().Take(Most).Where(r => r.ValueKind == JsonValueKind.Object).ToArray();
        string[] columns = [.. first.SelectMany(r => r.EnumerateObject().Select(p => p.Name)).Distinct().Take(MostColumns)];
        return new ImportPreview(columns, [.. first.Select(r => columns.Select(c => r.TryGetProperty(c, out var value) ? Cut(value.ToString()) : "").ToArray())], count, null);
    }

    private static ImportPreview Csv(string text)
    {
        var header = text.Split('\n', 2)[0];
        var separator = header.Contains(',') ? ',' : header.Contains(';') ? ';' : header.Contains('\t') ? '\t' : ',';
        List<string[]> shown = [];
        var count = -1; // the header is no lot
        foreach (var record in Records(text, separator))
        {
            if (record.All(c => c.Length == 0)) continue;
            if (++count <= Most) shown.Add(record);
        }
        if (count < 1) return Nothing(count < 0 ? "The file is empty." : "The file has a header, and no rows.");
        string[] columns = [.. shown[0].Select(c => c.Trim()).Take(MostColumns)];
        return new ImportPreview(columns, [.. shown.Skip(1).Select(r => columns.Select((_, i) => i < r.Length ? Cut(r[i]) : "").ToArray())], count, null);
    }

    /// <summary>The records of a CSV file (RFC 4180): a quoted cell may hold separators, doubled quotes and line breaks.</summary>
    private static IEnumerable<string[]> Records(string text, char separator)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) Next();
            else if (c == '\n')
            {
                Next();
                yield return [.. cells];
                cells.Clear();
            }
            else if (c != '\r') cell.Append(c);
        }
        if (cell.Length > 0 || cells.Count > 0)
        {
            Next();
            yield return [.. cells];
        }

        void Next()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest] + "…";
}
