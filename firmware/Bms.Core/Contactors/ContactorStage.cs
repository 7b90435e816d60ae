using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;
using Bms.Core.Thermal;

namespace Bms.Core.Contactors;

/// <summary>
/// Decides the pack's mode and with it the contactors. A trip opens them, at once or after the bounded wait of its row; they close only
/// on request, with no trip, not before every channel has been seen good at once, and where the image says so after precharging.
/// Whether they do as they are told is watched.
/// </summary>
public sealed class ContactorStage
{
    // More modes than this are never passed in one step.
    private const int MostTransitions = 6;
    private const int FullPermille = 1000;
    private const int MainBit = 1;
    private const int NotWaiting = -1;

    private readonly ContactorSettings _settings;
    private readonly bool _hasLink;
    private readonly bool _hasFeedback;
    private readonly int _weldMicroamps;
    private readonly bool _timed;
    private int _lastConditions = -1;
    private int _inModeMilliseconds;
    private int _openWaited = NotWaiting;
    private int _coolLeft;
    private int _tries;
    private int _sinceCommand;
    private int _disobeyed;
    private bool _commanded;
    private bool _lastReset;

    /// <summary>Makes the stage for one pack.</summary>
    public ContactorStage(PackConfiguration configuration)
    {
        _settings = configuration.Contactors;
        _timed = _settings.Precharge || _settings.Preheat || _settings.ReactionMilliseconds != 0;
        _hasLink = configuration.Has(AuxiliaryChannel.LinkMicrovolts);
        _hasFeedback = configuration.Has(AuxiliaryChannel.ContactorFeedback);
        int rest = configuration.Measurement.RestMicroamps;
        _weldMicroamps = _settings.ZeroMicroamps > rest ? _settings.ZeroMicroamps : rest;
    }

    /// <summary>What the pack is doing.</summary>
    public PackMode Mode { get; private set; }

    /// <summary>What is wrong with the contactors.</summary>
    public ContactorFault Fault { get; private set; }

    /// <summary>True where the main contactors are to be closed.</summary>
    public bool MainClosed { get; private set; }

    /// <summary>True where the precharge contactor is to be closed.</summary>
    public bool PrechargeClosed { get; private set; }

    /// <summary>True where load and charger are to take no current.</summary>
    public bool ZeroCurrentRequested { get; private set; }

    /// <summary>Brings back a fault from before a loss of power, before the first step; numbers that are no fault are not taken.</summary>
    public void RestoreFault(int fault)
    {
        if (fault > 0 && fault <= (int)ContactorFault.HeaterStuckOn)
            Fault = (ContactorFault)fault;
    }

    /// <summary>Decides for one step.</summary>
    public void Step(Measurements measurements, MeasurementStage measurement, ProtectionStage protection, ThermalStage thermal)
    {
        int elapsed = measurement.ElapsedMilliseconds;
        if (_timed)
        {
            _inModeMilliseconds = IntegerMath.AddSaturating(_inModeMilliseconds, elapsed);
            if (_coolLeft > 0)
                _coolLeft -= elapsed;
            Supervise(measurements, measurement, elapsed);
        }
        Reset(measurements.LatchResetRequested);
        if (thermal.Fault != ThermalFault.None)
            TakeHeaterFault(thermal.Fault);
        int conditions = Conditions(measurements, measurement, protection);
        if (MainClosed)
            conditions |= OpeningConditions(measurement, protection, conditions, elapsed);
        else if (Mode == PackMode.Precharge)
            conditions |= PrechargeConditions(measurements, measurement);
        else if (_settings.Preheat)
            conditions |= HeatConditions(thermal);
        // The next mode follows from this one and the conditions alone.
        if (conditions == _lastConditions)
            return;
        _lastConditions = conditions;
        for (int transition = 0; transition < MostTransitions; transition++)
        {
            PackMode next = ModeTable.Next(Mode, conditions);
            if (next == Mode)
                break;
            Enter(next, conditions);
            // What the current does behind contacts that are not closed yet decides nothing.
            if (MainClosed)
                break;
        }
    }

