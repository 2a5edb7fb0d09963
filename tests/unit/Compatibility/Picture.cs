using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>
/// What a value holds, by the names and numbers under which it travels. What is absent, zero, false or empty is left out, so that a fact which a later house
/// adds does not show in a value of before.
/// </summary>
internal static class Picture
{
    /// <summary>Draws a value.</summary>
    public static JsonNode? Of(object? value) => value switch
    {
        null => null,
        ValueType plain when plain.Equals(RuntimeHelpers.GetUninitializedObject(plain.GetType())) => null,
        string s => s,
        bool b => b,
        byte n => n,
        int n => n,
        long n => n,
        double n => n,
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        Enum word => Enum.IsDefined(word.GetType(), word) ? word.ToString() : null,
        DateTimeOffset or DateTime or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        TimeSpan or Guid or UInt128 => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Exception e => new JsonObject { ["$"] = Kinds.AliasOf(e.GetType()), ["message"] = e.Message },
        IDictionary map => map.Count == 0 ? null : new JsonArray([.. map.Keys.Cast<object>().Select(key => (JsonNode?)new JsonArray(Of(key), Of(map[key])))]),
        IEnumerable many => many.Cast<object?>().ToArray() is { Length: > 0 } items ? new JsonArray([.. items.Select(Of)]) : null,
        ITuple => throw new NotSupportedException("A tuple has no names that last."),
        _ => Drawn(value),
    };

    private static JsonObject Drawn(object value)
    {
        var drawn = new JsonObject { ["$"] = Kinds.AliasOf(value.GetType()) };
        foreach (var fact in Fact.AllOf(value.GetType()))
            if (fact.Id is { } id && Of(fact.Field.GetValue(value)) is { } held) drawn[id] = held;
        return drawn;
    }
}
