using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <content>What the balancer asks and tells.</content>
public sealed partial class GroupStage
{
    // Taken out of single groups since the differences were balanced, in SOC, and what each group's share of it in the average is.
    private float _takenSoc;
    private float _takenShare;

    /// <summary>True while what is measured of the groups' voltages is not theirs alone, for some of them bleed or have just done so.</summary>
    public bool VoltageHidden { get; set; }

    /// <summary>
    /// Takes charge out of one group alone, as its bleed resistor does. The average loses its part where the estimator is told
    /// (<see cref="Estimation.EstimationStage.TakeCharge"/>).
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="nanocoulombs">The charge, not negative.</param>
    public void TakeCharge(int group, long nanocoulombs)
    {
        if (!_enabled)
            return;
        float soc = IntegerMath.ToFloat(IntegerMath.Clamp(nanocoulombs, 0, IntegerMath.LargestForFloat)) * _socPerNanocoulomb;
        GroupFilter filter = _filters[group];
        filter.Soc = FloatMath.Clamp(filter.Soc - soc, -1f, 1f);
        _takenSoc = FloatMath.Clamp(_takenSoc + soc, 0f, 1f);
    }

    /// <summary>
    /// Charge of a group above what it held at a SOC, less the average group's SOC, in parts of the average group's capacity. What flows
    /// through all groups does not move it, but for the differences of capacity.
    /// </summary>
    internal float ExcessAt(int group, float average, float anchor) =>
        ((average + _filters[group].Soc - anchor) * CapacityFactor[group]) - average;

    /// <summary>Variance of that, but for what the average's own error does to it.</summary>
    internal float ExcessVariance(int group, float average, float anchor)
    {
        // h = (s − a)/(1 + g): ∂h/∂s = 1, ∂h/∂g = a − s, the factor's square left out.
        GroupFilter filter = _filters[group];
        float below = anchor - average - filter.Soc;
        float variance = filter.SocVariance + (below * ((2f * filter.SocGainCovariance) + (below * filter.GainVariance)));
        return variance < 0f ? 0f : variance;
    }
}
