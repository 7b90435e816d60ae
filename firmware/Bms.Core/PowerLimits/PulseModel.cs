using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PowerLimits;

/// <summary>
/// What a constant current does to a group's voltage over a horizon: the profile's resistances at a place, the branches carried on
/// exactly from their present currents, asinh saturation and the factor of charging. All of it at scale 1: the caller multiplies by
/// what is known of the resistances.
/// </summary>
/// <remarks>
/// Model after G. Plett, Battery Management Systems, vol. II, ch. 6 (power limits by bisection on a full cell model); here one
/// evaluation says voltage and slope, and the worst instant of the pulse counts instead of its end.
/// </remarks>
public sealed class PulseModel
{
    /// <summary>The number of horizons: 2 s, 10 s, 30 s and continuous.</summary>
    public const int Horizons = 4;

    private const int MaximumBranches = CellProfile.MaximumBranches;
    private const float SmallestCurvature = 1e-3f;

    private readonly GroupModel _model;
    private readonly int _branches;
    private readonly float _inverseCapacity;

    // How far each branch goes towards the current in each horizon.
    private readonly float[] _follow = new float[Horizons * MaximumBranches];
    private readonly float[] _seconds = new float[Horizons];
    private readonly float[] _branchOhms = new float[MaximumBranches];
    private readonly float[] _branchAmps = new float[MaximumBranches];
    private float _ohmicOhms;
    private float _chargeFactor = 1f;
    private float _argumentPerAmp;
    private float _dropVolts;

    /// <summary>Makes a model for one pack.</summary>
    /// <param name="model">The group's model; its place moves.</param>
    /// <param name="continuousSeconds">What counts as continuous.</param>
    public PulseModel(GroupModel model, int continuousSeconds)
    {
        _model = model;
        _branches = model.BranchCount;
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
        _seconds[0] = 2f;
        _seconds[1] = 10f;
        _seconds[2] = 30f;
        _seconds[3] = continuousSeconds;
        for (int horizon = 0; horizon < Horizons; horizon++)
        {
            for (int branch = 0; branch < _branches; branch++)
                _follow[(horizon * MaximumBranches) + branch] = FloatMath.Approach(_seconds[horizon] / model.TauSeconds(branch));
        }
    }

    /// <summary>Overpotential of the last <see cref="Load"/>, in volts with the sign of the current.</summary>
    public float Volts { get; private set; }

    /// <summary>Voltage over the branches alone, likewise.</summary>
    public float BranchVolts { get; private set; }

    /// <summary>The least that a smaller current of the last <see cref="Load"/> takes from its overpotential, in ohms.</summary>
    public float SlopeOhms { get; private set; }

    /// <summary>The ohmic part of that, in ohms.</summary>
    public float OhmicSlopeOhms { get; private set; }

    /// <summary>
    /// The largest current that a branch holds in the pulse's direction, a magnitude in amperes: for a smaller pulse that branch is at its
    /// worst before it and <see cref="SlopeOhms"/> promises too much.
    /// </summary>
    public float HeldAmps { get; private set; }

    /// <summary>Half the hysteresis gap at the place, in volts.</summary>
    public float HysteresisVolts { get; private set; }

    /// <summary>Half the gap that opens with the sign of the current, in volts.</summary>
    public float InstantHysteresisVolts { get; private set; }

    /// <summary>Length of a horizon, in seconds.</summary>
    public float Seconds(int horizon) => _seconds[horizon];

    /// <summary>Takes the present branch currents over.</summary>
    public void Follow(LoadWindow window)
    {
        float[] amps = _branchAmps;
        for (int branch = 0; branch < _branches; branch++)
            amps[branch] = window.BranchAmps(branch);
    }

    /// <summary>Reads the tables at a place; the model's OCV is that place's afterwards.</summary>
    /// <param name="soc">State of charge; may lie outside 0…1.</param>
    /// <param name="centidegrees">Temperature, in centidegrees.</param>
    public void Look(float soc, int centidegrees)
    {
        GroupModel model = _model;
        model.Locate(soc, centidegrees);
        _ohmicOhms = model.R0Ohms();
        float[] ohms = _branchOhms;
        for (int branch = 0; branch < _branches; branch++)
            ohms[branch] = model.BranchOhms(branch);
        _chargeFactor = model.ChargeResistanceFactor();
        HysteresisVolts = model.HysteresisVolts();
        InstantHysteresisVolts = model.InstantHysteresisVolts();
        float perRate = model.SaturationPerRate();
        _argumentPerAmp = perRate < SmallestCurvature ? 0f : perRate * _inverseCapacity;
    }

    /// <summary>
    /// The overpotential of a pulse at its worst instant: where a branch still holds more in the pulse's direction than it will at the
    /// end, what it holds. Branches move monotonically, so that no instant between is worse.
    /// </summary>
    /// <param name="charges">The pulse's direction.</param>
    /// <param name="amps">Its current, positive charges.</param>
    /// <param name="horizon">Which horizon.</param>
    public void Load(bool charges, float amps, int horizon)
    {
        int first = horizon * MaximumBranches;
        float factor = charges ? _chargeFactor : 1f;
        float slope = _ohmicOhms * factor;
        float volts = 0f;
        float held = 0f;
        OhmicSlopeOhms = slope;
        for (int branch = 0; branch < _branches; branch++)
        {
            float before = _branchAmps[branch];
            float magnitude = charges ? before : -before;
            if (magnitude > held)
                held = magnitude;
            float follow = _follow[first + branch];
            float after = before + (follow * (amps - before));
            bool worseBefore = charges ? before > after : before < after;
            float gain = Drop(branch, worseBefore ? before : after);
            volts += _dropVolts;
            // asinh's slope is at least the cube of its secant gain. What does not depend on the current has none.
            if (!worseBefore)
                slope += follow * gain * gain * gain * _branchOhms[branch] * (after > 0f ? _chargeFactor : 1f);
        }
        BranchVolts = volts;
        Volts = (_ohmicOhms * factor * amps) + volts;
        SlopeOhms = slope;
        HeldAmps = held;
    }

    /// <summary>The overpotential at the end of a pulse, or now where the horizon is negative, without any worst case.</summary>
    public void LoadEnd(float amps, int horizon)
    {
        float volts = 0f;
        for (int branch = 0; branch < _branches; branch++)
        {
            float after = _branchAmps[branch];
            if (horizon >= 0)
                after += _follow[(horizon * MaximumBranches) + branch] * (amps - after);
            Drop(branch, after);
            volts += _dropVolts;
        }
        BranchVolts = volts;
        Volts = (_ohmicOhms * (amps > 0f ? _chargeFactor : 1f) * amps) + volts;
        SlopeOhms = _ohmicOhms;
    }

    /// <summary>Voltage over a branch, into a field; returns its secant gain.</summary>
    private float Drop(int branch, float amps)
    {
        float volts = _branchOhms[branch] * amps;
        if (amps > 0f)
            volts *= _chargeFactor;
        float perAmp = _argumentPerAmp;
        float gain = 1f;
        if (perAmp > 0f)
        {
            gain = ExtendedKalmanFilter.SecantGain((amps < 0f ? -amps : amps) * perAmp);
            volts *= gain;
        }
        _dropVolts = volts;
        return gain;
    }
}
