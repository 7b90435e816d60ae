using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;
using Bms.Core.Protection;

namespace Bms.Core.PowerLimits;

/// <summary>
/// What the pack can take and give, and what of it is permitted. What it can is computed in turns, one direction and horizon at a time, then
/// what surrounds them, then the groups; what is permitted follows in every step.
/// </summary>
public sealed partial class PowerStage
{
    private const int Horizons = PulseModel.Horizons;
    private const int SurroundingsTurn = PulseSearch.Pairs;
    private const int DefaultCentidegrees = 2500;

    private readonly bool _enabled;
    private readonly PowerSettings _settings;
    private readonly float _dischargeAmps;
    private readonly float _chargeAmps;
    private readonly GroupModel _model;
    private readonly ChargeLedger _ledger;
    private readonly LoadWindow _load;
    private readonly PulseModel _pulse;
    private readonly PulseModel _now;
    private readonly GroupRest _rest;
    private readonly PulseSearch _search;
    private readonly LimitMap _chargeMap;
    private readonly LimitMap _dischargeMap;
    private int _turn = SurroundingsTurn;
    private int _coldest = DefaultCentidegrees;
    private int _hottest = DefaultCentidegrees;
    private bool _temperatureSeen;
    private float _hysteresis;
    private float _lastSoc = -1f;
    private float _passSeconds;
    private bool _ready;

    /// <summary>Makes the stage for one pack.</summary>
    public PowerStage(PackConfiguration configuration)
    {
        PowerSettings settings = configuration.Power;
        _settings = settings;
        _enabled = settings.Enabled;
        _dischargeAmps = configuration.DischargeLimitMicroamps * 1e-6f;
        _chargeAmps = configuration.ChargeLimitMicroamps * 1e-6f;
        int recovery = settings.Enabled ? settings.RecoveryMilliseconds : 0;
        _charge = new PermittedCurrent(configuration.ChargeLimitMicroamps, recovery);
        _discharge = new PermittedCurrent(configuration.DischargeLimitMicroamps, recovery);
        _maximumMicrovolts = configuration.Cell.MaximumMicrovolts;
        _minimumMicrovolts = configuration.Cell.MinimumMicrovolts;
        _model = new GroupModel(configuration);
        _ledger = new ChargeLedger(_model.CapacityMicroampHours, 0);
        _load = new LoadWindow(_model, _ledger, configuration.Estimation.GapMilliseconds);
        _pulse = new PulseModel(_model, settings.ContinuousSeconds);
        _now = new PulseModel(_model, settings.ContinuousSeconds);
        _rest = new GroupRest(configuration.SeriesGroups, _model, settings.MarginPermille * 1e-3f);
        _search = new PulseSearch(configuration, _model, _pulse);
        _chargeMap = new LimitMap(settings, settings.MapChargePermille);
        _dischargeMap = new LimitMap(settings, settings.MapDischargePermille);
    }

    /// <summary>True once every horizon of both directions has been computed.</summary>
    public bool Ready => _ready;

    /// <summary>Discharge current that 2 s, 10 s, 30 s and continuously may be drawn, magnitudes in amperes. Owned by the stage: read only.</summary>
    public float[] DischargeAmps { get; } = new float[Horizons];

    /// <summary>Charge current likewise.</summary>
    public float[] ChargeAmps { get; } = new float[Horizons];

    /// <summary>Discharge power of the pack likewise, in watts.</summary>
    public float[] DischargeWatts { get; } = new float[Horizons];

    /// <summary>Charge power likewise.</summary>
    public float[] ChargeWatts { get; } = new float[Horizons];

    /// <summary>What holds each of the discharge currents, a <see cref="PowerLimitCause"/>.</summary>
    public byte[] DischargeCause { get; } = new byte[Horizons];

    /// <summary>What holds each of the charge currents.</summary>
    public byte[] ChargeCause { get; } = new byte[Horizons];

    /// <summary>The group that would meet the lower voltage limit first.</summary>
    public int DischargeGroup => _rest.DischargeGroup;

    /// <summary>The group that would meet the upper voltage limit first.</summary>
    public int ChargeGroup => _rest.ChargeGroup;

    /// <summary>Takes one step.</summary>
    public void Step(
        Measurements measurements,
        MeasurementStage measurement,
        ProtectionStage protection,
        EstimationStage estimation,
        GroupStage groups,
        HealthStage health)
    {
        _charge.Begin();
        _discharge.Begin();
        if (_enabled)
        {
            if (estimation.Stepped && groups.Valid)
                TakeTurn(measurements, measurement, estimation, groups, health);
            Permit(measurements, measurement, estimation);
        }
        _charge.Reduce(protection.ChargePermille, PowerLimitCause.Protection);
        _discharge.Reduce(protection.DischargePermille, PowerLimitCause.Protection);
        bool mayRise = !_enabled || measurement.Complete;
        _charge.End(measurement.ElapsedMilliseconds, mayRise);
        _discharge.End(measurement.ElapsedMilliseconds, mayRise);
    }

