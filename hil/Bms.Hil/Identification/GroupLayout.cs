namespace Bms.Hil.Identification;

/// <summary>
/// Where the unknowns of a temperature group stand: R0 at its nodes, each branch at the same nodes, then the correction of the
/// open-circuit voltage, its shift along SOC, and the instantaneous hysteresis.
/// </summary>
/// <param name="BranchCount">Polarisation branches.</param>
internal readonly record struct GroupLayout(int BranchCount)
{
    /// <summary>Nodes of a resistance.</summary>
    public static int ResistanceNodes => SocNodes.Resistance.Length;

    /// <summary>Nodes of the correction.</summary>
    public static int CorrectionNodes => SocNodes.Correction.Length;

    /// <summary>R0 and the branches.</summary>
    public int Resistances => BranchCount + 1;

    /// <summary>Where the correction begins.</summary>
    public int FirstCorrection => Resistances * ResistanceNodes;

    /// <summary>Where the shift along SOC begins.</summary>
    public int FirstShift => FirstCorrection + CorrectionNodes;

    /// <summary>Nodes of the shift.</summary>
    public static int ShiftNodes => SocNodes.Shift.Length;

    /// <summary>The instantaneous hysteresis.</summary>
    public int Instant => FirstShift + ShiftNodes;

    /// <summary>All unknowns.</summary>
    public int Count => Instant + 1;
}
