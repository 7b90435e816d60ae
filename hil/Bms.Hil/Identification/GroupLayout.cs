namespace Bms.Hil.Identification;

/// <summary>
/// Where the unknowns of a temperature group stand: R0 at its nodes, each branch at the same nodes, then the correction of the
/// open-circuit voltage.
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

    /// <summary>All unknowns.</summary>
    public int Count => FirstCorrection + CorrectionNodes;
}
