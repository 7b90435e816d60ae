using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;
using Bms.Hil.Rigs;
using Bms.Hil.Tests.Support;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>
/// One random pack with a random past, and what its promises are worth: each is taken at its word in a copy of the plant. The plant's
/// parameters are never those that the firmware was told.
/// </summary>
internal sealed class PromiseTrial
{
    private const int Horizons = 4;
    private const double PartSeconds = 0.5;
    private static readonly double[] Seconds = [2, 10, 30, 300];
    private static readonly string[] Cells = ["synthetic-nmc-50ah", "synthetic-nmc-50ah", "synthetic-lfp-100ah", "panasonic-ncr18650pf"];

    private readonly Random _random;
    private readonly CellFile _cell;
    private readonly int _seed;

    public PromiseTrial(int seed)
    {
        _seed = seed;
        _random = new Random(seed);
        string name = Cells[seed % Cells.Length];
        _cell = CellFileReader.Read(System.IO.Path.Combine(AppContext.BaseDirectory, "cells", name + ".json"));
        // Voltages are to be what limits: the current limits go far out, and the maps go.
        _cell.Limits.ChargeAmps = 4 * _cell.CapacityAmpHours;
        _cell.Limits.DischargeAmps = 6 * _cell.CapacityAmpHours;
        _cell.PowerMaps = new CellPowerMaps { TemperatureCelsius = [25], Soc = [0.5], Charge = [[1]], Discharge = [[1]] };
    }

    public int States { get; private set; }

    public int Promises { get; private set; }

    /// <summary>By how much each promise went beyond a voltage limit, in volts; negative where it kept within.</summary>
    public List<(double Volts, string What)> Beyond { get; } = [];

    /// <summary>Promised over possible 10 s current, where the SOC is 0.3…0.7 and the voltage is what limits: discharge and charge.</summary>
    public List<double> Discharge { get; } = [];

    public List<double> Charge { get; } = [];

    public void Run(int states)
    {
        int groups = _random.Next(1, 9);
        EstimatorKind kind = (_seed / Cells.Length % 3) switch { 0 => EstimatorKind.Ekf, 1 => EstimatorKind.Aekf, _ => EstimatorKind.Aekf };
        PackConfiguration pack = PackBuilder.Build(_cell, new PackOptions { SeriesGroups = groups, Estimator = kind }, "trial");
        bool single = _cell.Grid.TemperatureCelsius.Length == 1;
        double celsius = single ? 25 : Between(2, 43);
        double soc = Between(0.08, 0.97);
        var plant = new PlantDefinition
        {
            Cell = _cell,
            Groups = groups,
            ResistanceFactor = _random.Next(2) == 0 ? Between(0.8, 0.95) : Between(1.05, 1.25),
            CapacityFactor = _random.Next(2) == 0 ? Between(0.9, 0.97) : Between(1.03, 1.06),
            StartSoc = soc,
            StartCelsius = celsius,
            StartHysteresis = _cell.HysteresisVolts is null ? 0 : Between(-1, 1),
            Spread = new PlantSpread { CapacityFraction = 0.02, ResistanceFraction = 0.05, StartSoc = 0.01 },
            Thermal = new PlantThermalDefinition { CellJoulesPerKelvin = 50 * _cell.CapacityAmpHours / 3, CellToAmbientWattsPerKelvin = 0.05 * _cell.CapacityAmpHours },
        };
        double rate = _cell.CapacityAmpHours;
        var drive = new WanderDrive
        {
            Seconds = 36_000,
            MeanAmps = soc > 0.5 ? -0.3 * rate : 0.2 * rate,
            DeviationAmps = Between(0.2, 1.5) * rate,
            HoldSeconds = Between(5, 60),
            Seed = (ulong)_seed,
        };
        using var rig = new SimRig(pack);
        var loop = new ClosedLoop(
            new ClosedLoopSettings
            {
                Plant = plant,
                Drive = drive,
                Seed = (ulong)_seed + 1,
                AmbientCelsius = celsius,
                ToldSoc = Math.Clamp(soc + (0.03 * ((2 * _random.NextDouble()) - 1)), 0, 1),
            },
            rig);
        for (int state = 0; state < states; state++)
        {
            int steps = _random.Next(100, 1200);
            for (int step = 0; step < steps; step++)
                loop.Step();
            Judge(loop, pack);
        }
    }

