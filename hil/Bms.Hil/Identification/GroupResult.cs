namespace Bms.Hil.Identification;

/// <summary>What one temperature's loads say about the cell.</summary>
internal sealed class GroupResult
{
    public required GroupModelChoice Choice { get; init; }

    /// <summary>R0 and the branches at <see cref="SocNodes.Resistance"/>, in ohms.</summary>
    public required double[][] Ohms { get; init; }

    /// <summary>What to add to the open-circuit voltage at <see cref="SocNodes.Correction"/>, in volts.</summary>
    public required double[] CorrectionVolts { get; init; }

    /// <summary>How the open-circuit voltage is shifted along SOC at <see cref="SocNodes.Shift"/>.</summary>
    public required double[] SocShift { get; init; }

    /// <summary>The hysteresis that follows the current's sign at once, half the gap, in volts.</summary>
    public required double InstantVolts { get; init; }

    /// <summary>Lowest SOC with a load.</summary>
    public required double LowestSoc { get; init; }

    /// <summary>Highest SOC with a load.</summary>
    public required double HighestSoc { get; init; }

    /// <summary>Root mean square of what is left, in volts.</summary>
    public required double RmsVolts { get; init; }

    /// <summary>All unknowns in the order of <see cref="GroupLayout"/>.</summary>
    public required double[] Solution { get; init; }

    /// <summary>For each fold of the data the unknowns as the others tell them.</summary>
    public required double[]?[] FoldSolutions { get; init; }

    /// <summary>The same where each fifth of the data was predicted from the rest.</summary>
    public required double HeldOutRmsVolts { get; init; }
}
