using System;
using System.Collections.Generic;
using System.Linq;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>
/// Who may call whom in a set of modules, on the safe side: a virtual call may go to every override and every implementation in the set,
/// whether or not such an object is ever made. Static constructors are not followed, for the device runs them at boot.
/// </summary>
internal sealed class CallGraph
{
    private readonly Dictionary<string, MethodDefinition> _methods = [];
    private readonly Dictionary<string, List<MethodDefinition>> _targets = [];
    private readonly Dictionary<string, TypeDefinition> _types;

    /// <summary>Builds the graph over modules that are deployed together.</summary>
    public CallGraph(IEnumerable<ModuleDefinition> modules)
    {
        List<ModuleDefinition> all = [.. modules];
        _types = all.SelectMany(OwnCode.Types).ToDictionary(type => type.FullName);
        foreach (MethodDefinition method in all.SelectMany(OwnCode.Bodies))
            _methods[method.FullName] = method;
        foreach (TypeDefinition type in _types.Values)
            AddVirtualTargets(type);
    }

    /// <summary>The type of that full name in the modules, or null.</summary>
    public TypeDefinition? FindType(string fullName) => _types.GetValueOrDefault(fullName);

    /// <summary>Every method that the given ones may reach, each with the one that led to it first; those lead to themselves.</summary>
    public IReadOnlyDictionary<MethodDefinition, MethodDefinition> ReachableFrom(IEnumerable<MethodDefinition> entryPoints)
    {
        Dictionary<MethodDefinition, MethodDefinition> callers = [];
        Queue<MethodDefinition> pending = new();
        foreach (MethodDefinition entryPoint in entryPoints)
        {
            if (callers.TryAdd(entryPoint, entryPoint))
                pending.Enqueue(entryPoint);
        }

        while (pending.TryDequeue(out MethodDefinition? method))
        {
            if (!method.HasBody)
                continue;
            foreach (MethodDefinition called in method.Body.Instructions.SelectMany(Callees))
            {
                if (callers.TryAdd(called, method))
                    pending.Enqueue(called);
            }
        }

        return callers;
    }

    private IEnumerable<MethodDefinition> Callees(Instruction instruction)
    {
        if (instruction.Operand is not MethodReference called)
            return [];
        IEnumerable<MethodDefinition> direct = _methods.TryGetValue(called.FullName, out MethodDefinition? body) ? [body] : [];
        bool dispatched = instruction.OpCode.Code is Code.Callvirt or Code.Ldvirtftn;
        return dispatched && _targets.TryGetValue(called.FullName, out List<MethodDefinition>? targets) ? direct.Concat(targets) : direct;
    }

    /// <summary>Enters a type's virtual methods as targets of the methods of its bases and interfaces that they stand in for.</summary>
    private void AddVirtualTargets(TypeDefinition type)
    {
        List<TypeReference> ancestors = [.. Ancestors(type)];
        foreach (MethodDefinition method in type.Methods.Where(method => method.IsVirtual && method.HasBody))
        {
            foreach (MethodReference overridden in method.Overrides)
                AddTarget(overridden.FullName, method);
            foreach (TypeReference ancestor in ancestors)
                AddTarget(Named(method, ancestor), method);
        }

        // A class may implement an interface with a method that it inherits and that knows nothing of the interface.
        TypeDefinition[] own = [.. ancestors.Select(ancestor => FindType(ancestor.FullName)).OfType<TypeDefinition>()];
        foreach (TypeDefinition contract in own.Where(ancestor => ancestor.IsInterface))
        {
            foreach (MethodDefinition inherited in own.SelectMany(ancestor => ancestor.Methods))
            {
                if (inherited is { HasBody: true, IsVirtual: true })
                    AddTarget(Named(inherited, contract), inherited);
            }
        }
    }

    private void AddTarget(string called, MethodDefinition target)
    {
        if (!_targets.TryGetValue(called, out List<MethodDefinition>? targets))
            _targets.Add(called, targets = []);
        if (!targets.Contains(target))
            targets.Add(target);
    }

    private IEnumerable<TypeReference> Ancestors(TypeDefinition type)
    {
        IEnumerable<TypeReference> parents = type.Interfaces.Select(implementation => implementation.InterfaceType);
        if (type.BaseType is not null)
            parents = parents.Prepend(type.BaseType);
        foreach (TypeReference parent in parents)
        {
            yield return parent;
            if (FindType(parent.FullName) is { } declared)
            {
                foreach (TypeReference further in Ancestors(declared))
                    yield return further;
            }
            else if (parent.FullName != "System.Object")
            {
                yield return type.Module.TypeSystem.Object;
            }
        }
    }

    private static string Named(MethodDefinition method, TypeReference type) =>
        method.FullName.Replace(method.DeclaringType.FullName + "::", type.FullName + "::", StringComparison.Ordinal);
}
