using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.PackState;

namespace Bms.Core.PowerLimits;

/// <summary>
/// What the weakest group can take and give for each horizon. Each turn evaluates one direction and horizon at the current that the
/// last turn left: where that fits, it is the promise and the next turn tries a larger one; where it does not, the promise is smaller
/// by the lack over the least slope of the overpotential, which is never too little, because the overpotential is concave in the current
/// and the OCV's own movement only helps.
/// </summary>
/// <remarks>
/// After G. Plett, J. Power Sources 134 (2004) 262 and Battery Management Systems, vol. II, ch. 6. What differs: Newton steps spread
/// over turns instead of a bisection; the start is the measured voltage; and every doubt is taken off as a margin.
/// </remarks>
public sealed class PulseSearch
{
    /// <summary>Directions times horizons: discharge first.</summary>
    public const int Pairs = 2 * PulseModel.Horizons;

    // What the sensors and the followed voltage may be off by, one sigma.
    private const float SensorVolts = 0.0025f;
    private const float SecondsPerHour = 3600f;
    private const float GrowShare = 0.9f;
    private const float SmallestSlopeOhms = 1e-9f;

    // The model's own error is followed where the SOC stays, and is another one a tenth away.
    private const float ErrorPerSoc = 10f;

    // An SOC that counts wrong must not keep a pack from being filled or emptied to its voltage: this much of 1 C stays.
    private const float TrickleRate = 0.05f;
    private const float MiddleSoc = 0.5f;

    // A filter that is sure of its SOC is now and then wrong by more than it thinks.
    private const float SmallestSocSigma = 0.035f;

    // A voltage that the SOC does not explain is worth this much SOC, and no more than that.
    private const float SocPerVolt = 1f;
    private const float LargestDisagreement = 0.1f;

    private readonly GroupModel _model;
    private readonly PulseModel _pulse;
    private readonly float _maximumVolts;
    private readonly float _minimumVolts;
    private readonly float _margin;
    private readonly float _groups;
    private readonly float[] _candidate = new float[Pairs];
    private readonly float[] _amps = new float[Pairs];
    private readonly float[] _watts = new float[Pairs];
    private readonly byte[] _cause = new byte[Pairs];
    private readonly float[] _volts = new float[Pairs];
    private readonly float[] _moved = new float[Pairs];

    /// <summary>The factor on all resistances of the average group, and one sigma of it with everything else that grows with the load.</summary>
    internal float Scale = 1f;
    internal float RelativeSigma = 0.1f;

    /// <summary>One sigma of the model's own error, in volts.</summary>
    internal float ModelSigmaVolts;

    /// <summary>Capacity of the average group, in ampere-hours.</summary>
    internal float AmpHours = 1f;

    /// <summary>Largest current of each direction, in amperes, and what says so.</summary>
    internal float DischargeCap;
    internal float ChargeCap;
    internal PowerLimitCause DischargeCapCause;
    internal PowerLimitCause ChargeCapCause;

    /// <summary>State of charge below which discharging is not promised.</summary>
    internal float FloorSoc;

    /// <summary>Makes a search for one pack.</summary>
    public PulseSearch(PackConfiguration configuration, GroupModel model, PulseModel pulse)
    {
        _model = model;
        _pulse = pulse;
        _maximumVolts = configuration.Cell.MaximumMicrovolts * 1e-6f;
        _minimumVolts = configuration.Cell.MinimumMicrovolts * 1e-6f;
        _margin = configuration.Power.MarginPermille * 1e-3f;
        _groups = configuration.SeriesGroups;
        for (int horizon = 0; horizon < PulseModel.Horizons; horizon++)
        {
            _candidate[horizon] = configuration.DischargeLimitMicroamps * 1e-6f;
            _candidate[PulseModel.Horizons + horizon] = configuration.ChargeLimitMicroamps * 1e-6f;
        }
    }

    /// <summary>Promised currents, magnitudes in amperes: discharge for the four horizons, then charge.</summary>
    public float[] Amps => _amps;

    /// <summary>Promised powers of the whole pack, magnitudes in watts.</summary>
    public float[] Watts => _watts;

    /// <summary>What holds each promise, a <see cref="PowerLimitCause"/>.</summary>
    public byte[] Cause => _cause;

    /// <summary>Overpotential of the last evaluation in the average group, a magnitude in volts.</summary>
    public float LoadVolts(int pair) => _volts[pair];

    /// <summary>By how much the last evaluation moved the SOC, a magnitude.</summary>
    public float MovedSoc(int pair) => _moved[pair];

