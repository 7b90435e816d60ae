using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Rules;
using Mono.Cecil;

namespace Bms.Architecture.Tests.Layers;

/// <summary>A type may use types of its own namespace and of those before it in a list; so data flows one way.</summary>
internal sealed class LayerRule(IReadOnlyList<string> layers) : IDialectRule
{
    private readonly LayerTable _table = new(layers);

    public string Name => "layers";

    public IEnumerable<Violation> Check(ModuleDefinition module)
    {
        foreach (TypeDefinition type in OwnCode.Types(module).Where(type => LayerOf(type) < 0))
            yield return Violation.At(Name, type, null, null, $"the namespace {NamespaceOf(type)} is not in the table of layers");
        HashSet<string> seen = [];
        foreach (TypeUse use in TypeUse.In(module))
        {
            int user = LayerOf(use.Owner);
            foreach (TypeReference part in use.Parts().Where(part => part is TypeDefinition used && !OwnCode.IsConstantData(used)))
            {
                int used = LayerOf(part);
                if (user < 0 || used <= user)
                    continue;
                Violation violation = use.Breaks(Name, $"{layers[user]} may not use {part.FullName} of the later {layers[used]}");
                if (seen.Add(violation.ToString()))
                    yield return violation;
            }
        }
    }

    private int LayerOf(TypeReference type) => _table.LayerOf(NamespaceOf(type));

    private static string NamespaceOf(TypeReference type) => type.DeclaringType is { } outer ? NamespaceOf(outer) : type.Namespace;
}
