using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>The table of rules that every device assembly passes as a whole.</summary>
internal static class DialectRules
{
    /// <summary>All rules; what a step may reach has a rule of its own, <see cref="StepRule"/>, because it needs entry points.</summary>
    public static IReadOnlyList<IDialectRule> All { get; } =
    [
        new FrameworkRule(),
        new GenericsRule(),
        TypeRules.MultiDimensionalArrays,
        TypeRules.Pointers,
        TypeRules.Doubles,
        OpcodeRules.DoubleInstructions,
        OpcodeRules.StackAllocation,
        OpcodeRules.UnsignedToFloat,
        OpcodeRules.CheckedArithmetic,
        DeclarationRules.FixedBuffers,
        DeclarationRules.InterfaceBodies,
        DeclarationRules.Structs,
        DeclarationRules.MethodCount,
        new FloatMathRule(),
        new FloatRemainderRule(),
        new FloatToUnsignedRule(),
        new StaticStateRule(),
        new StaticTableRule(),
        new CodeSizeRule(),
    ];

    /// <summary>
    /// Everything that is wrong with a whole project, rule by rule; what becomes several assemblies on the device has its size checked
    /// there.
    /// </summary>
    public static IReadOnlyList<Violation> Check(DeviceAssembly device, ModuleDefinition module) =>
        [.. All.Where(rule => device.Parts.Count == 0 || rule is not CodeSizeRule).SelectMany(rule => rule.Check(module)).Distinct()];

    /// <summary>Everything that is wrong with a module, rule by rule.</summary>
    public static IReadOnlyList<Violation> Check(ModuleDefinition module) => [.. All.SelectMany(rule => rule.Check(module)).Distinct()];
}
