using System;
using System.Collections.Generic;
using Bms.Hil.Cells;
using Bms.Hil.Plant;

namespace Bms.Hil.Tests.Plant;

/// <summary>Small synthetic cells whose behaviour can be written down in closed form.</summary>
internal static class PlantCellsForTests
{
    public const double AmpHours = 3.0;

    /// <summary>One temperature, OCV 3.0 + 1.2·SOC volts, constant R0 and branches.</summary>
    public static CellFile Linear(double ohms = 0.02, params (double Tau, double Ohms)[] branches)
    {
        var list = new List<CellBranch>();
        foreach ((double tau, double branchOhms) in branches)
            list.Add(new CellBranch { TauSeconds = tau, Ohms = [[branchOhms, branchOhms]] });
        return new CellFile
        {
            Name = "linear",
            Chemistry = "nmc",
            Provenance = "synthetic",
            CapacityAmpHours = AmpHours,
            Grid = new CellGrid { Soc = [0.0, 1.0], TemperatureCelsius = [25.0] },
            OcvVolts = [[3.0, 4.2]],
            R0Ohms = [[ohms, ohms]],
            Branches = list,
        };
    }

    /// <summary>Everything at once: three branches, curved in the cold, hysteresis, resistances over SOC and temperature.</summary>
    public static CellFile Full()
    {
        double[] celsius = [-10.0, 25.0, 45.0];
        var soc = new double[21];
        for (int k = 0; k < soc.Length; k++)
            soc[k] = k / 20.0;
        double[][] Table(Func<double, double, double> value) => Array.ConvertAll(celsius, t => Array.ConvertAll(soc, s => value(s, t)));
        double Warmth(double t) => Math.Exp((25.0 - t) / 30.0);
        return new CellFile
        {
            Name = "full",
            Chemistry = "nmc",
            Provenance = "synthetic",
            CapacityAmpHours = AmpHours,
            Grid = new CellGrid { Soc = soc, TemperatureCelsius = celsius },
            OcvVolts = Table((s, t) => 3.2 + (0.8 * s) + (0.15 * s * s * s) + (0.0001 * (t - 25.0))),
            HysteresisVolts = Table((s, _) => 0.015 * (1.0 - (0.3 * s))),
            HysteresisRate = 40.0,
            R0Ohms = Table((s, t) => 0.02 * (1.2 - (0.2 * s)) * Warmth(t)),
            Branches =
            [
                new CellBranch { TauSeconds = 2.0, Ohms = Table((s, t) => 0.008 * (1.3 - (0.3 * s)) * Warmth(t)) },
                new CellBranch { TauSeconds = 40.0, Ohms = Table((s, t) => 0.012 * (1.5 - (0.5 * s)) * Warmth(t)) },
                new CellBranch { TauSeconds = 600.0, Ohms = Table((_, t) => 0.010 * Warmth(t)) },
            ],
            SaturationPerRate = [3.0, 0.4, 0.0],
        };
    }

    /// <summary>A pack of closed contactors, ready to be driven.</summary>
    public static PlantPack Pack(CellFile cell, double startSoc = 0.5, int groups = 1, PlantThermalDefinition? thermal = null) =>
        new(
            new PlantDefinition
            {
                Cell = cell,
                Groups = groups,
                StartSoc = startSoc,
                Thermal = thermal ?? new PlantThermalDefinition(),
                Circuit = new PlantCircuitDefinition { StartsClosed = true },
            },
            seed: 1);

    public static PlantInputs Drive(double amps, double ambientCelsius = 25.0) => new()
    {
        Load = PlantLoad.Current,
        LoadAmps = amps,
        MainClosed = true,
        AmbientCelsius = ambientCelsius,
    };
}
