using System.Collections.Generic;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>An identified cell, what was done to get it, and how well it predicts what it was identified from.</summary>
public sealed class FitOutcome
{
    internal FitOutcome(
        CellFile cell,
        IReadOnlyList<string> notes,
        IReadOnlyList<FitResidual> residuals,
        IReadOnlyList<HeldOutPulse> heldOutPulses,
        IReadOnlyList<TemperatureGroup> groups)
    {
        HeldOutPulses = heldOutPulses;
        Cell = cell;
        Notes = notes;
        Residuals = residuals;
        Groups = groups;
    }

    /// <summary>The cell; the rules of cell files and the pack validator have accepted it.</summary>
    public CellFile Cell { get; }

    /// <summary>What was done, what could not be identified and what was taken instead, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>How well the cell predicts each recording that it was identified from.</summary>
    public IReadOnlyList<FitResidual> Residuals { get; }

    /// <summary>Pulses that were kept from the fit, scored; empty where none were.</summary>
    public IReadOnlyList<HeldOutPulse> HeldOutPulses { get; }

    /// <summary>The recordings by temperature, coldest first, with what each temperature's said.</summary>
    internal IReadOnlyList<TemperatureGroup> Groups { get; }
}
