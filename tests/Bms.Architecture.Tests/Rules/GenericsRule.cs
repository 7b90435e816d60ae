using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>No generic type, no generic method, and no use of one: they convert and then die on the device.</summary>
internal sealed class GenericsRule : IDialectRule
{
    public string Name => "generics";

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in OwnCode.Types(module))
        {
            if (type.HasGenericParameters)
                yield return Violation.At(Name, type, null, null, "a generic type of our own dies on the device");
            foreach (MethodDefinition method in type.Methods.Where(method => method.HasGenericParameters))
                yield return Violation.At(Name, type, method, null, "a generic method of our own dies on the device");
        }

        foreach (TypeUse use in TypeUse.In(module))
        {
            foreach (TypeReference part in use.Parts().Where(part => part is GenericInstanceType))
                yield return use.Breaks(Name, $"{part.FullName} dies on the device");
        }

        foreach ((MethodDefinition method, Mono.Cecil.Cil.Instruction instruction) in OwnCode.Instructions(module))
        {
            if (instruction.Operand is GenericInstanceMethod called)
                yield return Violation.At(Name, method, instruction, $"{called.FullName} dies on the device");
        }
    }
}
