using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The group model as a filter uses it: the OCV is looked up in every step, the slowly changing tables (resistances, hysteresis) in
/// turn, one a step, so that a step costs the same however many there are. Up to three polarisation branches; the two slowest are
/// "middle" and "slow", a third is "fast"; missing ones have no resistance.
/// </summary>
public sealed class FilterModel
{
    private const int TableCount = 5;
    private const float SmallestCurvature = 1e-3f;

    private readonly GroupModel _model;
    private readonly SaturationTable _saturation = new SaturationTable();
    private readonly int _fastBranch;
    private readonly int _middleBranch;
    private readonly int _slowBranch;
    private readonly float _inverseFastTau;
    private readonly float _inverseMiddleTau;
    private readonly float _inverseSlowTau;
    private readonly float _inverseCapacity;
    private int _turn;
    private int _milliseconds;
    private float _argumentPerAmp;

    /// <summary>Prepares the model of one group.</summary>
    public FilterModel(GroupModel model)
    {
        _model = model;
        int count = model.BranchCount;
        _slowBranch = count - 1;
        _middleBranch = count - 2;
        _fastBranch = count - 3;
        _inverseSlowTau = InverseTau(_slowBranch);
        _inverseMiddleTau = InverseTau(_middleBranch);
        _inverseFastTau = InverseTau(_fastBranch);
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
    }

    /// <summary>Ohmic resistance.</summary>
    internal float OhmicOhms;

    /// <summary>Resistance of the fast branch at small currents.</summary>
    internal float FastOhms;

    /// <summary>Resistance of the middle branch at small currents.</summary>
    internal float MiddleOhms;

    /// <summary>Resistance of the slow branch at small currents.</summary>
    internal float SlowOhms;

    /// <summary>Half the gap between the branches of the OCV.</summary>
    internal float HysteresisVolts;

    /// <summary>How far the fast branch's current goes towards the flowing one in the step, 0…1.</summary>
    internal float FastFollow;

    /// <summary>How far the middle branch's current goes towards the flowing one in the step, 0…1.</summary>
    internal float MiddleFollow;

    /// <summary>How far the slow branch's current goes towards the flowing one in the step, 0…1.</summary>
    internal float SlowFollow;

    /// <summary>By how much the voltage rises with the middle branch's current, in ohms, after <see cref="PolarisationVolts"/>.</summary>
    internal float MiddleSensitivity;

    /// <summary>By how much the voltage rises with the slow branch's current, in ohms, after <see cref="PolarisationVolts"/>.</summary>
    internal float SlowSensitivity;

    /// <summary>Whether there is a fast branch.</summary>
    public bool HasFast => _fastBranch >= 0;

    /// <summary>Whether there is a middle branch.</summary>
    public bool HasMiddle => _middleBranch >= 0;

    /// <summary>Whether there is a slow branch.</summary>
    public bool HasSlow => _slowBranch >= 0;

    /// <summary>Sets how far each branch follows in a step of this length; exact for a constant current.</summary>
    public void SetPeriod(int milliseconds)
    {
        if (milliseconds == _milliseconds)
            return;
        _milliseconds = milliseconds;
        float seconds = milliseconds * 1e-3f;
        SlowFollow = FloatMath.Approach(seconds * _inverseSlowTau);
        MiddleFollow = FloatMath.Approach(seconds * _inverseMiddleTau);
        if (_fastBranch >= 0)
            FastFollow = FloatMath.Approach(seconds * _inverseFastTau);
    }

    /// <summary>Reads one of the slow tables at the model's place.</summary>
    public void RefreshNext()
    {
        int turn = _turn;
        _turn = turn == TableCount - 1 ? 0 : turn + 1;
        Refresh(turn);
    }

    /// <summary>Reads all of them.</summary>
    public void RefreshAll()
    {
        for (int table = 0; table < TableCount; table++)
            Refresh(table);
    }

    /// <summary>The sum of the branches' voltages; sets the sensitivities.</summary>
    public float PolarisationVolts(float fastAmps, float middleAmps, float slowAmps)
    {
        float perAmp = _argumentPerAmp;
        if (perAmp <= 0f)
        {
            MiddleSensitivity = MiddleOhms;
            SlowSensitivity = SlowOhms;
            return (FastOhms * fastAmps) + (MiddleOhms * middleAmps) + (SlowOhms * slowAmps);
        }
        SaturationTable saturation = _saturation;
        float sum = SlowOhms * slowAmps * saturation.Gain((slowAmps < 0f ? -slowAmps : slowAmps) * perAmp);
        SlowSensitivity = SlowOhms * saturation.Slope;
        if (_middleBranch >= 0)
        {
            sum += MiddleOhms * middleAmps * saturation.Gain((middleAmps < 0f ? -middleAmps : middleAmps) * perAmp);
            MiddleSensitivity = MiddleOhms * saturation.Slope;
        }
        if (_fastBranch >= 0)
            sum += FastOhms * fastAmps * saturation.Gain((fastAmps < 0f ? -fastAmps : fastAmps) * perAmp);
        return sum;
    }

    private void Refresh(int table)
    {
        GroupModel model = _model;
        switch (table)
        {
            case 0:
                OhmicOhms = model.R0Ohms();
                break;
            case 1:
                if (_slowBranch >= 0)
                    SlowOhms = model.BranchOhms(_slowBranch);
                break;
            case 2:
                if (_middleBranch >= 0)
                    MiddleOhms = model.BranchOhms(_middleBranch);
                break;
            case 3:
                if (_fastBranch >= 0)
                    FastOhms = model.BranchOhms(_fastBranch);
                break;
            default:
                HysteresisVolts = model.HysteresisVolts();
                float perRate = model.SaturationPerRate();
                _argumentPerAmp = perRate < SmallestCurvature ? 0f : perRate * _inverseCapacity;
                break;
        }
    }

    private float InverseTau(int branch) => branch < 0 ? 0f : 1f / _model.TauSeconds(branch);
}
