using Sothebais.Gateways.Admin.Console.Api;

namespace Sothebais.Gateways.Admin.Console.Parts;

/// <summary>What is wrong with the fields of a form: what the page itself sees, and what the house said.</summary>
internal sealed class FormErrors
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>A field that something is wrong with; null where nothing is.</summary>
    public string? First => _errors.Keys.FirstOrDefault();

    /// <summary>What is wrong with a field, in the API's name for it; null is nothing.</summary>
    public string? this[string field] => _errors.GetValueOrDefault(field);

    /// <summary>Whether something is wrong with a field.</summary>
    public bool Has(string field) => _errors.ContainsKey(field);

    /// <summary>Says what is wrong with a field.</summary>
    public void Add(string field, string words) => _errors.TryAdd(field, words);

    /// <summary>A field was changed: what was wrong with it may not be any more.</summary>
    public void Forget(string field) => _errors.Remove(field);

    /// <summary>Nothing is wrong any more.</summary>
    public void Clear() => _errors.Clear();

    /// <summary>Takes over what the house said.</summary>
    public void Take(HouseProblem? problem)
    {
        if (problem is null) return;
        foreach (var (field, words) in problem.Errors) Add(field, string.Join(" ", words));
    }
}
