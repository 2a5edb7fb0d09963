using Microsoft.AspNetCore.Mvc;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>What is wrong with the fields of a request: the first thing of each.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>Whether anything is.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>What is wrong, by field.</summary>
    public IReadOnlyDictionary<string, string[]> All => _errors;

    /// <summary>Notes what is wrong with a field.</summary>
    public void Add(string field, string why) => _errors.TryAdd(field, [why]);

    /// <summary>Notes it where something holds.</summary>
    public void AddIf(bool wrong, string field, string why)
    {
        if (wrong) Add(field, why);
    }

    /// <summary>Notes it where a number is out of its range.</summary>
    public void Range(int? number, int least, int most, string field, string what) => AddIf(number < least || number > most, field, $"{what} is {least:N0} to {most:N0}.");

    /// <summary>The problem that tells.</summary>
    public ProblemDetails Problem() => Defaults.Problems.Problem.Invalid(_errors);
}
