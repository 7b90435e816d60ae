namespace Bms.Hil.Identification;

/// <summary>
/// What is expected of a group's resistances before its loads are looked at: a shape over SOC, up to a factor that the loads tell, and
/// how far each may be off it. Pulses with rests cannot tell a slow resistance from how the open-circuit voltage bends; where only
/// they were recorded, the shape that a long load showed at another temperature stands in.
/// </summary>
internal sealed class ResistancePrior
{
    private readonly double[][]? _shapes;

    private ResistancePrior(double[][]? shapes, double valueSigma, double bendSigma)
    {
        _shapes = shapes;
        ValueSigma = valueSigma;
        BendSigma = bendSigma;
    }

    /// <summary>Nothing is expected but that resistances vary smoothly over SOC.</summary>
    public static ResistancePrior Flat { get; } = new(null, 1.5, 0.35);

    /// <summary>How far a resistance may be off its expected value, one sigma as a fraction of that.</summary>
    public double ValueSigma { get; }

    /// <summary>How far its ratio to the shape may bend from node to node.</summary>
    public double BendSigma { get; }

    /// <summary>Whether the expected values are meant as they are; else only up to a factor that the loads tell.</summary>
    public bool IsAbsolute { get; private init; }

    /// <summary>The shape of what another group showed, given at <see cref="SocNodes.Resistance"/>.</summary>
    public static ResistancePrior Like(double[][] ohms) => new(ohms, 1, 0.35);

    /// <summary>Values that are known to a fifth.</summary>
    public static ResistancePrior Near(double[][] ohms) => new(ohms, 0.2, 0.05) { IsAbsolute = true };

    /// <summary>The shape's value at a node.</summary>
    public double ShapeAt(int resistance, int node) => _shapes is null ? 1 : _shapes[resistance][node];
}
