using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>A rule on instructions and the values that they work on.</summary>
internal abstract class StackRule : IDialectRule
{
    public abstract string Name { get; }

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        foreach (MethodDefinition method in OwnCode.Bodies(module))
        {
            IReadOnlyDictionary<Instruction, ImmutableStack<StackValue>> stacks = StackSimulation.Run(method);
            foreach ((Instruction instruction, ImmutableStack<StackValue> stack) in stacks.OrderBy(step => step.Key.Offset))
            {
                if (Finding(method, instruction, stack) is { } message)
                    yield return Violation.At(Name, method, instruction, message);
            }
        }
    }

    /// <summary>What is wrong with an instruction, or null.</summary>
    protected abstract string? Finding(MethodDefinition method, Instruction instruction, ImmutableStack<StackValue> stack);
}

/// <summary>No remainder of floats: the device has its own idea of it.</summary>
internal sealed class FloatRemainderRule : StackRule
{
    public override string Name => "float remainder";

    protected override string? Finding(MethodDefinition method, Instruction instruction, ImmutableStack<StackValue> stack) =>
        instruction.OpCode.Code is Code.Rem or Code.Rem_Un && StackSimulation.Below(stack, 0).Kind == StackKind.Float
            ? "% of floats differs on the device; subtract whole multiples"
            : null;
}

/// <summary>No float becomes an unsigned integer: .NET and the device disagree on negative and on large values.</summary>
internal sealed class FloatToUnsignedRule : StackRule
{
    public override string Name => "float to unsigned";

    protected override string? Finding(MethodDefinition method, Instruction instruction, ImmutableStack<StackValue> stack) =>
        IsUnsignedTarget(instruction.OpCode.Code) && StackSimulation.Below(stack, 0).Kind == StackKind.Float
            ? $"{instruction.OpCode.Name} of a float differs on the device; clamp, and cast to int or long first"
            : null;

    private static bool IsUnsignedTarget(Code code) => code is Code.Conv_U or Code.Conv_U1 or Code.Conv_U2 or Code.Conv_U4 or Code.Conv_U8
        or Code.Conv_Ovf_U or Code.Conv_Ovf_U1 or Code.Conv_Ovf_U2 or Code.Conv_Ovf_U4 or Code.Conv_Ovf_U8
        or Code.Conv_Ovf_U_Un or Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_U2_Un or Code.Conv_Ovf_U4_Un or Code.Conv_Ovf_U8_Un
        or Code.Conv_Ovf_I_Un or Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_I2_Un or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_I8_Un;
}

/// <summary>No element of a static table is written after its static constructor, nor its address taken.</summary>
internal sealed class StaticTableRule : StackRule
{
    public override string Name => "static table written";

    protected override string? Finding(MethodDefinition method, Instruction instruction, ImmutableStack<StackValue> stack)
    {
        if (method.IsConstructor && method.IsStatic)
            return null;
        int arrayBelow = instruction.OpCode.Code switch
        {
            Code.Stelem_Any or Code.Stelem_I or Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 or Code.Stelem_I8
                or Code.Stelem_R4 or Code.Stelem_R8 or Code.Stelem_Ref => 2,
            Code.Ldelema => 1,
            _ => -1,
        };
        return arrayBelow >= 0 && StackSimulation.Below(stack, arrayBelow).StaticArray is { } field
            ? $"{field.Name} is static, so it must stay as its static constructor left it"
            : null;
    }
}
