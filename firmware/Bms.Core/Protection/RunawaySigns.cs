using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Core.Protection;

/// <summary>
/// Counts the signs of a thermal runaway: fast rise, a group that falls away, heat, pressure, lost sensors. Each counts for a while
/// after it was seen; no single sensor can claim a runaway, and none that it destroys can hide one.
/// </summary>
public sealed class RunawaySigns
{
    private const int Rise = 0;
    private const int Drop = 1;
    private const int Hot = 2;
    private const int Pressure = 3;
    private const int Lost = 4;
    private const int Signs = 5;

    // Just before the rows that count them.
    private const int LookPhase = 5;

    private readonly RunawaySettings _settings;
    private readonly int[] _leftMilliseconds = new int[Signs];

    /// <summary>Makes the counter of one pack.</summary>
    public RunawaySigns(PackConfiguration configuration)
    {
        _settings = configuration.Runaway;
    }

    /// <summary>How many signs are seen, 0…5.</summary>
    public int Count { get; private set; }

    /// <summary>The sign seen last: 0 rise, 1 drop, 2 heat, 3 pressure, 4 lost sensors.</summary>
    public int Latest { get; private set; }

    /// <summary>Looks for signs; what only shows in one step has to be looked at in every one.</summary>
    internal void Step(Measurements measurements, MeasurementStage measurement)
    {
        if (measurement.CellTracking.DroppedGroup >= 0)
            See(Drop);
        if (measurement.Phase != LookPhase)
            return;
        Fade(measurement.PhaseMilliseconds);
        ChannelSummary temperatures = measurement.Temperatures;
        int rise = _settings.RiseCentidegreesPerMinute;
        if (rise != 0 && measurement.TemperatureTracking.FastestRise >= rise)
            See(Rise);
        int hot = _settings.HotCentidegrees;
        if (hot != 0 && temperatures.UsableCount > 0 && temperatures.Maximum >= hot)
            See(Hot);
        int pressure = _settings.PressureKilopascals;
        if (pressure != 0
            && measurement.Auxiliaries.IsUsable(measurements, AuxiliaryChannel.PressureKilopascals)
            && measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] >= pressure)
        {
            See(Pressure);
        }
        if (temperatures.LostCount > 0 || measurement.Cells.LostCount > 0)
            See(Lost);
    }

    private void See(int sign)
    {
        if (_leftMilliseconds[sign] == 0)
        {
            Count++;
            Latest = sign;
        }
        // One more, so that a sign without hold counts until the next look.
        _leftMilliseconds[sign] = _settings.HoldMilliseconds + 1;
    }

    private void Fade(int elapsed)
    {
        for (int sign = 0; sign < Signs && Count > 0; sign++)
        {
            int left = _leftMilliseconds[sign];
            if (left == 0)
                continue;
            left = left > elapsed ? left - elapsed : 0;
            _leftMilliseconds[sign] = left;
            if (left == 0)
                Count--;
        }
    }
}
