using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>A rule on every type that code mentions: it forbids the types that a predicate knows.</summary>
internal sealed class TypeRule(string name, Func<TypeReference, bool> forbidden, string reason) : IDialectRule
{
    public string Name => name;

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from use in TypeUse.In(module)
        from part in use.Parts()
        where forbidden(part)
        select use.Breaks(name, $"{part.FullName}: {reason}");
}

/// <summary>The rules that look at mentioned types alone.</summary>
internal static class TypeRules
{
    /// <summary>Arrays have one dimension; arrays of arrays are fine.</summary>
    public static IDialectRule MultiDimensionalArrays { get; } = new TypeRule(
        "multi-dimensional array",
        type => type is ArrayType { Rank: > 1 },
        "it converts and then dies on the device; use an array of arrays or compute the index");

    /// <summary>No pointers, and none to functions.</summary>
    public static IDialectRule Pointers { get; } = new TypeRule(
        "pointer",
        type => type is PointerType or FunctionPointerType,
        "the device's interpreter has no pointers");

    /// <summary>No double anywhere: its arithmetic differs between builds of the device's runtime.</summary>
    public static IDialectRule Doubles { get; } = new TypeRule(
        "double",
        type => type.FullName == "System.Double",
        "double arithmetic differs between builds of the device's runtime; use float or scaled integers");
}
