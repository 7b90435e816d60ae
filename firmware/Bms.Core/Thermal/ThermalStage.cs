using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Core.Thermal;

/// <summary>
/// Switches heater and cooling, each with a hysteresis and the least times that it stays on and off, and watches the heater. Nothing is
/// heated while a temperature is lost: nobody would see it grow hot. Cooling is on when no temperature is left. What forbids heat acts
/// in the same step; the rest is looked at in one step of eight.
/// </summary>
public sealed class ThermalStage
{
    // A turn in which little else is done.
    private const int TurnPhase = 3;

    private readonly ThermalSettings _settings;
    private readonly bool _preheats;
    private readonly int _preheatBelow;
    private readonly int _preheatUntil;
    private readonly bool _active;
    private readonly bool _heats;
    private int _heaterSince = int.MaxValue;
    private int _coolingSince = int.MaxValue;
    private int _disagrees;
    private int _markCentidegrees;
    private int _markMilliseconds = -1;
    private bool _lastReset;
    private bool _tooCold;
    private bool _heaterOn;

    /// <summary>Makes the stage for one pack.</summary>
    public ThermalStage(PackConfiguration configuration)
    {
        _settings = configuration.Thermal;
        ContactorSettings work = configuration.Contactors;
        _preheats = work.Preheat;
        _preheatBelow = work.PreheatBelowCentidegrees;
        _preheatUntil = work.PreheatUntilCentidegrees;
        _heats = _preheats || _settings.ChargeHeating;
        _active = _heats || _settings.Cooling;
    }

    /// <summary>True where the pack is too cold to work: the contactors wait for the heater.</summary>
    public bool TooCold => _tooCold;

    /// <summary>True where the pack is too cold to be charged and a heater is there for it.</summary>
    public bool TooColdToCharge { get; private set; }

    /// <summary>True where the heater is to be on.</summary>
    public bool HeaterOn => _heaterOn;

    /// <summary>True where cooling is to be on.</summary>
    public bool CoolingOn { get; private set; }

    /// <summary>What is wrong with the heater.</summary>
    public ThermalFault Fault { get; private set; }

    /// <summary>Decides for one step.</summary>
    /// <param name="measurements">The step's raw measurements: requests, and the heater's feedback.</param>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="protection">Whether anything trips.</param>
    /// <param name="stopped">The contactors' mode of the last step lets nothing be heated: a fault, service, shutdown or shipping.</param>
    public void Step(Measurements measurements, MeasurementStage measurement, ProtectionStage protection, bool stopped)
    {
        if (!_active)
            return;
        ChannelSummary temperatures = measurement.Temperatures;
        if (_heats)
        {
            if (measurements.LatchResetRequested != _lastReset)
                Reset();
            if (_preheats && temperatures.UsableCount > 0)
                _tooCold = temperatures.Minimum < (_tooCold ? _preheatUntil : _preheatBelow);
            // What forbids heat acts at once.
            if (_heaterOn && (stopped || temperatures.LostCount > 0 || protection.AnyTrip))
                Switch(false);
        }
        if (measurement.Phase == TurnPhase)
            Turn(measurements, measurement, protection, stopped);
    }

    /// <summary>Turns everything off for good: the controller's state cannot be trusted any more.</summary>
    internal void Fail()
    {
        _heaterOn = false;
        CoolingOn = false;
    }

    private void Turn(Measurements measurements, MeasurementStage measurement, ProtectionStage protection, bool stopped)
    {
        int elapsed = measurement.PhaseMilliseconds;
        ChannelSummary temperatures = measurement.Temperatures;
        if (_heats)
        {
            if (_settings.ChargeHeating && temperatures.UsableCount > 0)
                Judge(temperatures.Minimum);
            // What the heater did since the last turn, before anything is changed.
            Supervise(measurements, measurement, elapsed);
            bool wanted = (TooCold && measurements.CloseRequested) || (TooColdToCharge && measurements.ChargerConnected);
            bool may = (wanted || HeaterOn)
                && !stopped
                && Fault == ThermalFault.None
                && measurement.Complete
                && !protection.AnyTrip
                && !protection.Blanking
                && protection.SecondLine.Confirmed
                && !(measurements.ServiceRequested || measurements.ShutdownRequested || measurements.ShipRequested)
                && temperatures.Maximum < _settings.HeaterHighestCentidegrees;
            Heat(wanted, may, elapsed);
        }
        if (_settings.Cooling)
            Cool(temperatures, elapsed);
    }

