using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>A rule on the declaration of a type: it lists what is wrong with one, if anything.</summary>
internal sealed class DeclarationRule(string name, Func<TypeDefinition, IEnumerable<string>> findings) : IDialectRule
{
    public string Name => name;

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from type in OwnCode.Types(module)
        from finding in findings(type)
        select Violation.At(name, type, null, null, finding);
}

/// <summary>The rules that look at declarations alone.</summary>
internal static class DeclarationRules
{
    /// <summary>The device's tables count the methods of a type in a byte, each kind apart.</summary>
    public const int MostMethodsOfAKind = 255;

    /// <summary>No field that is a buffer of its own inside a type.</summary>
    public static IDialectRule FixedBuffers { get; } = new DeclarationRule(
        "fixed buffer",
        type => type.Fields
            .Where(field => field.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "FixedBufferAttribute"))
            .Select(field => $"{field.Name} converts and then dies on the device; use an array"));

    /// <summary>Interfaces declare and do no more.</summary>
    public static IDialectRule InterfaceBodies { get; } = new DeclarationRule(
        "default interface method",
        type => type.Methods.Where(method => type.IsInterface && (method.HasBody || method.IsStatic))
            .Select(method => $"{method.Name} converts and then dies on the device; use an abstract class"));

    /// <summary>No value types of our own but enums.</summary>
    public static IDialectRule Structs { get; } = new DeclarationRule(
        "struct",
        type => type.IsValueType && !type.IsEnum
            ? ["the device keeps every local of a struct type on the heap; use a class made once, or parallel arrays"]
            : []);

    /// <summary>At most <see cref="MostMethodsOfAKind"/> virtual, instance and static methods in a type.</summary>
    public static IDialectRule MethodCount { get; } = new DeclarationRule(
        "methods of a kind",
        type => type.Methods.GroupBy(KindOf).Where(kind => kind.Count() > MostMethodsOfAKind)
            .Select(kind => $"{kind.Count()} {kind.Key} methods, and the device's tables hold {MostMethodsOfAKind}"));

    private static string KindOf(MethodDefinition method) => method.IsStatic ? "static" : method.IsVirtual ? "virtual" : "instance";
}
