using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>One mention of a type in compiled code: in a declaration, a signature, a local, or an instruction.</summary>
/// <param name="Type">The type as it is mentioned; an array, a reference or a generic instance is not taken apart.</param>
/// <param name="Owner">The type whose code mentions it.</param>
/// <param name="Method">The method whose code mentions it, if any.</param>
/// <param name="At">The instruction, if any.</param>
internal sealed record TypeUse(TypeReference Type, TypeDefinition Owner, MethodDefinition? Method, Instruction? At)
{
    /// <summary>Attributes of these namespaces describe code to compilers and debuggers; the device's build makes its own.</summary>
    private static readonly string[] DescriptiveNamespaces =
        ["System.Runtime.CompilerServices", "System.Diagnostics", "System.Diagnostics.CodeAnalysis", "Microsoft.CodeAnalysis"];

    /// <summary>All mentions in a module's own code.</summary>
    public static IEnumerable<TypeUse> In(ModuleDefinition module) =>
        OwnCode.Types(module).SelectMany(InDeclaration).Concat(OwnCode.Bodies(module).SelectMany(InBody));

    /// <summary>The mentioned type and everything it is made of: element types, generic arguments, the generic type itself.</summary>
    public IEnumerable<TypeReference> Parts() => PartsOf(Type);

    /// <summary>A violation at this mention.</summary>
    public Violation Breaks(string rule, string message) => Violation.At(rule, Owner, Method, At, message);

    private static IEnumerable<TypeReference> PartsOf(TypeReference type)
    {
        yield return type;
        if (type is GenericInstanceType instance)
        {
            foreach (TypeReference part in instance.GenericArguments.SelectMany(PartsOf))
                yield return part;
        }

        if (type is TypeSpecification { ElementType: { } element } and not FunctionPointerType)
        {
            foreach (TypeReference part in PartsOf(element))
                yield return part;
        }
    }

    private static IEnumerable<TypeUse> InDeclaration(TypeDefinition type)
    {
        IEnumerable<TypeReference?> declared =
        [
            type.BaseType,
            .. type.Interfaces.Select(implementation => implementation.InterfaceType),
            .. type.Fields.Select(field => field.FieldType),
            .. Described(type),
            .. type.Fields.SelectMany(Described),
            .. type.Properties.SelectMany(Described),
        ];
        foreach (TypeReference? mentioned in declared)
        {
            if (mentioned is not null)
                yield return new TypeUse(mentioned, type, null, null);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            foreach (TypeReference mentioned in Signature(method).Concat(Described(method)))
                yield return new TypeUse(mentioned, type, method, null);
        }
    }

    private static IEnumerable<TypeUse> InBody(MethodDefinition method)
    {
        TypeDefinition owner = method.DeclaringType;
        IEnumerable<TypeReference?> held =
        [
            .. method.Body.Variables.Select(local => local.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
        ];
        foreach (TypeReference? mentioned in held)
        {
            if (mentioned is not null)
                yield return new TypeUse(mentioned, owner, method, null);
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            foreach (TypeReference mentioned in Operand(instruction))
                yield return new TypeUse(mentioned, owner, method, instruction);
        }
    }

    private static IEnumerable<TypeReference> Operand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [method.DeclaringType, .. Signature(method)],
        IMethodSignature site => Signature(site),
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(IMethodSignature method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType);

    private static IEnumerable<TypeReference> Described(ICustomAttributeProvider described) =>
        described.CustomAttributes.Select(attribute => attribute.AttributeType)
            .Where(type => !DescriptiveNamespaces.Contains(type.Namespace));
}
