using System;
using System.Numerics;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Tests.Cells;

namespace Bms.Hil.Tests.Balancing;

/// <summary>
/// A plant pack of sixteen groups that are not alike (5 % of SOC, 3 % of capacity, 2 mV of voltage offset, one standard deviation), used in
/// days of discharge, charge and a long rest, with the firmware's whole controller beside it. Bleed resistors are small, so that days do
/// for what takes weeks.
/// </summary>
internal sealed class BalanceRun
{
    public const int Groups = 16;

    private const double BleedRate = 0.1;
    private const double DriveRate = 0.5;
    private const double ChargeRate = 0.4;
    private const double TailRate = 0.03;
    private const double FullMarginVolts = 0.01;
    private const double AboveOpenVolts = 0.02;
    private const double DriveStep = 2;
    private const double RestStep = 3;
    private const double CapacityFactor = 0.97;
    private const double ResistanceFactor = 1.05;

    private readonly CellFile _cell;
    private readonly PlantPack _pack;
    private readonly PlantSensors _sensors;
    private readonly PlantReadings _readings = new(Groups, 1);
    private readonly Measurements _inputs = new(Groups, 1);
    private readonly double _bleedOhms;
    private readonly double _anchor;
    private readonly double _driveSeconds;
    private readonly double _daySeconds;
    private readonly double _fullVolts;
    private PlantInputs _load = new() { AmbientCelsius = 25, MainClosed = true };

    public BalanceRun(string cell, ulong seed, BalancingStrategy strategy, double anchor = 1)
    {
        _cell = CellFileReader.Read(ShippedCells.PathOf(cell + ".json"));
        _anchor = anchor;
        // A pack with a plateau lives in shallow cycles near full, where its voltages say something.
        bool flat = _cell.Chemistry == "lfp";
        _driveSeconds = flat ? 900 : 2400;
        _daySeconds = flat ? 9000 : 14400;
        _fullVolts = Math.Min(_cell.Limits.MaximumVolts - FullMarginVolts, _cell.OcvVolts[4][^1] + AboveOpenVolts);
        double middle = 0.5 * (_cell.Limits.MinimumVolts + _cell.Limits.MaximumVolts);
        _bleedOhms = Math.Round(middle / (BleedRate * _cell.CapacityAmpHours), 3);
        PackConfiguration suggested = PackBuilder.Suggest(_cell, new PackOptions { SeriesGroups = Groups, Estimator = EstimatorKind.Aekf });
        PackConfiguration configuration = Changed.Balancing(suggested, strategy, (int)Math.Round(_bleedOhms * 1000), (int)(anchor * 10000));
        Controller = new PackController(configuration);
        _pack = new PlantPack(
            new PlantDefinition
            {
                Cell = _cell,
                Groups = Groups,
                CapacityFactor = CapacityFactor,
                ResistanceFactor = ResistanceFactor,
                StartSoc = 0.75,
                Spread = new PlantSpread { CapacityFraction = 0.03, ResistanceFraction = 0.05, StartSoc = 0.05 },
                Circuit = new PlantCircuitDefinition { StartsClosed = true, BleedOhms = _bleedOhms },
            },
            seed);
        _sensors = new PlantSensors(
            new PlantSensorDefinition { GroupVolts = new PlantChannelDefinition { Resolution = 0.0001, Noise = 0.001, OffsetSpread = 0.002 } },
            _pack,
            seed);
        LeastCoulombs = ToBleed();
        StartSpread = Spread;
    }

    public PackController Controller { get; }

    public PlantPack Pack => _pack;

    public double Seconds { get; private set; }

    /// <summary>The least charge that has to be bled so that all groups arrive at the anchor together, by the truth of the start.</summary>
    public double LeastCoulombs { get; }

    public double StartSpread { get; }

    /// <summary>What the resistors have truly taken.</summary>
    public double BledCoulombs { get; private set; }

    /// <summary>Largest less smallest SOC at the moment at which the average group is at the anchor, by the truth.</summary>
    public double Spread
    {
        get
        {
            double mean = 0;
            double capacity = 0;
            for (int group = 0; group < Groups; group++)
            {
                mean += (_pack.Soc[group] - _anchor) * _pack.CapacityAmpHours[group] / Groups;
                capacity += _pack.CapacityAmpHours[group] / Groups;
            }
            double least = double.MaxValue;
            double most = double.MinValue;
            for (int group = 0; group < Groups; group++)
            {
                double excess = ((_pack.Soc[group] - _anchor) * _pack.CapacityAmpHours[group] - mean) / _pack.CapacityAmpHours[group];
                least = Math.Min(least, excess);
                most = Math.Max(most, excess);
            }
            return most - least;
        }
    }

    /// <summary>Lives for some days of one drive, one charge, one rest each.</summary>
    /// <param name="days">How many.</param>
    /// <param name="look">Called after each step.</param>
    public void Live(int days, Action? look = null)
    {
        for (int day = 0; day < days; day++)
        {
            double end = Seconds + _daySeconds;
            double stop = Seconds + _driveSeconds;
            _load.ChargerOn = false;
            _load.Load = PlantLoad.Current;
            _load.LoadAmps = -DriveRate * _cell.CapacityAmpHours;
            while (Seconds < stop && Lowest > _cell.Limits.MinimumVolts + 0.15)
                Step(DriveStep, look);
            _load.Load = PlantLoad.None;
            _load.ChargerOn = true;
            _load.ChargerAmps = ChargeRate * _cell.CapacityAmpHours;
            _load.ChargerGroupVolts = _fullVolts;
            _load.ChargerTailAmps = TailRate * _cell.CapacityAmpHours;
            while (!_pack.ChargerFinished && Seconds < end - 4000)
                Step(DriveStep, look);
            _load.ChargerOn = false;
            while (Seconds < end)
                Step(RestStep, look);
        }
    }

    private double Lowest
    {
        get
        {
            double lowest = double.MaxValue;
            foreach (double volts in _pack.GroupVolts)
                lowest = Math.Min(lowest, volts);
            return lowest;
        }
    }

    private double ToBleed()
    {
        double least = double.MaxValue;
        double sum = 0;
        for (int group = 0; group < Groups; group++)
        {
            double excess = (_pack.Soc[group] - _anchor) * _pack.CapacityAmpHours[group] * 3600;
            least = Math.Min(least, excess);
            sum += excess;
        }
        return sum - (Groups * least);
    }

    private void Step(double seconds, Action? look)
    {
        _sensors.Sample(_pack, _readings);
        _inputs.NowMilliseconds = (int)Math.Round(Seconds * 1000);
        _inputs.CloseRequested = true;
        _inputs.PackMicroamps = _readings.PackMicroamps;
        _inputs.PackCurrentValid = true;
        Array.Copy(_readings.GroupMicrovolts, _inputs.CellMicrovolts, Groups);
        Array.Fill(_inputs.CellValid, true);
        _inputs.TemperatureCentidegrees[0] = _readings.TemperatureCentidegrees[0];
        _inputs.TemperatureValid[0] = true;
        Controller.Step(_inputs);
        uint mask = 0;
        bool[] bleeding = Controller.Commands.BleedGroup;
        for (int group = 0; group < Groups; group++)
            mask |= bleeding[group] ? 1u << group : 0;
        _load.BleedMask = mask;
        _pack.Step(seconds, _load);
        for (uint left = mask; left != 0; left &= left - 1)
            BledCoulombs += _pack.GroupVolts[BitOperations.TrailingZeroCount(left)] / _bleedOhms * seconds;
        Seconds += seconds;
        look?.Invoke();
    }
}
