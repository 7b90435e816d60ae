using System;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>How many values an instruction takes from the evaluation stack, and what it puts there (ECMA-335, partition III).</summary>
internal static class StackEffect
{
    /// <summary>The number of values taken.</summary>
    public static int Pops(Instruction instruction, MethodDefinition method) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8
            or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8 or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.PopAll => int.MaxValue,
        StackBehaviour.Varpop => VariablePops(instruction, method),
        _ => 3,
    };

    /// <summary>The value put, if any.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="method">The method that it is in.</param>
    /// <param name="top">What was on top before it: arithmetic keeps its kind.</param>
    public static StackValue? Pushes(Instruction instruction, MethodDefinition method, StackValue top)
    {
        switch (instruction.OpCode.StackBehaviourPush)
        {
            case StackBehaviour.Push0:
                return null;
            case StackBehaviour.Pushr4 or StackBehaviour.Pushr8:
                return new StackValue(StackKind.Float);
            case StackBehaviour.Push1:
                return Result(instruction, method, top);
            case StackBehaviour.Varpush:
                TypeReference returned = ((IMethodSignature)instruction.Operand).ReturnType;
                return returned.MetadataType == MetadataType.Void ? null : StackValue.Of(returned);
            default:
                return default(StackValue);
        }
    }

    private static int VariablePops(Instruction instruction, MethodDefinition method)
    {
        if (instruction.OpCode.Code == Code.Ret)
            return method.ReturnType.MetadataType == MetadataType.Void ? 0 : 1;
        IMethodSignature called = (IMethodSignature)instruction.Operand;
        int instance = called.HasThis && !called.ExplicitThis && instruction.OpCode.Code != Code.Newobj ? 1 : 0;
        return called.Parameters.Count + instance + (instruction.OpCode.Code == Code.Calli ? 1 : 0);
    }

    private static StackValue Result(Instruction instruction, MethodDefinition method, StackValue top)
    {
        switch (instruction.OpCode.Code)
        {
            case >= Code.Ldarg_0 and <= Code.Ldarg_3:
                return Argument(method, instruction.OpCode.Code - Code.Ldarg_0);
            case >= Code.Ldloc_0 and <= Code.Ldloc_3:
                return StackValue.Of(method.Body.Variables[instruction.OpCode.Code - Code.Ldloc_0].VariableType);
            case Code.Ldsfld:
                FieldReference field = (FieldReference)instruction.Operand;
                return field.FieldType.IsArray ? new StackValue(StackKind.Other, field) : StackValue.Of(field.FieldType);
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Rem or Code.Neg:
                return new StackValue(top.Kind);
        }

        return instruction.Operand switch
        {
            ParameterDefinition parameter => StackValue.Of(parameter.ParameterType),
            VariableDefinition local => StackValue.Of(local.VariableType),
            FieldReference field => StackValue.Of(field.FieldType),
            TypeReference type => StackValue.Of(type),
            _ => default,
        };
    }

    private static StackValue Argument(MethodDefinition method, int index)
    {
        ParameterDefinition? parameter = method.Body.GetParameter(index);
        return parameter is not null
            ? StackValue.Of(parameter.ParameterType)
            : throw new InvalidOperationException($"{method.FullName} has no argument {index}");
    }

    private static ParameterDefinition? GetParameter(this MethodBody body, int index)
    {
        int shift = body.Method.HasThis ? 1 : 0;
        if (index < shift)
            return body.ThisParameter;
        return index - shift < body.Method.Parameters.Count ? body.Method.Parameters[index - shift] : null;
    }
}
