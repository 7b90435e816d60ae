using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Makes an instrumented copy of an assembly in memory.</summary>
internal sealed class AssemblyInstrumenter
{
    private readonly List<CountedBlock> _blocks = [];
    private readonly List<BranchOutcome> _outcomes = [];
    private readonly Dictionary<MethodDefinition, int> _stages = [];

    /// <summary>Instruments every method that has a body.</summary>
    /// <param name="image">The assembly's bytes.</param>
    /// <param name="symbols">The bytes of its portable symbol file, or null.</param>
    /// <param name="stages">Methods, as <c>Namespace.Type::Method</c>, that count apart with all they call.</param>
    public AssemblyInstrumenter(byte[] image, byte[]? symbols, IReadOnlyList<string> stages)
    {
        using ModuleDefinition module = Read(image, symbols);
        MethodDefinition[] methods = [.. module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody)];
        for (int i = 0; i < stages.Count; i++)
        {
            MethodDefinition[] named = [.. methods.Where(method => $"{method.DeclaringType.FullName}::{method.Name}" == stages[i])];
            if (named.Length == 0)
                throw new ArgumentException($"there is no method {stages[i]} to count as a stage", nameof(stages));
            foreach (MethodDefinition method in named)
                _stages.Add(method, i + 1);
        }

        Counters = new CounterFields(module);
        foreach (MethodDefinition method in methods)
            new MethodInstrumenter(method, this).Run();
        using MemoryStream written = new();
        module.Write(written);
        Image = written.ToArray();
    }

    /// <summary>The instrumented assembly's bytes.</summary>
    public byte[] Image { get; }

    /// <summary>The blocks, at the indices that they count at.</summary>
    public IReadOnlyList<CountedBlock> Blocks => _blocks;

    /// <summary>The outcomes of branches, at the indices that they count at, with no hits yet.</summary>
    public IReadOnlyList<BranchOutcome> Outcomes => _outcomes;

    /// <summary>The fields that instrumented code counts in.</summary>
    public CounterFields Counters { get; }

    /// <summary>The index of the stage that a method opens, from 1, or null.</summary>
    public int? StageOf(MethodDefinition method) => _stages.TryGetValue(method, out int stage) ? stage : null;

    /// <summary>Enters a block and gives its index.</summary>
    public int AddBlock(MethodDefinition method, int instructions)
    {
        _blocks.Add(new CountedBlock(NamespaceOf(method.DeclaringType), method.DeclaringType.FullName, method.FullName, instructions));
        return _blocks.Count - 1;
    }

    /// <summary>Enters an outcome of a branch and gives its index.</summary>
    public int AddOutcome(MethodDefinition method, int offset, string outcome, string? source)
    {
        TypeDefinition type = method.DeclaringType;
        _outcomes.Add(new BranchOutcome(NamespaceOf(type), type.FullName, method.FullName, offset, outcome, source, 0));
        return _outcomes.Count - 1;
    }

    private static string NamespaceOf(TypeDefinition type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;

    private static ModuleDefinition Read(byte[] image, byte[]? symbols)
    {
        ReaderParameters parameters = new();
        if (symbols is not null)
        {
            parameters.ReadSymbols = true;
            parameters.SymbolReaderProvider = new PortablePdbReaderProvider();
            parameters.SymbolStream = new MemoryStream(symbols);
        }

        return ModuleDefinition.ReadModule(new MemoryStream(image), parameters);
    }
}
