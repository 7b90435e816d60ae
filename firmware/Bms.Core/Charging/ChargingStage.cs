using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;
using Bms.Core.Protection;
using Bms.Core.Thermal;

namespace Bms.Core.Charging;

/// <summary>
/// Leads a charger: a pack voltage at which the highest group just reaches its own, and a current of what is permitted. Every phase has
/// an end that no sensor can withhold: beside tail and voltage there are a longest time and a longest time without progress. The charger
/// is switched off in the step in which anything speaks against it; phases and targets are looked at in one step of eight each.
/// </summary>
public sealed partial class ChargingStage
{
    // Turns in which little else is done.
    private const int TurnPhase = 6;
    private const int TargetPhase = 2;

    // The voltage target is made better by what the highest group shows, quickly down and slowly up.
    private const int TrimDownDivisor = 8;
    private const int TrimUpDivisor = 64;
    private const int LargestErrorMicrovolts = 20000;
    private const int LargestTrimDownMicrovolts = 50000;
    private const int TrimUpPart = 100;
    private const int ReductionDivisor = 4;
    private const int FarthestTrimMicrovolts = 60000;

    private readonly ChargingSettings _settings;
    private readonly CurrentSteps _steps;
    private readonly int _groups;
    private readonly int _fullMicrovolts;
    private readonly int _prechargeMicroamps;
    private readonly int _restMicroamps;
    private readonly long _progressNanocoulombs;
    private long _chargeNanocoulombs;
    private int _reductionMicrovolts;
    private bool _reductionKnown;
    private bool _heldBack;
    private bool _full;
    private int _trimMicrovolts;
    private int _targetMicrovolts;
    private int _phaseMicroamps;

    /// <summary>Makes the stage for one pack.</summary>
    public ChargingStage(PackConfiguration configuration)
    {
        ChargingSettings settings = configuration.Charging;
        _settings = settings;
        _steps = new CurrentSteps(configuration);
        _groups = configuration.SeriesGroups;
        _fullMicrovolts = _groups * settings.TargetMicrovolts;
        _prechargeMicroamps = configuration.ChargeLimitMicroamps / 1000 * settings.PrechargePermille;
        _restMicroamps = configuration.Measurement.RestMicroamps;
        const long NanocoulombsPerMicroampHour = 3600000L;
        _progressNanocoulombs = (long)configuration.Cell.CapacityMicroampHours * configuration.ParallelCells
            * NanocoulombsPerMicroampHour / ProgressPart;
    }

    /// <summary>Where the charge stands.</summary>
    public ChargePhase Phase { get; private set; }

    /// <summary>Why it was given up.</summary>
    public ChargeFault Fault { get; private set; }

    /// <summary>True where the charger is to give current.</summary>
    public bool ChargerEnabled { get; private set; }

    /// <summary>The voltage that the charger is to keep to, in microvolts of the pack; 0 where it is off.</summary>
    public int PackMicrovolts => ChargerEnabled ? _targetMicrovolts : 0;

    /// <summary>The current that it is to keep to, in microamps; 0 where it is off.</summary>
    public int Microamps { get; private set; }

    /// <summary>Decides for one step.</summary>
    /// <param name="measurements">The step's raw measurements, for the requests.</param>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="protection">Whether anything trips.</param>
    /// <param name="estimation">The state of charge.</param>
    /// <param name="groups">Which group is the fullest.</param>
    /// <param name="power">The permitted current.</param>
    /// <param name="thermal">Whether the pack has to be heated first.</param>
    /// <param name="contactors">Whether they are closed.</param>
    /// <param name="bleedingGroups">How many groups bled in the last step: the balancer comes later.</param>
    public void Step(
        Measurements measurements,
        MeasurementStage measurement,
        ProtectionStage protection,
        EstimationStage estimation,
        GroupStage groups,
        PowerStage power,
        ThermalStage thermal,
        ContactorStage contactors,
        int bleedingGroups)
    {
        if (!_settings.Enabled || (!measurements.ChargerConnected && Phase == ChargePhase.None))
            return;
        int turn = measurement.Phase;
        bool flows = Flows(Phase);
        if (!flows && turn != TurnPhase)
            return;
        int permitted = power.ChargeLimitMicroamps;
        _full = permitted <= _settings.TailMicroamps << 1 && IsFull(power.ChargeLimitCause);
        _heldBack = permitted <= _settings.TailMicroamps && Phase >= ChargePhase.ConstantVoltage && IsFull(power.ChargeLimitCause);
        bool may = measurements.ChargerConnected
            && !measurements.ChargeStopRequested
            && contactors.MainClosed
            && !contactors.ZeroCurrentRequested
            && measurement.Complete
            && !protection.AnyTrip
            && (permitted > 0 || _heldBack);
        if (turn == TurnPhase)
        {
            Turn(measurements, measurement, estimation, thermal, may, bleedingGroups);
            flows = Flows(Phase);
        }
        else if (turn == TargetPhase)
        {
            LookAtTargets(measurement, SocPermyriad(estimation, groups));
        }
        bool enabled = may && flows && _phaseMicroamps > 0 && permitted > 0;
        ChargerEnabled = enabled;
        Microamps = enabled ? (_phaseMicroamps < permitted ? _phaseMicroamps : permitted) : 0;
    }

