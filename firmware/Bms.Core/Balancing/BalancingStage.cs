using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;
using Bms.Core.Protection;

namespace Bms.Core.Balancing;

/// <summary>
/// Passive balancing, by voltage or by charge, while the pack is charged, has rested or, where that is allowed, is used. By voltage each
/// group that stands too far above the lowest one bleeds, with a start and a stop threshold; by charge see <see cref="ChargeBalancer"/>.
/// Nothing bleeds while a row trips, while a channel is lost, or while the pack is too warm.
/// </summary>
public sealed class BalancingStage
{
    /// <summary>After it was too warm, balancing starts again only this far below the limit, in centidegrees.</summary>
    public const int WarmthHysteresisCentidegrees = 200;

    // By charge: so near to full the voltages are worth more than the bleed, for the estimator looks there for the end of charge.
    private const int FullMarginMicrovolts = 30000;

    private readonly BalancingSettings _settings;
    private readonly ChargeBalancer? _charge;
    private readonly int _nearFullMicrovolts;
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
        Plan = new BleedPlan(configuration);
        ByCharge = _settings.Enabled && _settings.Strategy == BalancingStrategy.Charge;
        if (ByCharge)
            _charge = new ChargeBalancer(configuration, Plan, Bleeding);
        _nearFullMicrovolts = configuration.Cell.MaximumMicrovolts - FullMarginMicrovolts;
    }

    /// <summary>Whether it balances by charge.</summary>
    public bool ByCharge { get; }

    /// <summary>By charge: what each group still has to give.</summary>
    public BleedPlan Plan { get; }

    /// <summary>By charge: what has been bled since the start, all groups together, in nanocoulombs.</summary>
    public long BledNanocoulombs => _charge == null ? 0 : _charge.BledNanocoulombs;

    /// <summary>
    /// True where the voltages of the next step are not to be learned from, for groups bleed or have just done so. Protection looks at
    /// them all the same.
    /// </summary>
    public bool VoltageHidden => _charge != null && _charge.VoltageHidden;

    /// <summary>The groups to bleed. Owned by the stage: read only.</summary>
    public bool[] Bleeding { get; }

    /// <summary>How many groups bleed.</summary>
    public int BleedingCount { get; private set; }

    /// <summary>Decides for one step.</summary>
    /// <param name="measurements">The step's raw measurements, for the group voltages.</param>
    /// <param name="measurement">What the first stage let through.</param>
    /// <param name="protection">Whether anything trips.</param>
    /// <param name="estimation">The average group's state, told what it loses by charge.</param>
    /// <param name="groups">The groups' states, told what each loses by charge.</param>
    /// <param name="health">The capacity.</param>
    public void Step(
        Measurements measurements,
        MeasurementStage measurement,
        ProtectionStage protection,
        EstimationStage estimation,
        GroupStage groups,
        HealthStage health)
    {
        CurrentDirection direction = measurement.Direction;
        if (direction == CurrentDirection.Resting)
            _restedMilliseconds = IntegerMath.AddSaturating(_restedMilliseconds, measurement.ElapsedMilliseconds);
        else
            _restedMilliseconds = 0;
        bool rested = direction == CurrentDirection.Resting && _restedMilliseconds >= _settings.RestMilliseconds;
        ChannelSummary temperatures = measurement.Temperatures;
        if (temperatures.UsableCount > 0)
        {
            int limit = _settings.MaximumTemperatureCentidegrees;
            _tooWarm = temperatures.Maximum > (_tooWarm ? limit - WarmthHysteresisCentidegrees : limit);
        }
        bool permitted = _settings.Enabled
            && (rested || direction == CurrentDirection.Charging || (direction == CurrentDirection.Discharging && _settings.InUse))
            && !protection.AnyTrip
            && measurement.Complete
            && !_tooWarm;
        ChargeBalancer? charge = _charge;
        if (charge != null)
        {
            permitted &= direction != CurrentDirection.Charging || measurement.Cells.Maximum < _nearFullMicrovolts;
            int channels = permitted && !charge.VoltageHidden ? Channels(measurements, temperatures.Maximum) : 0;
            charge.Step(permitted, rested, channels, measurements, measurement, estimation, groups, health);
            BleedingCount = charge.Count;
        }
        else if (permitted)
            BleedingCount = Choose(measurements.CellMicrovolts, measurement.Cells.Minimum);
        else if (BleedingCount > 0)
            Stop();
    }

    /// <summary>How many groups may bleed: all that are allowed while cool, from there in proportion down to one at the limit.</summary>
    private int Channels(Measurements measurements, int hottest)
    {
        BalancingSettings settings = _settings;
        int sensor = settings.TemperatureSensor;
        int centidegrees = sensor > 0 ? measurements.TemperatureCentidegrees[sensor - 1] : hottest;
        int most = settings.MostChannels;
        int over = centidegrees - settings.WarmCentidegrees;
        if (over <= 0)
            return most;
        // The validator sees to it that the limit lies above.
        int band = settings.MaximumTemperatureCentidegrees - settings.WarmCentidegrees;
        int channels = band > over ? most * (band - over) / band : 1;
        return channels < 1 ? 1 : channels;
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
