using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>
/// Rewrites one method so that it counts its basic blocks and the outcomes of its branches. What is added never changes the stack, lies
/// within the protected region of the instruction that it belongs to, and is jumped to wherever that instruction was.
/// </summary>
internal sealed class MethodInstrumenter(MethodDefinition method, AssemblyInstrumenter assembly)
{
    private readonly List<Instruction> _output = [];
    private readonly Dictionary<Instruction, Instruction> _entries = [];
    private readonly List<(Instruction Jump, Instruction Original)> _jumps = [];
    private readonly int? _stage = assembly.StageOf(method);
    private VariableDefinition? _savedStage;

    /// <summary>Rewrites the body in place.</summary>
    public void Run()
    {
        MethodBody body = method.Body;
        SourceLines lines = new(method);
        body.SimplifyMacros();
        List<Instruction> original = [.. body.Instructions];
        HashSet<Instruction> leaders = BasicBlocks.Leaders(body);
        HashSet<Instruction?> handlers = [.. body.ExceptionHandlers.SelectMany(h => new[] { h.HandlerStart, h.FilterStart })];
        EnterStage(body);
        for (int i = 0; i < original.Count; i++)
        {
            Instruction instruction = original[i];
            if (leaders.Contains(instruction))
                BeginBlock(instruction, BasicBlocks.Length(original, i, leaders), handlers.Contains(instruction));
            if (instruction.OpCode.Code == Code.Ret && _savedStage is not null)
                _output.AddRange(assembly.Counters.RestoreStage(_savedStage));
            _output.Add(instruction);
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch)
                CountOutcomes(instruction, original[i + 1], lines.At(instruction));
            else if (instruction.Operand is Instruction target)
                _jumps.Add((instruction, target));
        }

        Replace(body);
    }

    private void EnterStage(MethodBody body)
    {
        if (_stage is not { } stage)
            return;
        _savedStage = new VariableDefinition(assembly.Counters.CountsType);
        body.Variables.Add(_savedStage);
        _output.AddRange(assembly.Counters.SaveStage(_savedStage));
        _output.AddRange(assembly.Counters.EnterStage(stage));
    }

    private void BeginBlock(Instruction leader, int length, bool startsHandler)
    {
        int first = _output.Count;
        // An exception may come out of another stage, which then had no chance to go back to this one.
        if (startsHandler && _stage is { } stage)
            _output.AddRange(assembly.Counters.EnterStage(stage));
        _output.AddRange(assembly.Counters.CountBlock(assembly.AddBlock(method, length)));
        _entries.Add(leader, _output[first]);
    }

    private void CountOutcomes(Instruction branch, Instruction next, string? source)
    {
        if (branch.Operand is Instruction target)
        {
            Fall(branch, next, "not taken", source);
            branch.Operand = Landing(branch, target, "taken", source);
            return;
        }

        Instruction[] targets = (Instruction[])branch.Operand;
        Fall(branch, next, "no case", source);
        branch.Operand = targets.Select((to, index) => Landing(branch, to, $"case {index}", source)).ToArray();
    }

    /// <summary>Counts the way straight on, then jumps over the landings.</summary>
    private void Fall(Instruction branch, Instruction next, string outcome, string? source)
    {
        _output.AddRange(assembly.Counters.CountOutcome(assembly.AddOutcome(method, branch.Offset, outcome, source)));
        JumpTo(next);
    }

    /// <summary>Counts one way out of a branch and jumps on to where it led; the answer is where the branch must go instead.</summary>
    private Instruction Landing(Instruction branch, Instruction target, string outcome, string? source)
    {
        int first = _output.Count;
        _output.AddRange(assembly.Counters.CountOutcome(assembly.AddOutcome(method, branch.Offset, outcome, source)));
        JumpTo(target);
        return _output[first];
    }

    private void JumpTo(Instruction original)
    {
        Instruction jump = Instruction.Create(OpCodes.Br, original);
        _jumps.Add((jump, original));
        _output.Add(jump);
    }

    private void Replace(MethodBody body)
    {
        foreach ((Instruction jump, Instruction original) in _jumps)
            jump.Operand = _entries[original];
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = _entries[handler.TryStart];
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = _entries[handler.HandlerStart];
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        // Only the image is written, and stale symbols would confuse the shortening of branches.
        method.DebugInformation.SequencePoints.Clear();
        method.DebugInformation.Scope = null;
        body.Instructions.Clear();
        foreach (Instruction instruction in _output)
            body.Instructions.Add(instruction);
        body.OptimizeMacros();
    }

    private Instruction? Moved(Instruction? original) => original is null ? null : _entries[original];
}
