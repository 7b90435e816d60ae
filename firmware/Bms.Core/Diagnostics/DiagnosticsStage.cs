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

    /// <summary>The latest events.</summary>
    public EventLog Events { get; } = new EventLog();

    /// <summary>Compares one step with the last.</summary>
    public void Step(
        MeasurementStage measurement,
        ProtectionStage protection,
        ThermalStage thermal,
        ContactorStage contactors,
        ChargingStage charging,
        int nowMilliseconds)
    {
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
