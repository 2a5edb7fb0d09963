using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>
/// Makes a value of any of the house's types, the same every time: each fact is made of its type and the names on the way to it, so that no two are alike. Whole, with every fact given; or bare, without
/// those that may be absent, as an older house wrote it that did not know them.
/// </summary>
internal sealed class Sample
{
    private const int Deepest = 12;
    private static readonly DateTime Day = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);

    private readonly NullabilityInfoContext _nullability = new();
    private readonly bool _whole;
    private int _depth;

    private Sample(bool whole) => _whole = whole;

    /// <summary>With every fact given.</summary>
    public static object Whole(Type type) => new Sample(whole: true).Of(type, "");

    /// <summary>Without what may be absent.</summary>
    public static object Bare(Type type) => new Sample(whole: false).Of(type, "");

    private object Of(Type type, string name)
    {
        if (++_depth > Deepest) throw new InvalidOperationException($"{type} holds itself.");
        try
        {
            return Plain(type, name) ?? Many(type, name) ?? Filled(type, name);
        }
        finally
        {
            _depth--;
        }
    }

    private static object? Plain(Type type, string name)
    {
        var number = name.Aggregate(17, (sum, letter) => (sum * 31 + letter) % 9_973) + 10;
        return type == typeof(string) ? name.ToLowerInvariant()
            : type == typeof(bool) ? true
            : type == typeof(byte) ? (byte)(number % 18)
            : type == typeof(int) ? number
            : type == typeof(long) ? number * 10_000_000_000
            : type == typeof(double) ? number + 0.5
            : type == typeof(UInt128) ? new UInt128((ulong)number, 7)
            : type == typeof(Guid) ? Guid.Parse(number.ToString("d32", CultureInfo.InvariantCulture))
            : type == typeof(DateTime) ? Day.AddTicks(number * 1_234_567L)
            : type == typeof(DateTimeOffset) ? new DateTimeOffset(Day.AddTicks(number * 1_234_567L))
            : type == typeof(TimeSpan) ? TimeSpan.FromTicks(number * 1_234_567L)
            : type == typeof(DateOnly) ? DateOnly.FromDateTime(Day.AddDays(number))
            : type == typeof(TimeOnly) ? new TimeOnly(number % 24, number % 60)
            : type == typeof(byte[]) ? Encoding.UTF8.GetBytes($$"""{"{{name.ToLowerInvariant()}}":{{number}}}""")
            : type.IsEnum ? Enum.GetValues(type).GetValue(0)
            : null;
    }

    private object? Many(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, name);
        if (type.IsArray) return Array(type.GetElementType()!, name);
        if (!type.IsGenericType) return null;
        var (kind, parts) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        if (kind == typeof(IReadOnlyList<>)) return Array(parts[0], name);
        if (kind == typeof(List<>)) return Activator.CreateInstance(type, Array(parts[0], name));
        if (kind == typeof(Dictionary<,>))
        {
            var made = (System.Collections.IDictionary)Activator.CreateInstance(type)!;
            made.Add(Of(parts[0], name), Of(parts[1], name));
            return made;
        }
        if (kind == typeof(ImmutableArray<>)) return Made(nameof(ImmutableArrayOf), parts, Array(parts[0], name));
        return kind == typeof(ImmutableDictionary<,>) ? Made(nameof(ImmutableDictionaryOf), parts, Of(parts[0], name), Of(parts[1], name)) : null;
    }

    private Array Array(Type element, string name)
    {
        var made = System.Array.CreateInstance(element, _whole ? 1 : 0);
        if (_whole) made.SetValue(Of(element, name), 0);
        return made;
    }

    // No constructor is called, as when a value is read from the wire.
    private object Filled(Type type, string name)
    {
        if (type.IsAbstract) return Of(Kinds.Of(type).First(), name);
        if (type.IsSubclassOf(typeof(Exception))) return Activator.CreateInstance(type, "message")!;
        if (type.Namespace?.StartsWith("Sothebais", StringComparison.Ordinal) != true) throw new NotSupportedException($"Say in {nameof(Sample)} how a {type} is made.");
        var made = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var fact in Fact.AllOf(type))
            if (_whole || !MayBeAbsent(fact)) fact.Field.SetValue(made, fact.Name == "Version" && fact.Field.FieldType == typeof(int) ? 1 : Of(fact.Field.FieldType, name + fact.Name));
        return made;
    }

    private bool MayBeAbsent(Fact fact) =>
        Nullable.GetUnderlyingType(fact.Field.FieldType) is not null ||
        (!fact.Field.FieldType.IsValueType && (fact.Property is { } property ? _nullability.Create(property) : _nullability.Create(fact.Field)).ReadState == NullabilityState.Nullable);

    private static object Made(string method, Type[] types, params object[] parts) =>
        typeof(Sample).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(types).Invoke(null, parts)!;

    private static ImmutableArray<T> ImmutableArrayOf<T>(T[] items) => [.. items];

    private static ImmutableDictionary<TKey, TValue> ImmutableDictionaryOf<TKey, TValue>(TKey key, TValue value) where TKey : notnull =>
        ImmutableDictionary<TKey, TValue>.Empty.Add(key, value);
}
