using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// What the model expects of a window's mean voltage at a place, in the pieces that an adaptive estimator's update needs. The OCV is
/// linearised statistically, over the spread of the SOC instead of at a point: a chord through the SOC three-point rule of Gauss and
/// Hermite (one and a half sigmas or so to each side), with the bend between counted as noise. A tangent would promise more than a
/// wide estimate can use, and on a plateau nothing at all.
/// </summary>
public sealed class CellExpectation
{
    private const float RootOfThree = 1.7320508f;
    private const float LargestVariance = 0.0225f;
    private const float SmallestReach = 0.005f;
    private const float Edge = 0.01f;
    private const float SmallestSlopeVolts = 0.02f;
    private const float SmallestCurvature = 1e-3f;

    /// <summary>Mean OCV over the spread of the SOC, in volts.</summary>
    internal float OcvVolts;

    /// <summary>Slope of the OCV over the spread of the SOC, in volts; at least 0.02 V.</summary>
    internal float SlopeVolts;

    /// <summary>Variance of the OCV that the chord leaves out, in volts².</summary>
    internal float BendVariance;

    /// <summary>Ohmic resistance, in ohms.</summary>
    internal float OhmicOhms;

    /// <summary>Voltage over all branches at the given branch currents, in volts.</summary>
    internal float PolarisationVolts;

    /// <summary>Change of the whole overpotential for a constant change of the current since the start, in ohms.</summary>
    internal float OffsetOhms;

    /// <summary>Half the gap between the branches of the OCV, in volts.</summary>
    internal float HysteresisVolts;

    private readonly GroupModel _model;
    private readonly int _branches;
    private readonly float _inverseCapacity;

    /// <summary>Makes an expectation over a group's model.</summary>
    public CellExpectation(GroupModel model)
    {
        _model = model;
        _branches = model.BranchCount;
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
    }

    /// <summary>Looks everything up at a place.</summary>
    /// <param name="soc">State of charge; may lie a little outside 0…1.</param>
    /// <param name="variance">Variance of the state of charge.</param>
    /// <param name="centidegrees">Temperature, in centidegrees.</param>
    /// <param name="window">The closed window; its branch currents are taken.</param>
    /// <param name="offsetAmps">What the current sensor is believed to read too high, in amperes.</param>
    public void Look(float soc, float variance, int centidegrees, LoadWindow window, float offsetAmps)
    {
        LookUpOcv(soc, variance, centidegrees);
        GroupModel model = _model;
        OhmicOhms = model.R0Ohms();
        HysteresisVolts = model.HysteresisVolts();
        PolarisationVolts = 0f;
        OffsetOhms = OhmicOhms;
        if (_branches == 0)
            return;
        float perRate = model.SaturationPerRate();
        float perAmp = perRate < SmallestCurvature ? 0f : perRate * _inverseCapacity;
        AddBranch(model.BranchOhms(0), window.MeanFirst - (offsetAmps * window.FirstShare), window.FirstShare, perAmp);
        if (_branches > 1)
            AddBranch(model.BranchOhms(1), window.MeanSecond - (offsetAmps * window.SecondShare), window.SecondShare, perAmp);
        if (_branches > 2)
            AddBranch(model.BranchOhms(2), window.MeanThird - (offsetAmps * window.ThirdShare), window.ThirdShare, perAmp);
    }

    private void AddBranch(float ohms, float amps, float share, float perAmp)
    {
        float held = ohms;
        if (perAmp > 0f)
        {
            float gain = ExtendedKalmanFilter.SecantGain((amps < 0f ? -amps : amps) * perAmp);
            ohms *= gain;
            // The slope of asinh lies between the secant gain and its cube; the square is near enough for a sensitivity.
            held = ohms * gain;
        }
        PolarisationVolts += ohms * amps;
        OffsetOhms += held * share;
    }

    private void LookUpOcv(float soc, float variance, int centidegrees)
    {
        GroupModel model = _model;
        float reach = RootOfThree * FloatMath.Sqrt(variance < LargestVariance ? variance : LargestVariance);
        if (reach < SmallestReach)
            reach = SmallestReach;
        // No cell is fuller than full or emptier than empty; at the ends the chord becomes one-sided.
        float below = reach;
        if (soc - below < 0f)
            below = soc > Edge ? soc : Edge;
        float above = reach;
        if (soc + above > 1f)
            above = soc < 1f - Edge ? 1f - soc : Edge;
        model.Locate(soc - below, centidegrees);
        float low = model.OcvVolts;
        model.Locate(soc + above, centidegrees);
        float high = model.OcvVolts;
        model.Locate(soc, centidegrees);
        float middle = model.OcvVolts;
        float whole = 1f / (below + above);
        float bend = (((low * above) + (high * below)) * whole) - middle;
        OcvVolts = middle + (bend * (1f / 3f));
        BendVariance = bend * bend * (2f / 9f);
        float slope = (high - low) * whole;
        SlopeVolts = slope < SmallestSlopeVolts ? SmallestSlopeVolts : slope;
    }
}