    private void Judge(ClosedLoop loop, PackConfiguration pack)
    {
        States++;
        RigOutputs outputs = loop.Rig.Outputs;
        for (int pair = 0; pair < 2 * Horizons; pair++)
        {
            bool charges = pair >= Horizons;
            int horizon = pair % Horizons;
            double amps = charges ? outputs.ChargeAmps[horizon] : -outputs.DischargeAmps[horizon];
            double watts = charges ? outputs.ChargeWatts[horizon] : -outputs.DischargeWatts[horizon];
            Promises += 2;
            string what = $"seed {_seed} {_cell.Name} {pack.Estimation.Kind} R {loop.Pack.Definition.ResistanceFactor:0.00} soc {loop.TrueSoc:0.000}/{outputs.Soc:0.000} "
                + $"{loop.Pack.GroupCelsius[0]:0} C {(charges ? "charge" : "discharge")} {Seconds[horizon]} s {amps:0.0} A at {loop.Pack.PackAmps:0.0} A";
            Beyond.Add((Try(loop.Pack, PlantLoad.Current, amps, Seconds[horizon]), what));
            Beyond.Add((Try(loop.Pack, PlantLoad.Power, watts, Seconds[horizon]), what + " as power"));
            if (horizon == 1 && loop.TrueSoc is > 0.3 and < 0.7)
                Compare(charges ? Charge : Discharge, Math.Abs(amps), Possible(loop.Pack, charges, Seconds[horizon], pack));
        }
    }

    private static void Compare(List<double> ratios, double promised, double? possible)
    {
        if (possible is double most)
            ratios.Add(promised / most);
    }

    /// <summary>The largest current that the plant's voltages stand, by bisection; null where the pack's own current limit comes first.</summary>
    private double? Possible(PlantPack pack, bool charges, double seconds, PackConfiguration configuration)
    {
        double high = (charges ? configuration.ChargeLimitMicroamps : configuration.DischargeLimitMicroamps) * 1e-6;
        double sign = charges ? 1 : -1;
        if (Try(pack, PlantLoad.Current, sign * high, seconds) <= 0)
            return null;
        double low = 0;
        for (int turn = 0; turn < 8; turn++)
        {
            double middle = 0.5 * (low + high);
            if (Try(pack, PlantLoad.Current, sign * middle, seconds) <= 0)
                low = middle;
            else
                high = middle;
        }
        return high;
    }

    private double Try(PlantPack original, PlantLoad load, double value, double seconds)
    {
        PlantPack pack = DeepCopy.Of(original);
        double celsius = pack.GroupCelsius[0];
        // The contactor takes its time to close, which is none of the pulse's.
        double beyond = double.NegativeInfinity;
        bool charges = value > 0;
        double part = seconds > 60 ? 2 * PartSeconds : PartSeconds;
        var inputs = new PlantInputs { MainClosed = true, AmbientCelsius = celsius, Load = load };
        if (load == PlantLoad.Current)
            inputs.LoadAmps = value;
        else
            inputs.LoadWatts = value;
        if (value == 0)
            return beyond;
        for (double at = 0; at < seconds - 1e-6; at += part)
        {
            pack.Step(part, inputs);
            foreach (double volts in pack.GroupVolts)
                beyond = Math.Max(beyond, charges ? volts - _cell.Limits.MaximumVolts : _cell.Limits.MinimumVolts - volts);
        }
        return beyond;
    }

    private double Between(double low, double high) => low + ((high - low) * _random.NextDouble());
}
