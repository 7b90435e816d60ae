using System.Collections.Generic;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>The static fields that instrumented code counts in, and the instructions that count.</summary>
internal sealed class CounterFields
{
    /// <summary>The name of the type that holds the fields; no source can declare it.</summary>
    public const string TypeName = "<Counters>";

    /// <summary>The field that holds the block counts of the stage that runs now.</summary>
    public const string Blocks = "Blocks";

    /// <summary>The field that holds the block counts of every stage.</summary>
    public const string Stages = "Stages";

    /// <summary>The field that holds the counts of branch outcomes.</summary>
    public const string Outcomes = "Outcomes";

    private readonly FieldDefinition _blocks;
    private readonly FieldDefinition _stages;
    private readonly FieldDefinition _outcomes;

    /// <summary>Adds the type and its fields to a module.</summary>
    public CounterFields(ModuleDefinition module)
    {
        TypeSystem types = module.TypeSystem;
        CountsType = new ArrayType(types.Int64);
        TypeDefinition holder = new("", TypeName, TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, types.Object);
        _blocks = Add(holder, Blocks, CountsType);
        _stages = Add(holder, Stages, new ArrayType(CountsType));
        _outcomes = Add(holder, Outcomes, CountsType);
        module.Types.Add(holder);
    }

    /// <summary>The type of an array of counts.</summary>
    public ArrayType CountsType { get; }

    /// <summary>Adds one to the count of a block, whatever lies on the stack.</summary>
    public IEnumerable<Instruction> CountBlock(int index) => Increment(_blocks, index);

    /// <summary>Adds one to the count of an outcome, whatever lies on the stack.</summary>
    public IEnumerable<Instruction> CountOutcome(int index) => Increment(_outcomes, index);

    /// <summary>From here on blocks count for a stage.</summary>
    public IEnumerable<Instruction> EnterStage(int stage) =>
    [
        Instruction.Create(OpCodes.Ldsfld, _stages),
        Instruction.Create(OpCodes.Ldc_I4, stage),
        Instruction.Create(OpCodes.Ldelem_Ref),
        Instruction.Create(OpCodes.Stsfld, _blocks),
    ];

    /// <summary>Keeps the stage that runs now in a local.</summary>
    public IEnumerable<Instruction> SaveStage(VariableDefinition into) =>
        [Instruction.Create(OpCodes.Ldsfld, _blocks), Instruction.Create(OpCodes.Stloc, into)];

    /// <summary>Goes back to the stage that a local kept.</summary>
    public IEnumerable<Instruction> RestoreStage(VariableDefinition from) =>
        [Instruction.Create(OpCodes.Ldloc, from), Instruction.Create(OpCodes.Stsfld, _blocks)];

    private static FieldDefinition Add(TypeDefinition holder, string name, TypeReference type)
    {
        FieldDefinition field = new(name, FieldAttributes.Public | FieldAttributes.Static, type);
        holder.Fields.Add(field);
        return field;
    }

    private IEnumerable<Instruction> Increment(FieldReference counts, int index) =>
    [
        Instruction.Create(OpCodes.Ldsfld, counts),
        Instruction.Create(OpCodes.Ldc_I4, index),
        Instruction.Create(OpCodes.Ldelema, CountsType.ElementType),
        Instruction.Create(OpCodes.Dup),
        Instruction.Create(OpCodes.Ldind_I8),
        Instruction.Create(OpCodes.Ldc_I4_1),
        Instruction.Create(OpCodes.Conv_I8),
        Instruction.Create(OpCodes.Add),
        Instruction.Create(OpCodes.Stind_I8),
    ];
}
