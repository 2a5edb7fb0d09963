using System.Text.Json;

namespace Sothebais.Gateways.Admin.Console.Api;

/// <summary>A no of the house's (RFC 9457).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The stable word for what it is.</param>
/// <param name="Title">What it is, in a sentence.</param>
/// <param name="Detail">Why; null where nothing more is said.</param>
/// <param name="Errors">By field, in the API's words (<c>increments.table[1].from</c>): what is wrong with it. Empty where no field is to blame.</param>
/// <param name="Facts">The problem as it came, with the facts that help, such as <c>minimumBid</c>.</param>
internal sealed record HouseProblem(int Status, string Code, string Title, string? Detail, IReadOnlyDictionary<string, string[]> Errors, JsonElement Facts)
{
    /// <summary>The problem in one line, for people.</summary>
    public string Line => Detail is null ? Title : $"{Title} {Detail}";

    /// <summary>A fact that comes with it, as text; null where it does not.</summary>
    public string? Fact(string name) => Facts.ValueKind == JsonValueKind.Object && Facts.TryGetProperty(name, out var fact) ? fact.ToString() : null;

    /// <summary>Reads what a service answered.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The body; anything.</param>
    public static HouseProblem Read(int status, ReadOnlySpan<byte> body)
    {
        try
        {
            var problem = JsonElement.Parse(body);
            if (problem.ValueKind == JsonValueKind.Object)
                return new HouseProblem(
                    status, Text(problem, "code") ?? $"http-{status}", Text(problem, "title") ?? $"The house answered with {status}.", Text(problem, "detail"), FieldErrors(problem), problem);
        }
        catch (JsonException)
        {
            // not of the house: said below
        }
        return new HouseProblem(status, $"http-{status}", $"The house answered with {status}.", null, new Dictionary<string, string[]>(), default);
    }

    private static string? Text(JsonElement problem, string name) => problem.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string[]> FieldErrors(JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Object
            ? errors.EnumerateObject().Where(e => e.Value.ValueKind == JsonValueKind.Array).ToDictionary(e => e.Name, e => e.Value.EnumerateArray().Select(m => m.ToString()).ToArray(), StringComparer.Ordinal)
            : [];
}