    /// <summary>
    /// The voltage of a group at the end of a pulse from now on, in volts, without margin: for whoever compares what is predicted with
    /// what came. Not for use within a step.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="amps">The pulse's current, positive charges.</param>
    /// <param name="horizon">Which horizon, 0…3.</param>
    /// <param name="groups">The groups' states.</param>
    public float EndVolts(int group, float amps, int horizon, GroupStage groups)
    {
        float soc = groups.Soc[group];
        float moved = amps * _pulse.Seconds(horizon) / (3600f * _search.AmpHours * groups.CapacityFactor[group]);
        _pulse.Look(soc + moved, _coldest);
        _pulse.LoadEnd(amps, horizon);
        float direction = amps > 0f ? 1f : amps < 0f ? -1f : _load.Direction;
        float travel = FloatMath.Approach(_model.HysteresisRate * FloatMath.Abs(moved));
        float hysteresis = _hysteresis + (travel * (direction - _hysteresis));
        return _model.OcvVolts + _rest.ErrorVolts(group) + (hysteresis * _pulse.HysteresisVolts)
            + (direction * _pulse.InstantHysteresisVolts) + (_search.Scale * groups.ResistanceFactor[group] * _pulse.Volts);
    }

    private void TakeTurn(
        Measurements measurements, MeasurementStage measurement, EstimationStage estimation, GroupStage groups, HealthStage health)
    {
        FollowLoad(estimation);
        FollowTemperature(measurement);
        int turn = _turn;
        if (turn < PulseSearch.Pairs)
        {
            _pulse.Follow(_load);
            _search.Turn(turn, groups, _rest, _coldest);
            Publish(turn);
            _turn = turn + 1;
            if (turn == PulseSearch.Pairs - 1)
                _ready = true;
            return;
        }
        _now.Follow(_load);
        if (turn == SurroundingsTurn)
        {
            LookAround(measurements, estimation, health);
            _turn = turn + 1;
            return;
        }
        int pass = turn - SurroundingsTurn - 1;
        if (pass == 0)
            BeginPass(measurement);
        const int Discharge = 1;
        const int Charge = Horizons + 1;
        PulseSearch search = _search;
        bool ended = _rest.Visit(
            pass,
            measurement.CurrentUsable,
            measurements,
            measurement,
            groups,
            search.MovedSoc(Discharge),
            search.MovedSoc(Charge),
            search.LoadVolts(Discharge),
            search.LoadVolts(Charge));
        _turn = ended ? 0 : turn + 1;
        if (ended && !_ready)
            LookAtMaps();
    }

    private void BeginPass(MeasurementStage measurement)
    {
        _now.LoadEnd(measurement.PackMicroamps * 1e-6f, -1);
        float hysteresis = (_hysteresis * _now.HysteresisVolts) + (_load.Direction * _now.InstantHysteresisVolts);
        _rest.Begin(_passSeconds, _search.Scale * _now.Volts, hysteresis);
        _passSeconds = 0f;
    }

    private void FollowLoad(EstimationStage estimation)
    {
        EstimatorInput input = estimation.Input;
        float soc = estimation.Estimator.Soc;
        LoadWindow load = _load;
        load.Open();
        _ledger.Set(_lastSoc < 0f ? soc : _lastSoc);
        load.Add(input, input.MeanMicroamps * 1e-6f);
        float hysteresis = (_hysteresis * load.HysteresisKept) + load.HysteresisPull;
        _hysteresis = hysteresis < FloatMath.Negligible && hysteresis > -FloatMath.Negligible ? 0f : FloatMath.Clamp(hysteresis, -1f, 1f);
        float jump = soc - _ledger.Soc;
        if (jump > LargestJump || jump < -LargestJump)
            _rest.Restart();
        _lastSoc = soc;
        _passSeconds += input.ElapsedMilliseconds * 1e-3f;
    }

    /// <summary>A lost sensor may have been the coldest, or the hottest.</summary>
    private void FollowTemperature(MeasurementStage measurement)
    {
        ChannelSummary temperatures = measurement.Temperatures;
        if (temperatures.UsableCount == 0)
            return;
        int coldest = temperatures.Minimum;
        int hottest = temperatures.Maximum;
        bool lost = _temperatureSeen && temperatures.LostCount > 0;
        if (!lost || coldest < _coldest)
            _coldest = coldest;
        if (!lost || hottest > _hottest)
            _hottest = hottest;
        _temperatureSeen = true;
    }

    private void Publish(int pair)
    {
        PulseSearch search = _search;
        if (pair < Horizons)
        {
            DischargeAmps[pair] = search.Amps[pair];
            DischargeWatts[pair] = search.Watts[pair];
            DischargeCause[pair] = search.Cause[pair];
            return;
        }
        int horizon = pair - Horizons;
        ChargeAmps[horizon] = search.Amps[pair];
        ChargeWatts[horizon] = search.Watts[pair];
        ChargeCause[horizon] = search.Cause[pair];
    }
}
