using System.Reflection;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>The types that travel between the house's processes or are stored, found where they are declared.</summary>
internal static class Kinds
{
    private static readonly Type[] All = [.. new[] { typeof(AuctionEvent).Assembly, typeof(AuctionSnapshot).Assembly }.SelectMany(a => a.GetTypes())];

    /// <summary>Every type that travels and can be made.</summary>
    public static IEnumerable<Type> OnTheWire => All.Where(t => t.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && t is { IsAbstract: false, IsInterface: false }).OrderBy(AliasOf, StringComparer.Ordinal);

    /// <summary>Every interface over which the house's processes call each other.</summary>
    public static IEnumerable<Type> Called => All.Where(t => t.IsInterface && t.IsAssignableTo(typeof(IAddressable)) && t.IsDefined(typeof(AliasAttribute), inherit: false)).OrderBy(AliasOf, StringComparer.Ordinal);

    /// <summary>Every list of words.</summary>
    public static IEnumerable<Type> Words => All.Where(t => t is { IsEnum: true, IsNestedPrivate: false }).OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>Every base class of what is told apart in JSON.</summary>
    public static IEnumerable<Type> ToldApart => All.Where(t => t.IsDefined(typeof(JsonPolymorphicAttribute), inherit: false));

    /// <summary>What can be made of a class or its heirs.</summary>
    public static IEnumerable<Type> Of(Type type) => All.Where(t => t.IsAssignableTo(type) && !t.IsAbstract).OrderBy(AliasOf, StringComparer.Ordinal);

    /// <summary>The name under which a type travels; that of the type itself where it has no other.</summary>
    public static string AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? NameOf(type);

    private static string NameOf(Type type) =>
        type.IsArray ? AliasOf(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(AliasOf))}>"
        : type.Name;
}
