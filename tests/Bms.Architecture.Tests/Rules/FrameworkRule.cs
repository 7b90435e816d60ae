using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Device;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>Of the framework, only what the project's own short list names.</summary>
internal sealed class FrameworkRule : IDialectRule
{
    public string Name => "framework member";

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        AllowedFramework allowed = AllowedFramework.List;
        foreach (TypeUse use in TypeUse.In(module))
        {
            // Arrays, references and generic instances are judged by their parts; generics have a rule of their own.
            foreach (TypeReference part in use.Parts().Where(part => part is not (TypeSpecification or GenericParameter)))
            {
                if (IsFramework(module, part) && !allowed.AllowsType(part.FullName))
                    yield return use.Breaks(Name, $"{part.FullName} is not on the list of allowed framework members");
            }
        }

        foreach ((MethodDefinition method, Instruction instruction) in OwnCode.Instructions(module))
        {
            if (instruction.Operand is MemberReference member and not TypeReference
                && IsFramework(module, member.DeclaringType)
                && !allowed.Allows(member.FullName))
                yield return Violation.At(Name, method, instruction, $"{member.FullName} is not on the list of allowed framework members");
        }
    }

    /// <summary>True for a type that neither the module nor another device assembly declares.</summary>
    public static bool IsFramework(ModuleDefinition module, TypeReference type) =>
        !OwnCode.IsDeclaredIn(module, type)
        && !DeviceAssemblies.All.Any(device => type.Scope is AssemblyNameReference scope && scope.Name == device.Name);
}
