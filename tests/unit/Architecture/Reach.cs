using System.Reflection;
using System.Reflection.Emit;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>What code can come to call: the members that its instructions name, and those that the house's own among them name in turn.</summary>
internal static class Reach
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>The members of others that are reached, each with the method that names it.</summary>
    public static IEnumerable<(MethodBase By, MemberInfo Member)> From(IEnumerable<Type> types)
    {
        var seen = new HashSet<MethodBase>();
        var ahead = new Queue<MethodBase>(types.SelectMany(Methods));
        while (ahead.TryDequeue(out var method))
        {
            if (!seen.Add(method)) continue;
            foreach (var named in Named(method))
            {
                if (Outside(named) is { } outside) yield return (method, outside);
                else if (named is MethodBase inside) ahead.Enqueue(Definition(inside));
                else if (named is FieldInfo { DeclaringType.IsGenericType: false, IsStatic: true } field && field.DeclaringType!.TypeInitializer is { } initializer) ahead.Enqueue(initializer);
            }
        }
    }

    private static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(Own), .. type.GetConstructors(Own), .. type.GetNestedTypes(Own).SelectMany(Methods)];

    private static MemberInfo? Outside(MemberInfo member) => (member as Type ?? member.DeclaringType)!.Assembly.GetName().Name!.StartsWith("Sothebais.", StringComparison.Ordinal) ? null : member;

    private static MethodBase Definition(MethodBase method) => method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;

    private static IEnumerable<MemberInfo> Named(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il) yield break;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var local in body.LocalVariables) yield return local.LocalType;
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xfe ? Codes[(short)(0xfe00 | il[at + 1])] : Codes[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(il, at), typeArguments, methodArguments)!;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
                _ => 4,
            };
        }
    }
}
