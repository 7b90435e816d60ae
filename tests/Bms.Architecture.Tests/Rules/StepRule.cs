using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>In what a step or a frame can reach, nothing is allocated: no object, array, box, string or delegate.</summary>
internal static class StepRule
{
    /// <summary>The rule's name.</summary>
    public const string Name = "allocation in a step";

    /// <summary>
    /// The methods that an entry point names as <c>Namespace.Type::Method</c>, overloads together. None where the type is not there;
    /// a type without the method is an <see cref="InvalidOperationException"/>, for then the rule would silently check nothing.
    /// </summary>
    public static IReadOnlyList<MethodDefinition> Find(CallGraph graph, string entryPoint)
    {
        string[] parts = entryPoint.Split("::");
        if (graph.FindType(parts[0]) is not { } type)
            return [];
        MethodDefinition[] methods = [.. type.Methods.Where(method => method.Name == parts[1])];
        return methods.Length > 0
            ? methods
            : throw new InvalidOperationException($"{parts[0]} has no method {parts[1]}: correct the table of entry points");
    }

    /// <summary>All allocations that the entry points may reach, each with the calls that lead there.</summary>
    public static IEnumerable<Violation> Check(CallGraph graph, IEnumerable<MethodDefinition> entryPoints)
    {
        IReadOnlyDictionary<MethodDefinition, MethodDefinition> callers = graph.ReachableFrom(entryPoints);
        foreach (MethodDefinition method in callers.Keys.Where(method => method.HasBody))
        {
            foreach (Instruction instruction in method.Body.Instructions)
            {
                if (Finding(method.Module, instruction) is { } finding)
                    yield return Violation.At(Name, method, instruction, $"{finding}, reached by {Path(callers, method)}");
            }
        }
    }

    private static string? Finding(ModuleDefinition module, Instruction instruction)
    {
        switch (instruction.OpCode.Code)
        {
            case Code.Newobj or Code.Newarr or Code.Box:
                return string.Create(CultureInfo.InvariantCulture, $"{instruction.OpCode.Name} {instruction.Operand}");
            case Code.Ldstr:
                return "a string";
            case Code.Ldftn or Code.Ldvirtftn or Code.Calli:
                return "a delegate or function pointer";
        }

        if (instruction.Operand is not MethodReference called)
            return null;
        if (IsDelegateInvocation(module, called))
            return $"a call of a delegate, {called.DeclaringType.FullName}, which could go anywhere";
        bool ofFramework = called.DeclaringType is not ArrayType && FrameworkRule.IsFramework(module, called.DeclaringType);
        return ofFramework && !AllowedFramework.List.AllowsInStep(called.FullName)
            ? $"{called.FullName}, which the list of allowed framework members keeps out of steps"
            : null;
    }

    private static bool IsDelegateInvocation(ModuleDefinition module, MethodReference called) => called.Name == "Invoke"
        && (called.DeclaringType is TypeDefinition type
            ? type.BaseType?.FullName == "System.MulticastDelegate"
            : FrameworkRule.IsFramework(module, called.DeclaringType));

    private static string Path(IReadOnlyDictionary<MethodDefinition, MethodDefinition> callers, MethodDefinition method)
    {
        List<string> path = [];
        for (MethodDefinition at = method; ; at = callers[at])
        {
            path.Add($"{at.DeclaringType.Name}.{at.Name}");
            if (callers[at] == at)
                break;
        }

        path.Reverse();
        return string.Join(" > ", path);
    }
}