    /// <summary>Switches the charger off for good: the controller's state cannot be trusted any more.</summary>
    internal void Fail()
    {
        ChargerEnabled = false;
        Microamps = 0;
    }

    /// <summary>What a full pack takes back from what is permitted: near the end that is no reason to wait, it is the end.</summary>
    private static bool IsFull(PowerLimitCause cause) =>
        cause == PowerLimitCause.Voltage || cause == PowerLimitCause.StateOfCharge || cause == PowerLimitCause.Taper;

    private static bool Flows(ChargePhase phase) => phase >= ChargePhase.Precharge && phase <= ChargePhase.BalancingHold;

    private static int SocPermyriad(EstimationStage estimation, GroupStage groups)
    {
        float soc = groups.Valid ? groups.Soc[groups.FullestGroup] : estimation.Estimator.Soc;
        return (int)(FloatMath.Clamp(soc, 0f, 1f) * CellProfile.FullSocPermyriad);
    }

    private void LookAtTargets(MeasurementStage measurement, int socPermyriad)
    {
        ChannelSummary cells = measurement.Cells;
        ChannelSummary temperatures = measurement.Temperatures;
        if (!measurement.Complete)
            return;
        int steps = _steps.Microamps(socPermyriad, temperatures.Minimum, temperatures.Maximum);
        switch (Phase)
        {
            case ChargePhase.Precharge:
                _phaseMicroamps = steps < _prechargeMicroamps ? steps : _prechargeMicroamps;
                break;
            case ChargePhase.BalancingHold:
                _phaseMicroamps = steps < _settings.TailMicroamps ? steps : _settings.TailMicroamps;
                break;
            default:
                _phaseMicroamps = steps;
                break;
        }
        LookAtVoltage(cells, measurement.PackMicroamps);
    }

    /// <summary>
    /// The pack voltage at which the highest group is at its target: all groups at the target, less what the others hang behind. What the
    /// charger's own error and the cables make of it, a slow trim takes back.
    /// </summary>
    private void LookAtVoltage(ChannelSummary cells, int microamps)
    {
        int reduction = (_groups * cells.Maximum) - cells.Sum;
        // Up at once, for a weak group rises steeply at the end; down slowly, for noise.
        if (_reductionKnown && reduction < _reductionMicrovolts)
            _reductionMicrovolts += (reduction - _reductionMicrovolts) / ReductionDivisor;
        else
            _reductionMicrovolts = reduction;
        _reductionKnown = true;
        int below = _settings.TargetMicrovolts - cells.Maximum;
        int error = (int)IntegerMath.Clamp(below, -LargestErrorMicrovolts, LargestErrorMicrovolts);
        // Upwards only where the charger's own voltage holds the current back: not its current, nor a load beside it.
        if (error < 0)
            _trimMicrovolts += error * _groups / TrimDownDivisor;
        else if (below < FarthestTrimMicrovolts && ChargerEnabled && microamps > 0 && microamps < Microamps - (Microamps >> 4))
            _trimMicrovolts += error * _groups / TrimUpDivisor;
        int most = _fullMicrovolts / TrimUpPart;
        _trimMicrovolts = (int)IntegerMath.Clamp(_trimMicrovolts, -LargestTrimDownMicrovolts * _groups, most);
        _targetMicrovolts = (int)IntegerMath.Clamp((long)_fullMicrovolts - _reductionMicrovolts + _trimMicrovolts, 0, _fullMicrovolts + most);
    }
}
