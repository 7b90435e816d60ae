using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>A rule on single instructions, whatever they work on.</summary>
internal sealed class OpcodeRule(string name, Func<Code, bool> forbidden, string reason) : IDialectRule
{
    public string Name => name;

    public IEnumerable<Violation> Check(ModuleDefinition module) =>
        from place in OwnCode.Instructions(module)
        where forbidden(place.Instruction.OpCode.Code)
        select Violation.At(name, place.Method, place.Instruction, $"{place.Instruction.OpCode.Name}: {reason}");
}

/// <summary>The rules that look at instructions alone.</summary>
internal static class OpcodeRules
{
    /// <summary>No memory from the stack.</summary>
    public static IDialectRule StackAllocation { get; } = new OpcodeRule(
        "stackalloc",
        code => code == Code.Localloc,
        "it converts and then dies on the device");

    /// <summary>No instruction that makes or moves a double, even where no declared type names one.</summary>
    public static IDialectRule DoubleInstructions { get; } = new OpcodeRule(
        "double instruction",
        code => code is Code.Ldc_R8 or Code.Conv_R8 or Code.Ldelem_R8 or Code.Stelem_R8 or Code.Ldind_R8 or Code.Stind_R8,
        "double arithmetic differs between builds of the device's runtime; use float or scaled integers");

    /// <summary>No unsigned integer becomes a float: the PC goes through a wider format, the device does not.</summary>
    public static IDialectRule UnsignedToFloat { get; } = new OpcodeRule(
        "unsigned to float",
        code => code == Code.Conv_R_Un,
        "cast to int or long first");

    /// <summary>No overflow checks: the device ignores them, and would go on where the PC throws.</summary>
    public static IDialectRule CheckedArithmetic { get; } = new OpcodeRule(
        "checked arithmetic",
        code => code.ToString().Contains("_Ovf", StringComparison.Ordinal),
        "the device ignores overflow checks; clamp instead, and index and size arrays with int");
}
