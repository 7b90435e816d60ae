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
    private readonly BalancingSettings _settings;
    private int _restedMilliseconds;

    /// <summary>Makes the stage for one pack.</summary>
    public BalancingStage(PackConfiguration configuration)
    {
        _settings = configuration.Balancing;
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
        bool permitted = _settings.Enabled
            && (rested || direction == CurrentDirection.Charging)
            && !protection.AnyTrip
            && measurement.Complete
            && measurement.Temperatures.Maximum <= _settings.MaximumTemperatureCentidegrees;
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
        if (microvolts < _settings.MinimumCellMicrovolts)
            return false;
        int above = microvolts - lowest;
        return bleeding ? above > _settings.StopMicrovolts : above >= _settings.StartMicrovolts;
    }
}