    private void Judge(int lowest)
    {
        int limit = TooColdToCharge ? _settings.ChargeHeatUntilCentidegrees : _settings.ChargeHeatBelowCentidegrees;
        TooColdToCharge = lowest < limit;
    }

    /// <summary>The least times hold back a wish, never what safety asks.</summary>
    private void Heat(bool wanted, bool may, int elapsed)
    {
        _heaterSince = IntegerMath.AddSaturating(_heaterSince, elapsed);
        bool on = HeaterOn
            ? may && (wanted || _heaterSince < _settings.HeaterMinimumOnMilliseconds)
            : may && wanted && _heaterSince >= _settings.HeaterMinimumOffMilliseconds;
        if (on != HeaterOn)
            Switch(on);
    }

    private void Switch(bool on)
    {
        _heaterOn = on;
        _heaterSince = 0;
        _disagrees = 0;
        _markMilliseconds = -1;
    }

    private void Supervise(Measurements measurements, MeasurementStage measurement, int elapsed)
    {
        if (Fault != ThermalFault.None)
            return;
        if (_settings.HeaterFeedback)
        {
            // Feedback that the board does not have any more counts as one that contradicts.
            bool agrees = measurements.HeaterFeedbackValid && measurements.HeaterFeedback == HeaterOn;
            _disagrees = agrees ? 0 : IntegerMath.AddSaturating(_disagrees, elapsed);
            if (_disagrees > _settings.HeaterReactionMilliseconds)
            {
                Fault = HeaterOn ? ThermalFault.StuckOff : ThermalFault.StuckOn;
                Switch(false);
                return;
            }
        }
        if (HeaterOn)
            WatchRise(measurement.Temperatures.Minimum, elapsed);
        else if (_heaterSince >= _settings.HeaterOverrunMilliseconds)
            WatchOverrun(measurement, elapsed);
    }

    /// <summary>A heater that is on has to raise the lowest temperature, again and again.</summary>
    private void WatchRise(int lowest, int elapsed)
    {
        if (_markMilliseconds < 0 || lowest >= _markCentidegrees + _settings.HeaterRiseCentidegrees)
        {
            Mark(lowest);
            return;
        }
        _markMilliseconds = IntegerMath.AddSaturating(_markMilliseconds, elapsed);
        if (_markMilliseconds <= _settings.HeaterRiseMilliseconds)
            return;
        Fault = ThermalFault.NoRise;
        Switch(false);
    }

    /// <summary>At rest, above where any heating ends, nothing but a heater makes a pack warmer.</summary>
    private void WatchOverrun(MeasurementStage measurement, int elapsed)
    {
        ChannelSummary temperatures = measurement.Temperatures;
        if (temperatures.UsableCount == 0
            || temperatures.Maximum < _settings.HeaterHighestCentidegrees
            || measurement.Direction != CurrentDirection.Resting)
        {
            _markMilliseconds = -1;
            return;
        }
        int hottest = temperatures.Maximum;
        if (_markMilliseconds < 0 || hottest < _markCentidegrees || _markMilliseconds > _settings.HeaterRiseMilliseconds)
        {
            Mark(hottest);
            return;
        }
        _markMilliseconds = IntegerMath.AddSaturating(_markMilliseconds, elapsed);
        if (hottest >= _markCentidegrees + _settings.HeaterRiseCentidegrees)
            Fault = ThermalFault.StuckOn;
    }

    private void Mark(int centidegrees)
    {
        _markCentidegrees = centidegrees;
        _markMilliseconds = 0;
    }

    private void Cool(ChannelSummary temperatures, int elapsed)
    {
        _coolingSince = IntegerMath.AddSaturating(_coolingSince, elapsed);
        bool hot = temperatures.UsableCount == 0
            || temperatures.Maximum >= (CoolingOn ? _settings.CoolBelowCentidegrees : _settings.CoolAboveCentidegrees);
        bool on = hot && !HeaterOn;
        int least = CoolingOn ? _settings.CoolMinimumOnMilliseconds : _settings.CoolMinimumOffMilliseconds;
        if (on == CoolingOn || _coolingSince < least)
            return;
        CoolingOn = on;
        _coolingSince = 0;
    }

    private void Reset()
    {
        _lastReset = !_lastReset;
        if (!_lastReset || Fault == ThermalFault.None)
            return;
        Fault = ThermalFault.None;
        _disagrees = 0;
        _markMilliseconds = -1;
    }
}
