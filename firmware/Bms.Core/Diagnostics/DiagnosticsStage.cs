using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Core.Diagnostics;

/// <summary>Turns changes of the stages before it into events.</summary>
public sealed class DiagnosticsStage
{
    private readonly int[] _lastLevel = new int[ProtectionPolicy.RowCount];
    private int _lastChanges;

    /// <summary>The latest events.</summary>
    public EventLog Events { get; } = new EventLog();

    /// <summary>Compares one step with the last.</summary>
    public void Step(MeasurementStage measurement, ProtectionStage protection, int nowMilliseconds)
    {
        if (measurement.TimeRanBackwards)
            Events.Add(EventKind.TimeRanBackwards, ProtectionStage.LevelWarning, 0, nowMilliseconds);
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
}
