using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;
using Bms.Core.Thermal;

namespace Bms.Core.Diagnostics;

/// <summary>Turns changes of the stages before it into events.</summary>
public sealed class DiagnosticsStage
{
    /// <summary>A clock that runs backwards again and again makes one event in this time, in milliseconds, so that it hides no others.</summary>
    public const int ClockEventMilliseconds = 60000;

    private const int MostCounted = 255;

    private readonly int[] _lastLevel = new int[ProtectionPolicy.RowCount];
    private int _lastChanges;
    private ContactorFault _lastFault;
    private ThermalFault _lastThermal;
    private ChargeFault _lastCharge;
    private int _sinceClockEvent = ClockEventMilliseconds;
    private int _backwards;

    /// <summary>Makes the stage for one pack.</summary>
    public DiagnosticsStage(PackConfiguration configuration)
    {
        Frames = new FreezeFrames(configuration);
    }

    /// <summary>How often each event happened, and when.</summary>
    public EventCounters Counters { get; } = new EventCounters();

    /// <summary>What was measured around the latest events that opened the contactors.</summary>
    public FreezeFrames Frames { get; }

    /// <summary>The latest events.</summary>
    public EventLog Events { get; } = new EventLog();

    /// <summary>What was brought back from before a loss of power is no news: it makes no event, no count and no frame again.</summary>
    public void TakeRestored(ProtectionStage protection, ContactorStage contactors)
    {
        _lastChanges = protection.Changes;
        _lastFault = contactors.Fault;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
            _lastLevel[row] = protection.Level(row);
    }

    /// <summary>Compares one step with the last.</summary>
    public void Step(
        MeasurementStage measurement,
        ProtectionStage protection,
        ThermalStage thermal,
        ContactorStage contactors,
        ChargingStage charging,
        int nowMilliseconds)
    {
        Frames.HeaterOn = thermal.HeaterOn;
        Frames.HeaterOn = thermal.HeaterOn;
        if (_sinceClockEvent < ClockEventMilliseconds)
            _sinceClockEvent = IntegerMath.AddSaturating(_sinceClockEvent, measurement.ElapsedMilliseconds);
        if (measurement.TimeRanBackwards)
            AddClockEvent(nowMilliseconds);
        if (contactors.Fault != _lastFault)
        {
            _lastFault = contactors.Fault;
            int level = _lastFault == ContactorFault.None ? ProtectionStage.LevelNone : ProtectionStage.LevelTrip;
            Events.Add(EventKind.ContactorFault, level, (int)_lastFault, nowMilliseconds);
        }
        if (thermal.Fault != _lastThermal || charging.Fault != _lastCharge)
            AddHeatAndCharge(thermal.Fault, charging.Fault, nowMilliseconds);
        if (protection.Changes == _lastChanges)
            return;
        _lastChanges = protection.Changes;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
        {
            int level = protection.Level(row);
            if (level == _lastLevel[row])
                continue;
            _lastLevel[row] = level;
            Events.Add((EventKind)row, level, protection.Channel(row), nowMilliseconds);
        }
    }

    /// <summary>Counts and freezes, at the end of a step, what it brought.</summary>
    /// <param name="measurements">The step's measurements.</param>
    /// <param name="measurement">What of them can be used.</param>
    /// <param name="protection">The levels.</param>
    /// <param name="contactors">The mode.</param>
    /// <param name="soc">State of charge, 0…1.</param>
    public void Record(
        Measurements measurements, MeasurementStage measurement, ProtectionStage protection, ContactorStage contactors, float soc)
    {
        long unix = measurements.UnixMilliseconds;
        bool unixValid = measurements.UnixValid;
        Counters.Step(Events, measurement.ElapsedMilliseconds, unix, unixValid);
        Frames.Step(Events, Counters, measurements, measurement, protection, contactors, soc);
    }

    /// <summary>The last that is recorded before a controller stops for good.</summary>
    public void EndRecord(ProtectionStage protection, int nowMilliseconds, long unixMilliseconds, bool unixValid)
    {
        Counters.Step(Events, 0, unixMilliseconds, unixValid);
        Frames.End(Events, Counters, protection, nowMilliseconds, EventCounters.Calendar(unixMilliseconds, unixValid));
    }

    /// <summary>Neither opens by itself what is closed, but a heater that stays on: that is as serious as a trip.</summary>
    private void AddHeatAndCharge(ThermalFault thermal, ChargeFault charge, int nowMilliseconds)
    {
        if (thermal != _lastThermal)
        {
            _lastThermal = thermal;
            int level = thermal == ThermalFault.None ? ProtectionStage.LevelNone
                : thermal == ThermalFault.StuckOn ? ProtectionStage.LevelTrip : ProtectionStage.LevelWarning;
            Events.Add(EventKind.HeaterFault, level, (int)thermal, nowMilliseconds);
        }
        if (charge == _lastCharge)
            return;
        _lastCharge = charge;
        Events.Add(
            EventKind.ChargeFault, charge == ChargeFault.None ? ProtectionStage.LevelNone : ProtectionStage.LevelWarning, (int)charge, nowMilliseconds);
    }

    private void AddClockEvent(int nowMilliseconds)
    {
        if (_sinceClockEvent >= ClockEventMilliseconds)
        {
            Events.Add(EventKind.TimeRanBackwards, ProtectionStage.LevelWarning, _backwards, nowMilliseconds);
            _sinceClockEvent = 0;
            _backwards = 0;
        }
        else if (_backwards < MostCounted)
        {
            _backwards++;
        }
    }
}
