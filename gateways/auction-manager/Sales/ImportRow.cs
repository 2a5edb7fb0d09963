using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>A row of an import, whatever the file was.</summary>
/// <param name="Number">Its number: in JSON its place, from 1; in CSV its row as a spreadsheet counts them, in which the header is 1.</param>
/// <param name="Fields">Its fields.</param>
internal sealed record ImportRow(int Number, JsonObject Fields);

/// <summary>What is wrong with the rows of an import. All are counted, and the first ones named.</summary>
internal sealed class RowErrors
{
    private const int MostRows = 100;

    private readonly List<(int Row, string Field, string Why)> _errors = [];
    private readonly HashSet<int> _rows = [];

    /// <summary>Whether anything is.</summary>
    public bool Any => _rows.Count > 0;

    /// <summary>Whether a row has something wrong.</summary>
    public bool Has(int row) => _rows.Contains(row);

    /// <summary>Notes what is wrong with a field of a row; an empty field is the row itself.</summary>
    public void Add(int row, string field, string why)
    {
        _rows.Add(row);
        _errors.Add((row, field, why));
    }

    /// <summary>The problem that tells.</summary>
    public ProblemDetails Problem()
    {
        var named = _rows.Order().Take(MostRows).ToHashSet();
        var problem = Defaults.Problems.Problem.Of(StatusCodes.Status422UnprocessableEntity, "invalid-import", "The import cannot be carried out as it stands.",
            $"{_rows.Count} {(_rows.Count == 1 ? "row has" : "rows have")} something wrong{(_rows.Count > MostRows ? $"; the first {MostRows} are named" : "")}. Nothing was imported.",
            ("rowsWithErrors", _rows.Count), ("rowsNamed", named.Count));
        problem.Extensions["errors"] = _errors.Where(e => named.Contains(e.Row)).OrderBy(e => e.Row)
            .GroupBy(e => string.Create(CultureInfo.InvariantCulture, $"rows[{e.Row}]{(e.Field.Length > 0 ? "." : "")}{e.Field}")).ToDictionary(e => e.Key, e => e.Select(w => w.Why).ToArray());
        return problem;
    }
}
