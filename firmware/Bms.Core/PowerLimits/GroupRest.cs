using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.PackState;

namespace Bms.Core.PowerLimits;

/// <summary>
/// Where each group's voltage stands beside what the model expects of it, slowly followed, and from it the group that would meet the
/// voltage limit first in each direction. A promise that begins at the measured voltage owes nothing to an SOC that is somewhat wrong;
/// only what the pulse adds comes from the model.
/// </summary>
public sealed class GroupRest
{
    /// <summary>Groups that one turn visits.</summary>
    public const int GroupsPerTurn = 4;

    private const float FollowSeconds = 20f;
    private const float MostVolts = 0.5f;

    // Below this nothing unsettled is left to speak of.
    private const float Settled = 1e-3f;

    private readonly GroupModel _model;
    private readonly float[] _error;
    private readonly float[] _latest;
    private readonly bool[] _seen;
    private readonly float _margin;
    private float _follow = 1f;
    private float _nowVolts;
    private float _hysteresisVolts;
    private bool _fresh = true;
    private bool _freshNext;
    private float _worstDischarge;
    private float _worstCharge;
    private float _nextLowest;
    private float _nextLowestSoc;
    private float _nextHighestSoc;
    private int _nextDischarge;
    private int _nextCharge;

    /// <summary>Makes the followers of one pack.</summary>
    /// <param name="groups">Series groups.</param>
    /// <param name="model">The group's model.</param>
    /// <param name="margin">How many sigmas of its SOC a group may be nearer to its limit.</param>
    public GroupRest(int groups, GroupModel model, float margin)
    {
        _model = model;
        _margin = margin;
        _error = new float[groups];
        _latest = new float[groups];
        _seen = new bool[groups];
    }

    /// <summary>The group that would meet the lower voltage limit first.</summary>
    public int DischargeGroup { get; private set; }

    /// <summary>The group that would meet the upper voltage limit first.</summary>
    public int ChargeGroup { get; private set; }

    /// <summary>The lowest of the groups' voltages without load, in volts.</summary>
    public float LowestVolts { get; private set; }

    /// <summary>The lowest SOC of any group, less its sigmas.</summary>
    public float LowestSoc { get; private set; }

    /// <summary>The highest SOC of any group, with its sigmas.</summary>
    public float HighestSoc { get; private set; } = 1f;

    /// <summary>The overpotential of the average group at which the voltages were followed, in volts.</summary>
    public float AnchorVolts { get; private set; }

    /// <summary>How much of the model's own error the voltages have not taken out yet: 1 at first, 0 once they are followed.</summary>
    public float Unsettled { get; private set; } = 1f;

    /// <summary>How far a group's voltage is from what the model expects of it, slowly followed, in volts.</summary>
    public float ErrorVolts(int group) => _error[group];

    /// <summary>The same, or what was seen last where that is nearer to the limit: at a steep end a slow follower comes too late.</summary>
    public float WorseErrorVolts(int group, bool charges)
    {
        float slow = _error[group];
        float latest = _latest[group];
        return (latest > slow) == charges ? latest : slow;
    }

    /// <summary>What was followed no longer counts: the SOC was moved by something else than charge.</summary>
    public void Restart() => _freshNext = true;

    /// <summary>Begins a pass over all groups.</summary>
    /// <param name="seconds">Time since the last one.</param>
    /// <param name="nowVolts">Overpotential of the average group now, with its sign.</param>
    /// <param name="hysteresisVolts">What hysteresis adds now, in volts.</param>
    public void Begin(float seconds, float nowVolts, float hysteresisVolts)
    {
        if (_freshNext)
        {
            _fresh = true;
            Unsettled = 1f;
            for (int group = 0; group < _seen.Length; group++)
                _seen[group] = false;
        }
        _freshNext = false;
        _follow = _fresh ? 1f : seconds / (seconds + FollowSeconds);
        AnchorVolts = _fresh ? nowVolts : AnchorVolts + (_follow * (nowVolts - AnchorVolts));
        if (AnchorVolts < 1e-12f && AnchorVolts > -1e-12f)
            AnchorVolts = 0f;
        if (!_fresh)
            Unsettled -= _follow * Unsettled;
        if (Unsettled < Settled)
            Unsettled = 0f;
        _nowVolts = nowVolts;
        _hysteresisVolts = hysteresisVolts;
        _worstDischarge = float.MaxValue;
        _worstCharge = -float.MaxValue;
        _nextLowest = float.MaxValue;
        _nextLowestSoc = 1f;
        _nextHighestSoc = 0f;
    }

