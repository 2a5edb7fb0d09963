using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>What an assembly says of itself, read without loading it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="References">The names of the assemblies that it was compiled against and uses.</param>
/// <param name="Types">The types that somebody wrote: what compiler and generators add is left out.</param>
internal sealed record BuiltAssembly(string Name, IReadOnlyList<string> References, IReadOnlyList<BuiltType> Types)
{
    public static BuiltAssembly Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return new(
            reader.GetString(reader.GetAssemblyDefinition().Name),
            [.. reader.AssemblyReferences.Select(r => reader.GetString(reader.GetAssemblyReference(r).Name))],
            [.. reader.TypeDefinitions.Select(reader.GetTypeDefinition).Where(t => IsWritten(reader, t)).Select(t => TypeOf(reader, t))]);
    }

    private static BuiltType TypeOf(MetadataReader reader, TypeDefinition type) => new(
        NameOf(reader, type),
        type.Attributes.HasFlag(TypeAttributes.Interface),
        NameOf(reader, type.BaseType),
        [.. type.GetInterfaceImplementations().Select(i => NameOf(reader, reader.GetInterfaceImplementation(i).Interface))]);

    private static bool IsWritten(MetadataReader reader, TypeDefinition type)
    {
        var name = NameOf(reader, type);
        if (name.Contains('<', StringComparison.Ordinal) || name.StartsWith("OrleansCodeGen.", StringComparison.Ordinal)) return false;
        // Also what is within a generated type.
        for (var at = type; ; at = reader.GetTypeDefinition(at.GetDeclaringType()))
        {
            if (at.GetCustomAttributes().Select(reader.GetCustomAttribute).Any(a => AttributeName(reader, a) is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute")) return false;
            if (at.GetDeclaringType().IsNil) return true;
        }
    }

    private static string AttributeName(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : "";

    private static string NameOf(MetadataReader reader, TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(reader, reader.GetTypeDefinition(outer))}+{reader.GetString(type.Name)}" : Join(reader, type.Namespace, type.Name);

    // Of a constructed generic type the definition: who implements IEquatable<T> of anything implements it.
    private static string NameOf(MetadataReader reader, EntityHandle type) => type switch
    {
        { IsNil: true } => "",
        { Kind: HandleKind.TypeDefinition } => NameOf(reader, reader.GetTypeDefinition((TypeDefinitionHandle)type)),
        { Kind: HandleKind.TypeReference } => reader.GetTypeReference((TypeReferenceHandle)type) is var r ? Join(reader, r.Namespace, r.Name) : "",
        _ => Definition(reader, reader.GetBlobReader(reader.GetTypeSpecification((TypeSpecificationHandle)type).Signature)),
    };

    private static string Definition(MetadataReader reader, BlobReader signature) =>
        signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && signature.ReadByte() is var _ ? NameOf(reader, signature.ReadTypeHandle()) : "";

    private static string Join(MetadataReader reader, StringHandle space, StringHandle name) => space.IsNil ? reader.GetString(name) : $"{reader.GetString(space)}.{reader.GetString(name)}";
}

/// <summary>A type of the house.</summary>
/// <param name="Name">With its namespace and the types around it.</param>
/// <param name="IsInterface">Whether it is one.</param>
/// <param name="Base">What it derives from; empty for an interface.</param>
/// <param name="Interfaces">What it says that it implements.</param>
internal sealed record BuiltType(string Name, bool IsInterface, string Base, IReadOnlyList<string> Interfaces)
{
    /// <summary>Its own name, without the number of its parameters.</summary>
    public string Short => Name[(Name.LastIndexOfAny(['.', '+']) + 1)..].Split('`')[0];
}
