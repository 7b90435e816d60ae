using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Bms.Architecture.Tests.Support;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>
/// A copy of an assembly that counts, while it runs, the instructions of the original that are executed and the ways that its branches go.
/// It is loaded into a context of its own, so its types are not those of the original: drive them by reflection. A block counts as a whole
/// when it is entered, also where an exception then leaves it half-way. Counts are not safe for several threads.
/// </summary>
internal sealed class InstrumentedAssembly : IDisposable
{
    /// <summary>The name under which <see cref="ExecutedInstructionsByStage"/> lists what ran outside every stage.</summary>
    public const string OutsideStages = "(other)";

    private readonly AssemblyLoadContext _context;
    private readonly IReadOnlyList<CountedBlock> _blocks;
    private readonly IReadOnlyList<BranchOutcome> _outcomes;
    private readonly string[] _stageNames;
    private readonly long[][] _counts;
    private readonly long[] _hits;
    private readonly FieldInfo _running;

    private InstrumentedAssembly(string name, AssemblyInstrumenter instrumenter, IReadOnlyList<string> stages)
    {
        _blocks = instrumenter.Blocks;
        _outcomes = instrumenter.Outcomes;
        _stageNames = [OutsideStages, .. stages];
        _counts = [.. _stageNames.Select(_ => new long[_blocks.Count])];
        _hits = new long[_outcomes.Count];
        _context = new AssemblyLoadContext(name, isCollectible: true);
        Assembly = _context.LoadFromStream(new MemoryStream(instrumenter.Image));
        Type counters = Assembly.GetType(CounterFields.TypeName, throwOnError: true)!;
        _running = counters.GetField(CounterFields.Blocks)!;
        _running.SetValue(null, _counts[0]);
        counters.GetField(CounterFields.Stages)!.SetValue(null, _counts);
        counters.GetField(CounterFields.Outcomes)!.SetValue(null, _hits);
    }

    /// <summary>The loaded copy.</summary>
    public Assembly Assembly { get; }

    /// <summary>All instructions executed since the counts were reset.</summary>
    public long ExecutedInstructions => Total(_counts, _ => true);

    /// <summary>Every outcome of every branch and switch, with its hits since the counts were reset.</summary>
    public IReadOnlyList<BranchOutcome> Branches => [.. _outcomes.Select((outcome, index) => outcome with { Hits = _hits[index] })];

    /// <summary>Instruments a file, with the symbols beside it where they are there.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="stages">Methods, as <c>Namespace.Type::Method</c>, for <see cref="ExecutedInstructionsByStage"/>.</param>
    public static InstrumentedAssembly Load(string path, params string[] stages)
    {
        string symbols = Path.ChangeExtension(path, ".pdb");
        return Load(Path.GetFileName(path), File.ReadAllBytes(path), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null, stages);
    }

    /// <summary>Instruments what was compiled in memory.</summary>
    /// <param name="compiled">The assembly, without errors.</param>
    /// <param name="stages">Methods, as <c>Namespace.Type::Method</c>, for <see cref="ExecutedInstructionsByStage"/>.</param>
    public static InstrumentedAssembly Load(Compiled compiled, params string[] stages) =>
        Load(compiled.Name, compiled.Image, compiled.Symbols, stages);

    /// <summary>Sets all counts to zero; call it between steps, not within one.</summary>
    public void ResetCounts()
    {
        foreach (long[] counts in _counts)
            Array.Clear(counts);
        Array.Clear(_hits);
        _running.SetValue(null, _counts[0]);
    }

    /// <summary>Instructions executed in the methods of each type, of types that ran at all.</summary>
    public IReadOnlyDictionary<string, long> ExecutedInstructionsByType() => By(block => block.Type);

    /// <summary>Instructions executed in each method that ran at all, by its full name.</summary>
    public IReadOnlyDictionary<string, long> ExecutedInstructionsByMethod() => By(block => block.Method);

    /// <summary>Instructions executed in the types of each namespace, that is of each folder.</summary>
    public IReadOnlyDictionary<string, long> ExecutedInstructionsByNamespace() => By(block => block.Namespace);

    /// <summary>
    /// Instructions executed in each stage with all it called in this assembly, other stages within it excepted; what ran outside every
    /// stage is <see cref="OutsideStages"/>. The sum is <see cref="ExecutedInstructions"/>. After an exception, counting goes back to the
    /// right stage in the stage that catches it; so catch in a method that is a stage itself, or the rest counts where it was thrown.
    /// </summary>
    public IReadOnlyDictionary<string, long> ExecutedInstructionsByStage() =>
        _stageNames.Zip(_counts).ToDictionary(stage => stage.First, stage => Total([stage.Second], _ => true));

    /// <summary>Lets the copy be unloaded.</summary>
    public void Dispose() => _context.Unload();

    private static InstrumentedAssembly Load(string name, byte[] image, byte[]? symbols, string[] stages) =>
        new(name, new AssemblyInstrumenter(image, symbols, stages), stages);

    private Dictionary<string, long> By(Func<CountedBlock, string> key) =>
        _blocks.Select(key).Distinct()
            .Select(name => (Name: name, Executed: Total(_counts, block => key(block) == name)))
            .Where(entry => entry.Executed > 0)
            .ToDictionary(entry => entry.Name, entry => entry.Executed);

    private long Total(IEnumerable<long[]> counts, Func<CountedBlock, bool> of) =>
        counts.Sum(stage => stage.Select((entered, index) => of(_blocks[index]) ? entered * _blocks[index].Instructions : 0).Sum());
}
