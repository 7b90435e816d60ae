using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>A pack as people describe it in YAML: a cell, a layout, and what differs from the table that the cell suggests.</summary>
public sealed class PackFile
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>What the pack is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in words; empty where the file says nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>The cell file.</summary>
    public required string CellPath { get; init; }

    /// <summary>The cell, in SI units: what a simulated pack starts from.</summary>
    public required CellFile Cell { get; init; }

    /// <summary>What the firmware is told, validated.</summary>
    public required PackConfiguration Configuration { get; init; }
}
