using System.Reflection;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>One fact that a type holds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">Where it is held.</param>
/// <param name="Property">The property through which it is seen; null for a field.</param>
/// <param name="Id">Its number on the wire, with a ^ for each class between the one that declares it and the type; null where it does not travel.</param>
internal sealed record Fact(string Name, FieldInfo Field, PropertyInfo? Property, string? Id)
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The facts of a type, those of its base classes first.</summary>
    public static IEnumerable<Fact> AllOf(Type type)
    {
        var levels = new List<Type>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType) levels.Insert(0, level);
        return levels.SelectMany((level, n) => DeclaredBy(level, new string('^', levels.Count - 1 - n)));
    }

    private static IEnumerable<Fact> DeclaredBy(Type level, string above)
    {
        foreach (var field in level.GetFields(Declared))
        {
            var property = field.Name.StartsWith('<') ? level.GetProperty(field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)], Declared) : null;
            var id = (property as MemberInfo ?? field).GetCustomAttribute<IdAttribute>()?.Id;
            if (property is not null || id is not null) yield return new Fact(property?.Name ?? field.Name, field, property, id is null ? null : above + id);
        }
    }
}