    /// <summary>Visits some groups; true once all of them have been visited.</summary>
    /// <param name="turn">Which turn of the pass, from 0.</param>
    /// <param name="usable">False where the current is not known: then nothing is followed.</param>
    /// <param name="measurements">The step's voltages.</param>
    /// <param name="measurement">Which of them can be used.</param>
    /// <param name="groups">The groups' states.</param>
    /// <param name="dischargeSoc">By how much the discharge that counts moves the SOC, positive.</param>
    /// <param name="chargeSoc">By how much the charge does.</param>
    /// <param name="dischargeVolts">Overpotential of that discharge in the average group, positive.</param>
    /// <param name="chargeVolts">Of that charge.</param>
    public bool Visit(
        int turn,
        bool usable,
        Measurements measurements,
        MeasurementStage measurement,
        GroupStage groups,
        float dischargeSoc,
        float chargeSoc,
        float dischargeVolts,
        float chargeVolts)
    {
        float[] socs = groups.Soc;
        float[] sigmas = groups.SocSigma;
        float[] factors = groups.ResistanceFactor;
        float[] errors = _error;
        GroupModel model = _model;
        int group = turn * GroupsPerTurn;
        int end = group + GroupsPerTurn;
        if (end > errors.Length)
            end = errors.Length;
        for (; group < end; group++)
        {
            float soc = socs[group];
            float reach = _margin * sigmas[group];
            float factor = factors[group];
            float ocv = model.OcvAt(soc);
            if (usable && measurement.IsCellUsable(group))
                Follow(group, (measurements.CellMicrovolts[group] * 1e-6f) - ocv - _hysteresisVolts - (factor * _nowVolts));
            float error = errors[group];
            float latest = _latest[group];
            float rest = ocv + error;
            float lower = (latest < error ? latest : error) + model.OcvAt(soc - reach - dischargeSoc) - (factor * dischargeVolts);
            if (lower < _worstDischarge)
            {
                _worstDischarge = lower;
                _nextDischarge = group;
            }
            float upper = (latest > error ? latest : error) + model.OcvAt(soc + reach + chargeSoc) + (factor * chargeVolts);
            if (upper > _worstCharge)
            {
                _worstCharge = upper;
                _nextCharge = group;
            }
            if (rest < _nextLowest)
                _nextLowest = rest;
            if (soc - reach < _nextLowestSoc)
                _nextLowestSoc = soc - reach;
            if (soc + reach > _nextHighestSoc)
                _nextHighestSoc = soc + reach;
        }
        if (end < errors.Length)
            return false;
        End();
        return true;
    }

    private void Follow(int group, float difference)
    {
        float held = difference > MostVolts ? MostVolts : difference < -MostVolts ? -MostVolts : difference;
        float follow = _seen[group] ? _follow : 1f;
        _seen[group] = true;
        _latest[group] = held;
        float error = _error[group] + (follow * (held - _error[group]));
        _error[group] = error < 1e-12f && error > -1e-12f ? 0f : error;
    }

    private void End()
    {
        _fresh = false;
        DischargeGroup = _nextDischarge;
        ChargeGroup = _nextCharge;
        LowestVolts = _nextLowest;
        LowestSoc = _nextLowestSoc < 0f ? 0f : _nextLowestSoc;
        HighestSoc = _nextHighestSoc > 1f ? 1f : _nextHighestSoc;
    }
}
