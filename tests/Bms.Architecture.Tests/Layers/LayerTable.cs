using System;
using System.Collections.Generic;

namespace Bms.Architecture.Tests.Layers;

/// <summary>Namespaces in order; each may use itself and those before it.</summary>
internal sealed class LayerTable(IReadOnlyList<string> layers)
{
    /// <summary>The place in the list of the longest listed namespace that a namespace is or lies in; negative for none.</summary>
    public int LayerOf(string name)
    {
        int found = -1;
        for (int i = 0; i < layers.Count; i++)
        {
            bool within = name == layers[i] || name.StartsWith(layers[i] + ".", StringComparison.Ordinal);
            if (within && (found < 0 || layers[i].Length > layers[found].Length))
                found = i;
        }

        return found;
    }
}