    /// <summary>Opens everything for good: the controller's state cannot be trusted any more.</summary>
    internal void Fail()
    {
        Enter(PackMode.Fault, 0);
    }

    private int Conditions(Measurements measurements, MeasurementStage measurement, ProtectionStage protection)
    {
        int conditions = 0;
        if (measurements.ServiceRequested)
            conditions = ModeTable.Service;
        if (measurements.ShutdownRequested)
            conditions |= ModeTable.Shutdown;
        if (measurements.ShipRequested)
            conditions |= ModeTable.Ship;
        if (conditions == 0 && measurements.CloseRequested)
            conditions = ModeTable.Close;
        if (protection.AnyTrip)
            conditions |= ModeTable.Trip;
        if (Fault != ContactorFault.None)
            conditions |= ModeTable.Fault;
        if (_settings.Precharge)
            conditions |= ModeTable.Precharges;
        CurrentDirection direction = measurement.Direction;
        if (direction == CurrentDirection.Charging)
            conditions |= ModeTable.ChargingNow;
        else if (direction == CurrentDirection.Discharging)
            conditions |= ModeTable.DischargingNow;
        if (MainClosed || protection.Blanking || !measurement.Complete)
            return conditions;
        if (protection.SecondLine.Confirmed)
            conditions |= ModeTable.Tested;
        // A try that has just failed must not begin again in the same step.
        if (_coolLeft <= 0 && Mode != PackMode.Precharge)
            conditions |= ModeTable.Ready;
        return conditions;
    }

    /// <summary>Counts how long a wish to open has waited, and whether the current may be interrupted now.</summary>
    private int OpeningConditions(MeasurementStage measurement, ProtectionStage protection, int conditions, int elapsed)
    {
        bool trip = (conditions & ModeTable.Trip) != 0;
        if (!trip && (conditions & (ModeTable.Close | ModeTable.Fault)) == ModeTable.Close && Mode != PackMode.Opening)
        {
            _openWaited = NotWaiting;
            return 0;
        }
        int allowed = trip ? protection.OpenWaitMilliseconds : _settings.OpenWaitMilliseconds;
        // The time of this step lies before it: it counts only where opening was wished for before it began.
        _openWaited = _openWaited == NotWaiting ? 0 : IntegerMath.AddSaturating(_openWaited, elapsed);
        bool over = _openWaited >= allowed;
        int microamps = measurement.PackMicroamps;
        bool small = measurement.CurrentUsable && microamps <= _settings.ZeroMicroamps && microamps >= -_settings.ZeroMicroamps;
        return over || small ? ModeTable.MayOpen : 0;
    }

    /// <summary>By voltage, current and time.</summary>
    private int PrechargeConditions(Measurements measurements, MeasurementStage measurement)
    {
        long pack = measurement.PackMicrovolts != 0 ? measurement.PackMicrovolts : measurement.Cells.Sum;
        int microamps = measurement.PackMicroamps;
        int end = _settings.PrechargeEndMicroamps;
        bool charged = Link(measurements, measurement) * FullPermille >= pack * _settings.PrechargePermille
            && measurement.CurrentUsable && microamps <= end && microamps >= -end;
        if (charged && _inModeMilliseconds >= _settings.PrechargeMinimumMilliseconds)
            return ModeTable.LinkCharged;
        return _inModeMilliseconds > _settings.PrechargeMaximumMilliseconds ? ModeTable.TryFailed : 0;
    }

    private int HeatConditions(ThermalStage thermal)
    {
        if (Mode == PackMode.Preheat && _inModeMilliseconds > _settings.PreheatMaximumMilliseconds)
            Fault = ContactorFault.PreheatTimeout;
        return thermal.TooCold ? ModeTable.Cold : 0;
    }

