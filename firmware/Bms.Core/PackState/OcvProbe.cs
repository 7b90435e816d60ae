using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// Reads the SOC from the voltage alone, over two minutes at a time: the OCV that is left when the load's drop is taken off, looked up
/// in the profile. What was counted only chooses where the search begins, so a capacity told wrong does not show in it.
/// </summary>
/// <remarks>The search is Newton's, one step in a call: no call costs more than three looks at the OCV.</remarks>
public sealed class OcvProbe
{
    /// <summary>Windows that one reading is the mean of.</summary>
    public const int Windows = 12;

    /// <summary>How often <see cref="Search"/> has to be called.</summary>
    public const int Searches = 5;

    private const float Share = 1f / Windows;
    private const float NewtonStep = 0.02f;
    private const float SpreadStep = 0.05f;
    private const float LeastSlope = 0.01f;
    private const float LeastSearchSlope = 0.15f;

    // A load of minutes is known to a part of its drop at best, and near empty and full not even to that.
    private const float LeastPart = 0.1f;
    private const float LoadedVolts = 0.02f;
    private const float LowestSoc = 0.2f;
    private const float HighestSoc = 0.9f;

    // Straight lines between the nodes, the age of the curve, the sensor's offset.
    private const float OwnVariance = 2.5e-5f;

    private readonly GroupModel _model;
    private int _windows;
    private float _residualSum;
    private float _socSum;
    private float _dropSum;
    private float _unsettledSum;
    private long _chargeSum;
    private float _target;
    private bool _loaded;
    private float _variance;

    /// <summary>Makes a probe.</summary>
    /// <param name="model">The model of whoever gives the windows; its place is moved along SOC.</param>
    public OcvProbe(GroupModel model)
    {
        _model = model;
    }

    /// <summary>The SOC found, 0…1.</summary>
    public float Soc { get; private set; }

    /// <summary>One sigma of it, squared.</summary>
    public float Variance { get; private set; }

    /// <summary>Whether that was read under a load where the profile knows resistances least: near empty or full.</summary>
    public bool Doubtful => _loaded && (Soc < LowestSoc || Soc > HighestSoc);

    /// <summary>Mean of the charge counts that were given with the windows, in nanocoulombs.</summary>
    public long ChargeNanocoulombs { get; private set; }

    /// <summary>Forgets the windows.</summary>
    public void Restart()
    {
        _windows = 0;
        _residualSum = _socSum = _dropSum = _unsettledSum = 0f;
        _chargeSum = 0;
    }

    /// <summary>Takes a window; true where it was the last one of a reading.</summary>
    /// <param name="soc">The place.</param>
    /// <param name="residualVolts">Voltage less drop less the OCV of that place.</param>
    /// <param name="dropVolts">The drop's magnitude.</param>
    /// <param name="unsettledVolts">What may be left in the branches from before.</param>
    /// <param name="chargeNanocoulombs">The charge counted up to the middle of the window, of a magnitude below 2⁵⁴.</param>
    public bool Add(float soc, float residualVolts, float dropVolts, float unsettledVolts, long chargeNanocoulombs)
    {
        _windows++;
        _residualSum += residualVolts;
        _socSum += soc;
        _dropSum += dropVolts;
        _unsettledSum += unsettledVolts;
        _chargeSum += chargeNanocoulombs;
        return _windows >= Windows;
    }

    /// <summary>Begins to search for what the windows told, and forgets them.</summary>
    /// <param name="resistanceSigma">One sigma of the resistance's ratio.</param>
    public void Begin(float resistanceSigma)
    {
        GroupModel model = _model;
        float soc = _socSum * Share;
        float drop = _dropSum * Share;
        float unsettled = _unsettledSum * Share;
        ChargeNanocoulombs = _chargeSum / Windows;
        _target = model.OcvAt(soc) + (_residualSum * Share);
        float own = model.UncertaintyVolts();
        float hysteresis = model.HysteresisVolts() + model.InstantHysteresisVolts();
        float part = model.OverpotentialUncertainty();
        float grown = (part > LeastPart ? part : LeastPart) * drop;
        _loaded = drop > LoadedVolts;
        float scaled = resistanceSigma * drop;
        _variance = OwnVariance + (own * own) + (hysteresis * hysteresis) + (grown * grown) + (scaled * scaled) + (unsettled * unsettled);
        Soc = soc;
        Restart();
    }

    /// <summary>One step of the search. On a plateau it goes short steps: what lies beyond one is not nearer.</summary>
    public void Search()
    {
        GroupModel model = _model;
        float soc = Soc;
        float missed = _target - model.OcvAt(soc);
        float slope = (model.OcvAt(soc + NewtonStep) - model.OcvAt(soc - NewtonStep)) * (0.5f / NewtonStep);
        Soc = FloatMath.Clamp(soc + (missed / (slope > LeastSearchSlope ? slope : LeastSearchSlope)), 0f, 1f);
    }

    /// <summary>What the voltage's uncertainty is worth in SOC: over the lesser of the slopes to either side, for a plateau may begin there.</summary>
    public void Spread()
    {
        GroupModel model = _model;
        float soc = Soc;
        float here = model.OcvAt(soc);
        float upper = model.OcvAt(soc + SpreadStep) - here;
        float lower = here - model.OcvAt(soc - SpreadStep);
        float slope = (upper < lower ? upper : lower) * (1f / SpreadStep);
        if (slope < LeastSlope)
            slope = LeastSlope;
        // Beyond the ends there is no SOC: a voltage above full is full.
        float left = soc > 0f && soc < 1f ? _target - here : 0f;
        Variance = (_variance + (left * left)) / (slope * slope);
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        const float LargestSum = 1e6f;
        _windows = archive.Whole(_windows, 0, int.MaxValue);
        _residualSum = archive.Number(_residualSum, LargestSum);
        _socSum = archive.Number(_socSum, LargestSum);
        _dropSum = archive.Number(_dropSum, LargestSum);
        _unsettledSum = archive.Number(_unsettledSum, LargestSum);
        _chargeSum = archive.Whole(_chargeSum, long.MinValue, long.MaxValue);
        _target = archive.Number(_target, LargestSum);
        _loaded = archive.Flag(_loaded);
        _variance = archive.Number(_variance, 0f, 1e12f);
        Soc = archive.Number(Soc, 0f, 1f);
        Variance = archive.Number(Variance, 0f, 1e18f);
        ChargeNanocoulombs = archive.Whole(ChargeNanocoulombs, long.MinValue, long.MaxValue);
    }
}
