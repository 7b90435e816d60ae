using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>
/// Follows a method's instructions along every path and tells what lies on the evaluation stack before each. In verifiable code all paths
/// to an instruction agree on that, so each is visited once.
/// </summary>
internal sealed class StackSimulation
{
    private readonly MethodDefinition _method;
    private readonly Dictionary<Instruction, ImmutableStack<StackValue>> _before = [];
    private readonly Stack<Instruction> _pending = new();

    private StackSimulation(MethodDefinition method) => _method = method;

    /// <summary>The stack before every instruction that can be reached, the top first.</summary>
    public static IReadOnlyDictionary<Instruction, ImmutableStack<StackValue>> Run(MethodDefinition method)
    {
        StackSimulation simulation = new(method);
        simulation.Follow();
        return simulation._before;
    }

    private void Follow()
    {
        Reach(_method.Body.Instructions[0], []);
        foreach (ExceptionHandler handler in _method.Body.ExceptionHandlers)
        {
            bool holdsException = handler.HandlerType is ExceptionHandlerType.Catch or ExceptionHandlerType.Filter;
            Reach(handler.HandlerStart, holdsException ? [default] : []);
            if (handler.FilterStart is not null)
                Reach(handler.FilterStart, [default]);
        }

        while (_pending.TryPop(out Instruction? instruction))
        {
            ImmutableStack<StackValue> after = After(instruction, _before[instruction]);
            if (instruction.Operand is Instruction target)
                Reach(target, after);
            foreach (Instruction choice in instruction.Operand as Instruction[] ?? [])
                Reach(choice, after);
            if (instruction.Next is not null && FallsThrough(instruction))
                Reach(instruction.Next, after);
        }
    }

    private void Reach(Instruction instruction, ImmutableStack<StackValue> stack)
    {
        if (_before.TryAdd(instruction, stack))
            _pending.Push(instruction);
    }

    private static bool FallsThrough(Instruction instruction) =>
        instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);

    private ImmutableStack<StackValue> After(Instruction instruction, ImmutableStack<StackValue> stack)
    {
        if (instruction.OpCode.Code is Code.Leave or Code.Leave_S)
            return [];
        if (instruction.OpCode.Code == Code.Dup)
            return stack.Push(Top(stack));
        StackValue top = Top(stack);
        for (int count = StackEffect.Pops(instruction, _method); count > 0 && !stack.IsEmpty; count--)
            stack = stack.Pop();
        return StackEffect.Pushes(instruction, _method, top) is { } pushed ? stack.Push(pushed) : stack;
    }

    private static StackValue Top(ImmutableStack<StackValue> stack) => stack.IsEmpty ? default : stack.Peek();

    /// <summary>The value a number of places below the top before an instruction; unknown is not a float.</summary>
    public static StackValue Below(ImmutableStack<StackValue> stack, int places) => stack.Skip(places).FirstOrDefault();
}