    /// <summary>Takes one pair's turn.</summary>
    /// <param name="pair">0…3 discharge, 4…7 charge.</param>
    /// <param name="groups">The groups' states.</param>
    /// <param name="rest">Where the groups' voltages stand, and the weakest of them.</param>
    /// <param name="centidegrees">The coldest temperature.</param>
    public void Turn(int pair, GroupStage groups, GroupRest rest, int centidegrees)
    {
        bool charges = pair >= PulseModel.Horizons;
        int horizon = charges ? pair - PulseModel.Horizons : pair;
        int group = charges ? rest.ChargeGroup : rest.DischargeGroup;
        float sign = charges ? 1f : -1f;
        float soc = groups.Soc[group];
        float error = rest.WorseErrorVolts(group, charges);
        float sigma = groups.SocSigma[group];
        float reach = (_margin * (sigma > SmallestSocSigma ? sigma : SmallestSocSigma)) + Disagreement(sign * error);
        float socPerAmp = _pulse.Seconds(horizon) / (SecondsPerHour * AmpHours * groups.CapacityFactor[group]);
        float cap = charges ? ChargeCap : DischargeCap;
        PowerLimitCause cause = charges ? ChargeCapCause : DischargeCapCause;
        float bySoc = SocAmps(charges, soc, reach, socPerAmp);
        if (bySoc < cap)
        {
            cap = bySoc;
            cause = !charges && FloorSoc > 0f ? PowerLimitCause.Reserve : PowerLimitCause.StateOfCharge;
        }
        float candidate = _candidate[pair];
        float amps = candidate < cap ? candidate : cap;
        float moved = amps * socPerAmp;
        float factor = Scale * groups.ResistanceFactor[group];

        // The OCV's movement where a group may be that is as much nearer to its limit as its SOC is in doubt. Resistances grow towards
        // either end, towards empty most: they are taken at the end of the doubt, and of the pulse, that is nearer to it.
        float shifted = Place(soc + (sign * reach));
        float far = shifted + (sign * moved);
        _pulse.Look(charges && soc < MiddleSoc ? Place(soc - reach) : far, centidegrees);
        _pulse.Load(charges, sign * amps, horizon);
        float ocv = _model.OcvAt(soc);
        float moves = sign * (_model.OcvAt(soc + (sign * moved)) - ocv);
        float movesShifted = sign * (_model.OcvAt(far) - _model.OcvAt(shifted));
        if (movesShifted > moves)
            moves = movesShifted;
        float drop = sign * factor * _pulse.Volts;
        float from = charges ? _maximumVolts - ocv - error : ocv + error - _minimumVolts;
        float room = from - moves - drop - _pulse.HysteresisVolts - _pulse.InstantHysteresisVolts
            - Margin(drop - (sign * groups.ResistanceFactor[group] * rest.AnchorVolts), moved, rest.Unsettled);
        Decide(pair, amps, cap, room, factor, amps > 0f ? moves / amps : 0f, cause);
        _volts[pair] = drop < 0f ? 0f : drop / groups.ResistanceFactor[group];
        _moved[pair] = moved;
        float least = charges ? LowestWhileCharging(rest) : _minimumVolts + (room > 0f ? room : 0f);
        _watts[pair] = _amps[pair] * _groups * least;
    }

    /// <summary>A voltage that stands nearer to the limit than the SOC says may be the SOC's error: by how much.</summary>
    private static float Disagreement(float volts)
    {
        if (volts <= 0f)
            return 0f;
        float soc = volts * SocPerVolt;
        return soc < LargestDisagreement ? soc : LargestDisagreement;
    }

    private float SocAmps(bool charges, float soc, float reach, float socPerAmp)
    {
        float room = charges ? 1f - soc : soc;
        float trickle = TrickleRate * AmpHours;
        if (!charges && FloorSoc > 0f)
        {
            room = soc - reach - FloorSoc;
            trickle = 0f;
        }
        float amps = room > 0f ? room / socPerAmp : 0f;
        return amps < trickle ? trickle : amps;
    }

    private float Margin(float added, float moved, float unsettled)
    {
        float lasting = unsettled + (ErrorPerSoc * moved);
        if (lasting > 1f)
            lasting = 1f;
        float load = added < 0f ? -added : added;
        return _margin * (SensorVolts + (RelativeSigma * load) + (ModelSigmaVolts * lasting));
    }

    private void Decide(int pair, float amps, float cap, float room, float factor, float ocvOhms, PowerLimitCause cause)
    {
        float slope = Slope(factor * _pulse.SlopeOhms);
        if (room >= 0f)
        {
            float steepest = (slope * (1f + (_margin * RelativeSigma))) + ocvOhms;
            float next = amps + (GrowShare * room / steepest);
            _amps[pair] = amps;
            _candidate[pair] = next < cap ? next : cap;
            _cause[pair] = (byte)(amps < cap ? PowerLimitCause.Voltage : cause);
            return;
        }
        float promise = amps + (room / slope);
        if (promise < _pulse.HeldAmps)
            promise = amps + (room / Slope(factor * _pulse.OhmicSlopeOhms));
        if (promise < 0f)
            promise = 0f;
        _amps[pair] = promise;
        _candidate[pair] = promise;
        _cause[pair] = (byte)PowerLimitCause.Voltage;
    }

    private static float Slope(float ohms) => ohms < SmallestSlopeOhms ? SmallestSlopeOhms : ohms;

    /// <summary>While a charge begins, the lowest voltage that its current meets: branches of a discharge still pull it down.</summary>
    private float LowestWhileCharging(GroupRest rest)
    {
        float volts = rest.LowestVolts - (_margin * SensorVolts);
        if (rest.AnchorVolts < 0f)
            volts += rest.AnchorVolts;
        return volts > _minimumVolts ? volts : _minimumVolts;
    }

    /// <summary>No group is emptier than empty or fuller than full before the pulse; beyond, the OCV goes on with its last slope.</summary>
    private static float Place(float soc) => soc < 0f ? 0f : soc > 1f ? 1f : soc;
}