    /// <summary>A heater that cannot be switched off opens; one that does not heat keeps open what waits for it.</summary>
    private void TakeHeaterFault(ThermalFault fault)
    {
        if (fault == ThermalFault.StuckOn)
            Fault = ContactorFault.HeaterStuckOn;
        else if (Mode == PackMode.Preheat)
            Fault = ContactorFault.HeaterFailed;
    }

    private void Enter(PackMode mode, int conditions)
    {
        if (Mode == PackMode.Precharge)
            EndPrecharge(mode, conditions);
        Mode = mode;
        _inModeMilliseconds = 0;
        bool closed = mode == PackMode.Discharging || mode == PackMode.Charging || mode == PackMode.Opening;
        if (closed != MainClosed)
        {
            _sinceCommand = 0;
            _openWaited = NotWaiting;
        }
        MainClosed = closed;
        // The resistor stays connected until the main contactor has had time to close.
        PrechargeClosed = mode == PackMode.Precharge || (closed && PrechargeClosed);
        ZeroCurrentRequested = !(mode == PackMode.Discharging || mode == PackMode.Charging || mode == PackMode.Standby);
        _commanded = closed;
    }

    private void EndPrecharge(PackMode next, int conditions)
    {
        // Every try heats the resistor, however it ended.
        _coolLeft = _settings.PrechargeCoolDownMilliseconds;
        if (next == PackMode.Discharging)
        {
            _tries = 0;
            return;
        }
        PrechargeClosed = false;
        if ((conditions & ModeTable.TryFailed) == 0)
            return;
        _tries++;
        if (_tries >= _settings.PrechargeTries)
            Fault = ContactorFault.PrechargeFailed;
    }

    /// <summary>A contactor that does not follow its command within its time has a fault.</summary>
    private void Supervise(Measurements measurements, MeasurementStage measurement, int elapsed)
    {
        int reaction = _settings.ReactionMilliseconds;
        if (PrechargeClosed && MainClosed && _sinceCommand >= reaction)
            PrechargeClosed = false;
        _sinceCommand = IntegerMath.AddSaturating(_sinceCommand, elapsed);
        if (reaction == 0 || Mode == PackMode.Precharge)
            return;
        bool odd = _commanded ? SeemsOpen(measurements, measurement) : SeemsClosed(measurements, measurement);
        if (!odd || _sinceCommand < reaction)
        {
            _disobeyed = 0;
            return;
        }
        _disobeyed = IntegerMath.AddSaturating(_disobeyed, elapsed);
        if (_disobeyed >= reaction)
            Fault = _commanded ? ContactorFault.StuckOpen : ContactorFault.Welded;
    }

    private bool SeemsClosed(Measurements measurements, MeasurementStage measurement)
    {
        int microamps = measurement.PackMicroamps;
        if (microamps > _weldMicroamps || microamps < -_weldMicroamps)
            return true;
        return _hasFeedback && measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.ContactorFeedback)
            && (measurements.AuxiliaryValue[(int)AuxiliaryChannel.ContactorFeedback] & MainBit) != 0;
    }

    private bool SeemsOpen(Measurements measurements, MeasurementStage measurement)
    {
        if (_hasFeedback && measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.ContactorFeedback)
            && (measurements.AuxiliaryValue[(int)AuxiliaryChannel.ContactorFeedback] & MainBit) == 0)
        {
            return true;
        }
        // Closed contacts leave the link the pack's voltage; a quarter less is none.
        return _hasLink && measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.LinkMicrovolts)
            && measurement.Cells.LostCount == 0
            && Link(measurements, measurement) < measurement.Cells.Sum - (measurement.Cells.Sum >> 2);
    }

    private static long Link(Measurements measurements, MeasurementStage measurement) =>
        measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.LinkMicrovolts)
            ? measurements.AuxiliaryValue[(int)AuxiliaryChannel.LinkMicrovolts]
            : 0;

    private void Reset(bool requested)
    {
        bool reset = requested && !_lastReset;
        _lastReset = requested;
        if (!reset || Fault == ContactorFault.None || _disobeyed > 0)
            return;
        Fault = ContactorFault.None;
        _tries = 0;
    }
}
