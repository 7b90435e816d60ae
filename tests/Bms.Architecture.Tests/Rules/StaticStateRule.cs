using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>
/// No static state that is not constant: constants, and readonly values or tables of primitives that a static constructor fills without
/// looking at any other class. The device runs static constructors at boot in the order of its type table, so one that read another
/// class's static could find 0 there.
/// </summary>
internal sealed class StaticStateRule : IDialectRule
{
    public string Name => "static state";

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in OwnCode.Types(module))
        {
            foreach (FieldDefinition field in type.Fields.Where(field => field.IsStatic && !field.IsLiteral))
            {
                if (!field.IsInitOnly)
                    yield return Violation.At(Name, type, null, null, $"{field.Name} can be written; keep state in objects made once");
                else if (!IsPlain(field.FieldType))
                    yield return Violation.At(
                        Name, type, null, null, $"{field.Name} is {field.FieldType.FullName}; only plain values and tables are");
            }

            foreach (MethodDefinition constructor in type.Methods.Where(method => method.IsConstructor && method.IsStatic))
            {
                foreach (Violation violation in constructor.Body.Instructions.Where(step => LooksElsewhere(type, step)).Select(step =>
                    Violation.At(Name, constructor, step, $"{step} looks beyond its class while the device may not have set that up yet")))
                    yield return violation;
            }
        }
    }

    private static bool IsPlain(TypeReference type) => type switch
    {
        ArrayType array => IsPlain(array.ElementType),
        TypeDefinition declared => declared.IsEnum,
        _ => type.IsPrimitive || type.MetadataType == MetadataType.String,
    };

    private static bool LooksElsewhere(TypeDefinition type, Instruction step) => step.Operand switch
    {
        MethodReference called => called.FullName
            != "System.Void System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray(System.Array,System.RuntimeFieldHandle)",
        FieldReference field => step.OpCode.Code != Code.Ldtoken && field.DeclaringType != type,
        _ => false,
    };
}
