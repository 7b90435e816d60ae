using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>What in an assembly comes from its sources, as opposed to what the compiler adds to describe them.</summary>
internal static class OwnCode
{
    private const string ConstantData = "<PrivateImplementationDetails>";

    /// <summary>
    /// All types, nested ones included, but for the module's pseudo type, the attributes that the compiler embeds (nullable annotations,
    /// read-only markers), and the blobs of constant array data.
    /// </summary>
    public static IEnumerable<TypeDefinition> Types(ModuleDefinition module) =>
        module.Types.Where(type => type.Name != "<Module>" && !IsEmbedded(type) && !IsConstantData(type)).SelectMany(WithNested);

    /// <summary>All methods with a body, those that the compiler adds beside the constant data included: they run too.</summary>
    public static IEnumerable<MethodDefinition> Bodies(ModuleDefinition module) =>
        Types(module).Concat(module.Types.Where(IsConstantData)).SelectMany(type => type.Methods).Where(method => method.HasBody);

    /// <summary>All instructions with their methods.</summary>
    public static IEnumerable<(MethodDefinition Method, Instruction Instruction)> Instructions(ModuleDefinition module) =>
        Bodies(module).SelectMany(method => method.Body.Instructions.Select(instruction => (method, instruction)));

    /// <summary>True for the compiler's holder of constant array data.</summary>
    public static bool IsConstantData(TypeReference type) =>
        type.Name.StartsWith(ConstantData, StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsConstantData(outer));

    /// <summary>True where the type is declared in the module that refers to it.</summary>
    public static bool IsDeclaredIn(ModuleDefinition module, TypeReference type) => type.Scope == module || type.Scope is null;

    private static bool IsEmbedded(TypeDefinition type) =>
        type.FullName == "Microsoft.CodeAnalysis.EmbeddedAttribute"
        || type.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "Microsoft.CodeAnalysis.EmbeddedAttribute");

    private static IEnumerable<TypeDefinition> WithNested(TypeDefinition type) => type.NestedTypes.SelectMany(WithNested).Prepend(type);
}
