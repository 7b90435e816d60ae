namespace Bms.Hil.Plant;

/// <summary>
/// The pack's energy books since the start, in joules, positive into the cells. They close as
/// <c>Terminal = Chemical + Lost + Bleed + change of the stored energy</c>.
/// </summary>
public sealed class PlantEnergy
{
    /// <summary>∫ OCV dq: what the cells took in as charge at their open-circuit voltage.</summary>
    public double ChemicalJoules { get; private set; }

    /// <summary>∫ group voltage · string current, summed over the groups (without busbars).</summary>
    public double TerminalJoules { get; private set; }

    /// <summary>Heat of resistance, polarisation, hysteresis and self-discharge.</summary>
    public double LostJoules { get; private set; }

    /// <summary>Heat of the bleed resistors.</summary>
    public double BleedJoules { get; private set; }

    /// <summary>Reversible (entropic) heat: it warms the cells and is no part of the electrical balance.</summary>
    public double ReversibleJoules { get; private set; }

    /// <summary>∫ |terminal power| dt: what the balance's error is measured against.</summary>
    public double ThroughputJoules { get; private set; }

    internal void Add(double chemical, double terminal, double lost, double bleed, double reversible)
    {
        ChemicalJoules += chemical;
        TerminalJoules += terminal;
        LostJoules += lost;
        BleedJoules += bleed;
        ReversibleJoules += reversible;
        ThroughputJoules += terminal < 0.0 ? -terminal : terminal;
    }
}
