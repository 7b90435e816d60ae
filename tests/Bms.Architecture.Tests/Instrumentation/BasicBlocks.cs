using System.Collections.Generic;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Divides a method into basic blocks.</summary>
internal static class BasicBlocks
{
    /// <summary>
    /// The first instructions of blocks: the method's first, every target, whatever follows an instruction that does not simply go on to
    /// the next, and every border of a protected region.
    /// </summary>
    public static HashSet<Instruction> Leaders(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
                leaders.Add(target);
            if (instruction.Operand is Instruction[] targets)
                leaders.UnionWith(targets);
            bool ends = instruction.OpCode.FlowControl
                is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next is not null)
                leaders.Add(instruction.Next);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Instruction?[] borders = [handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart];
            foreach (Instruction? border in borders)
            {
                if (border is not null)
                    leaders.Add(border);
            }
        }

        return leaders;
    }

    /// <summary>The number of instructions in the block that begins at an index.</summary>
    public static int Length(List<Instruction> instructions, int first, HashSet<Instruction> leaders)
    {
        int end = first + 1;
        while (end < instructions.Count && !leaders.Contains(instructions[end]))
            end++;
        return end - first;
    }
}
