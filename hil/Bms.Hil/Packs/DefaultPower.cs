using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>
/// The power limits that a cell suggests. Its own maps where it has some; else rules of thumb that leave the ordinary window alone: below
/// 20 °C above its coldest a charge is reduced, the more so the fuller the cell is, because lithium plates on a cold and full anode; a
/// discharge is reduced where it is cold or nearly empty; and both in the last five degrees of heat. Titanate stands 1.5 V above lithium, on
/// which nothing plates: in the cold only its voltage limits its charge.
/// </summary>
public static class DefaultPower
{
    private const double ColdBand = 20;
    private const double HotBand = 5;
    private const double LeastPart = 0.2;
    private const string Titanate = "lto";
    private static readonly double[] Socs = [0, 0.1, 0.5, 0.8, 0.9, 1];

    /// <summary>The settings for a pack of this cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="parallelCells">Cells in parallel.</param>
    /// <param name="chargeMicroamps">The pack's continuous charge current.</param>
    /// <param name="dischargeMicroamps">The pack's continuous discharge current.</param>
    public static PowerSettings For(CellFile cell, int parallelCells, int chargeMicroamps, int dischargeMicroamps)
    {
        ArgumentNullException.ThrowIfNull(cell);
        CellPowerMaps maps = cell.PowerMaps ?? Maps(cell);
        return new PowerSettings
        {
            Enabled = true,
            MarginPermille = 2000,
            ResistanceSpreadPermille = 180,
            ContinuousSeconds = 300,
            LimitHorizon = 1,
            RecoveryMilliseconds = 10_000,
            LostPermille = 500,
            ChargeTaperMicrovolts = 20_000,
            DischargeTaperMicrovolts = 50_000,
            Strings = 1,
            LandingPermille = 200,
            DegradeBandPermyriad = 1000,
            MapCentidegrees = [.. maps.TemperatureCelsius.Select(celsius => (short)CellQuantiser.Int(celsius * 100))],
            MapSocPermyriad = [.. maps.Soc.Select(soc => (short)CellQuantiser.Int(soc * 10_000))],
            MapChargePermille = Permille(maps.Charge, cell.Limits.ChargeAmps * parallelCells * 1e6 / chargeMicroamps),
            MapDischargePermille = Permille(maps.Discharge, cell.Limits.DischargeAmps * parallelCells * 1e6 / dischargeMicroamps),
        };
    }

    /// <summary>The rules of thumb as maps.</summary>
    public static CellPowerMaps Maps(CellFile cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        CellLimits limits = cell.Limits;
        bool plates = cell.Chemistry != Titanate;
        double[] charge = limits.ChargeCelsius;
        double[] discharge = limits.DischargeCelsius;
        double[] temperatures = Nodes(
            [discharge[0], discharge[0] + ColdBand, charge[0], charge[0] + ColdBand, charge[1] - HotBand, charge[1], discharge[1] - HotBand, discharge[1]]);
        return new CellPowerMaps
        {
            TemperatureCelsius = temperatures,
            Soc = Socs,
            Charge = [.. temperatures.Select(celsius => Socs.Select(soc => ChargePart(charge, celsius, soc, plates)).ToArray())],
            Discharge = [.. temperatures.Select(celsius => Socs.Select(soc => DischargePart(discharge, celsius, soc)).ToArray())],
        };
    }

    /// <summary>A full anode plates sooner: at the coldest a full cell takes half of what an empty one takes.</summary>
    private static double ChargePart(double[] window, double celsius, double soc, bool plates)
    {
        if (!plates)
            return Hot(window, celsius);
        double warm = Ramp(window, celsius);
        double fullness = Math.Clamp((soc - 0.5) / 0.5, 0, 1);
        double coldness = 1 - Math.Clamp((celsius - window[0]) / ColdBand, 0, 1);
        return warm * (1 - (0.5 * fullness * coldness));
    }

    private static double DischargePart(double[] window, double celsius, double soc) =>
        Ramp(window, celsius) * (0.5 + (0.5 * Math.Clamp(soc / 0.1, 0, 1)));

    private static double Ramp(double[] window, double celsius)
    {
        double cold = Math.Clamp((celsius - window[0]) / ColdBand, 0, 1);
        return Math.Min(LeastPart + ((1 - LeastPart) * cold), Hot(window, celsius));
    }

    private static double Hot(double[] window, double celsius) =>
        LeastPart + ((1 - LeastPart) * Math.Clamp((window[1] - celsius) / HotBand, 0, 1));

    private static double[] Nodes(double[] celsius)
    {
        var nodes = new List<double>();
        foreach (double value in celsius.Order())
        {
            if (nodes.Count == 0 || value > nodes[^1] + 0.5)
                nodes.Add(value);
        }
        return [.. nodes];
    }

    private static short[] Permille(double[][] parts, double cellOverPack) =>
        [.. parts.SelectMany(row => row).Select(part => (short)Math.Clamp(CellQuantiser.Int(part * cellOverPack * 1000), 0, 1000))];
}
