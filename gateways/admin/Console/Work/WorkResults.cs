namespace Sothebais.Gateways.Admin.Console.Work;

/// <summary>A long work brought a file, to be saved by whoever began it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Bytes">What is in it.</param>
internal sealed record FileToSave(string Name, string MediaType, byte[] Bytes)
{
    /// <summary>The largest file that is kept for its saving, in bytes.</summary>
    public const int Largest = 32 * 1024 * 1024;

    /// <summary>Reads a file of the house's as it comes, and tells how far it is.</summary>
    /// <param name="answer">The house's answer.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="work">Hears how much has come.</param>
    /// <exception cref="WorkFailed">It is larger than is kept.</exception>
    public static async Task<FileToSave> Read(HttpResponseMessage answer, string name, LongWork work)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(work.Stopping);
        using var file = new MemoryStream();
        var some = new byte[64 * 1024];
        for (int read; (read = await body.ReadAsync(some, work.Stopping)) > 0;)
        {
            if (file.Length + read > Largest) throw new WorkFailed($"{name} has more than {Largest / (1024 * 1024)} MiB, and so large a file is not kept here. The API gives it.");
            file.Write(some.AsSpan(0, read));
            work.Tell($"{file.Length / 1024:N0} KiB have come.", answer.Content.Headers.ContentLength is > 0 and var all ? (double)file.Length / all : null);
        }
        return new FileToSave(name, answer.Content.Headers.ContentType?.MediaType ?? "application/octet-stream", file.ToArray());
    }
}

/// <summary>A long work brought something that there is a page for.</summary>
/// <param name="Address">The page: <c>/sales/autumn</c>.</param>
/// <param name="Words">The link's words: <c>To the sale</c>.</param>
internal sealed record PageToSee(string Address, string Words);

/// <summary>A long work found rows that cannot be taken.</summary>
/// <param name="Said">What the house said of the whole.</param>
/// <param name="Rows">What is wrong, by row and field.</param>
internal sealed partial record RowReport(string Said, IReadOnlyList<BadRow> Rows)
{
    [System.Text.RegularExpressions.GeneratedRegex(@"^rows\[(\d{1,9})\](?:\.(.+))?$")]
    private static partial System.Text.RegularExpressions.Regex RowField();

    /// <summary>Reads a no of the house's that names rows; null where it names none.</summary>
    public static RowReport? Of(Api.HouseProblem problem)
    {
        var rows = problem.Errors
            .SelectMany(e => RowField().Match(e.Key) is { Success: true } match
                ? e.Value.Select(words => new BadRow(int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups[2].Value, words)) : [])
            .OrderBy(r => r.Row).ToArray();
        return rows.Length == 0 ? null : new RowReport(problem.Line, rows);
    }
}

/// <summary>What is wrong with a row of a file.</summary>
/// <param name="Row">Its number, as the house counts: in JSON from 1, in CSV as a spreadsheet does.</param>
/// <param name="Field">The field; empty is the row itself.</param>
/// <param name="Wrong">What is wrong.</param>
internal sealed record BadRow(int Row, string Field, string Wrong);
