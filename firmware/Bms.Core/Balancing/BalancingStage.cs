using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.Protection;

namespace Bms.Core.Balancing;

/// <summary>
/// Passive balancing by voltage: bleeds each group that stands too far above the lowest one, with a start and a stop threshold, while
/// the pack is charged or has rested. Nothing bleeds while a row trips, while a group's voltage is lost, or while the pack is too warm.
/// </summary>
public sealed class BalancingStage
{
    /// <summary>After it was too warm, balancing starts again only this far below the limit, in centidegrees.</summary>
    public const int WarmthHysteresisCentidegrees = 200;

    private readonly BalancingSettings _settings;
    private readonly int _floorHysteresis;
    private bool _tooWarm;
    private int _restedMilliseconds;

    /// <summary>Makes the stage for one pack.</summary>
    public BalancingStage(PackConfiguration configuration)
    {
        _settings = configuration.Balancing;
        // A bleeding group sags by what its resistor takes; the distance of start and stop is what the image holds that to be.
        _floorHysteresis = _settings.StartMicrovolts - _settings.StopMicrovolts;
        Bleeding = new bool[configuration.SeriesGroups];
    }

    /// <summary>The groups to bleed. Owned by the stage: read only.</summary>
    public bool[] Bleeding { get; }

    /// <summary>How many groups bleed.</summary>
    public int BleedingCount { get; private set; }

    /// <summary>Decides for one step.</summary>
    /// <param name="measurements">The step's raw measurements, for the group voltages.</param>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="protection">Whether anything trips.</param>
    public void Step(Measurements measurements, MeasurementStage measurement, ProtectionStage protection)
    {
        CurrentDirection direction = measurement.Direction;
        if (direction == CurrentDirection.Resting)
            _restedMilliseconds = IntegerMath.AddSaturating(_restedMilliseconds, measurement.ElapsedMilliseconds);
        else
            _restedMilliseconds = 0;
        bool rested = direction == CurrentDirection.Resting && _restedMilliseconds >= _settings.RestMilliseconds;
        if (measurement.Temperatures.UsableCount > 0)
        {
            int limit = _settings.MaximumTemperatureCentidegrees;
            _tooWarm = measurement.Temperatures.Maximum > (_tooWarm ? limit - WarmthHysteresisCentidegrees : limit);
        }
        bool permitted = _settings.Enabled
            && (rested || direction == CurrentDirection.Charging)
            && !protection.AnyTrip
            && measurement.Complete
            && !_tooWarm;
        if (permitted)
            BleedingCount = Choose(measurements.CellMicrovolts, measurement.Cells.Minimum);
        else if (BleedingCount > 0)
            Stop();
    }

    private int Choose(int[] microvolts, int lowest)
    {
        bool[] bleeding = Bleeding;
        int count = 0;
        for (int group = 0; group < bleeding.Length; group++)
        {
            bool bleed = Wants(microvolts[group], lowest, bleeding[group]);
            bleeding[group] = bleed;
            if (bleed)
                count++;
        }
        return count;
    }

    private void Stop()
    {
        for (int group = 0; group < Bleeding.Length; group++)
            Bleeding[group] = false;
        BleedingCount = 0;
    }

    private bool Wants(int microvolts, int lowest, bool bleeding)
    {
        int floor = _settings.MinimumCellMicrovolts;
        if (microvolts < (bleeding ? floor : floor + _floorHysteresis))
            return false;
        int above = microvolts - lowest;
        return bleeding ? above > _settings.StopMicrovolts : above >= _settings.StartMicrovolts;
    }
}
