using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Identification;

/// <summary>The plots of what an identification may be off by, and of what it was off by where it had not looked.</summary>
internal static class FitErrorCharts
{
    /// <summary>The model's error at rest over SOC, a line for each temperature of the grid.</summary>
    public static Chart OverSoc(CellFile cell)
    {
        var chart = new Chart("One sigma of the model's error at rest")
        {
            Subtitle = "From held-out data, with a floor; more where nothing was measured",
            AxisKind = AxisKind.Number,
            AxisLabel = "SOC",
            AxisUnit = "%",
        };
        CellModelError error = cell.ModelError ?? CellModelError.Assumed(cell);
        double[] nodes = Array.ConvertAll(cell.Grid.Soc, soc => 100 * soc);
        var panel = new Panel("Sigma", "mV") { IncludeZero = true, Height = 180 };
        for (int row = 0; row < error.Volts.Length; row++)
        {
            // The steep end would hide the rest.
            double[] shown = Array.ConvertAll(error.Volts[row], volts => Math.Min(MostShownMillivolts, 1000 * volts));
            panel.Series.Add(new LineSeries($"{Text(cell.Grid.TemperatureCelsius[row])} °C", nodes, shown));
        }
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>The part of the overpotential that the model may be off by, over temperature.</summary>
    public static Chart OverTemperature(CellFile cell)
    {
        var chart = new Chart("One sigma of the model's error as a part of the overpotential")
        {
            AxisKind = AxisKind.Number,
            AxisLabel = "Temperature",
            AxisUnit = "°C",
        };
        CellModelError error = cell.ModelError ?? CellModelError.Assumed(cell);
        var panel = new Panel("Part", "%") { IncludeZero = true };
        panel.Series.Add(new LineSeries(
            "", cell.Grid.TemperatureCelsius, Array.ConvertAll(error.OverpotentialFraction, fraction => 100 * fraction)));
        chart.Panels.Add(panel);
        return chart;
    }

    /// <summary>The errors of pulses that were kept from the fit, over SOC, a line for each file.</summary>
    public static Chart HeldOut(IReadOnlyList<HeldOutPulse> pulses)
    {
        var chart = new Chart("Predicted less measured voltage of pulses kept from the fit")
        {
            AxisKind = AxisKind.Number,
            AxisLabel = "SOC",
            AxisUnit = "%",
        };
        var end = new Panel("At the pulse's end", "mV") { IncludeZero = true };
        var rms = new Panel("RMS with the rest", "mV") { IncludeZero = true };
        foreach (IGrouping<string, HeldOutPulse> file in pulses.GroupBy(pulse => pulse.File))
        {
            HeldOutPulse[] rising = [.. file.OrderBy(pulse => pulse.Soc)];
            double[] soc = Array.ConvertAll(rising, pulse => 100 * pulse.Soc);
            end.Series.Add(new LineSeries(file.Key, soc, Array.ConvertAll(rising, pulse => pulse.EndMillivolts)));
            rms.Series.Add(new LineSeries(file.Key, soc, Array.ConvertAll(rising, pulse => pulse.RmsMillivolts)));
        }
        chart.Panels.Add(end);
        chart.Panels.Add(rms);
        return chart;
    }

    private const double MostShownMillivolts = 60;

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
