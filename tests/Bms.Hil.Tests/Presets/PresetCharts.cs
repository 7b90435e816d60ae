using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Tests.Presets;

/// <summary>The pictures of docs/CHEMISTRIES.md, drawn from the cell files.</summary>
internal static class PresetCharts
{
    private const double Room = 25;
    private const double ShownSoc = 0.5;

    private static readonly (string Title, string[] Chemistries)[] Families =
    [
        ("Iron phosphate", ["lfp", "solid-polymer"]),
        ("Ternary", ["nmc", "nca", "semi-solid", "solid-sulfide"]),
        ("Manganese, titanate, sodium", ["lmo", "lto", "sodium-ion"]),
    ];

    /// <summary>Open-circuit voltage over SOC at the temperature nearest to 25 °C; where a cell has two branches, both, the charge branch dashed.</summary>
    public static Chart Ocv(IReadOnlyList<Preset> presets)
    {
        var chart = new Chart("Open-circuit voltage over SOC")
        {
            Subtitle = "At 25 °C, the warm polymer at 40 °C; solid: while discharging, dashed: while charging, where that differs",
            AxisKind = AxisKind.Number,
            AxisLabel = "SOC",
            AxisUnit = "%",
        };
        foreach ((string title, string[] chemistries) in Families)
        {
            // The plateaus are what is of interest in iron phosphate, not its steep ends.
            var panel = chemistries.Contains("lfp")
                ? new Panel(title, "V") { Height = 230, Minimum = 3.1, Maximum = 3.5 }
                : new Panel(title, "V") { Height = 190 };
            Tone tone = Tone.Automatic;
            foreach (Preset preset in presets.Where(preset => chemistries.Contains(preset.Cell.Chemistry)))
            {
                tone++;
                CellFile cell = preset.Cell;
                int row = Nearest(cell);
                double[] soc = [.. cell.Grid.Soc.Select(value => 100 * value)];
                double[] volts = cell.OcvVolts[row];
                double[] gap = cell.HysteresisVolts?[row] ?? new double[volts.Length];
                panel.Series.Add(new LineSeries(Short(preset), soc, [.. volts.Zip(gap, (mean, half) => mean - half)], tone));
                if (cell.HysteresisVolts is not null)
                    panel.Series.Add(new LineSeries("", soc, [.. volts.Zip(gap, (mean, half) => mean + half)], tone) { Dashed = true });
            }
            chart.Panels.Add(panel);
        }
        return chart;
    }

    /// <summary>What R0 drops at 1C over temperature, at half charge: comparable between cells of any size.</summary>
    public static Chart Resistance(IReadOnlyList<Preset> presets)
    {
        var chart = new Chart("Ohmic drop at 1C over temperature")
        {
            Subtitle = "R0 at 50 % SOC times the capacity; a dot: one temperature only",
            AxisKind = AxisKind.Number,
            AxisLabel = "Temperature",
            AxisUnit = "°C",
        };
        foreach ((string title, string[] chemistries) in Families)
        {
            var panel = new Panel(title, "mV") { Height = 150, IncludeZero = true, Maximum = 500 };
            Tone tone = Tone.Automatic;
            foreach (Preset preset in presets.Where(preset => chemistries.Contains(preset.Cell.Chemistry)))
            {
                tone++;
                CellFile cell = preset.Cell;
                int node = Enumerable.Range(0, cell.Grid.Soc.Length).MinBy(index => Math.Abs(cell.Grid.Soc[index] - ShownSoc));
                double[] drop = [.. cell.R0Ohms.Select(row => 1000 * row[node] * cell.CapacityAmpHours)];
                panel.Series.Add(drop.Length > 1
                    ? new LineSeries(Short(preset), cell.Grid.TemperatureCelsius, drop, tone)
                    : new ScatterSeries(Short(preset), cell.Grid.TemperatureCelsius, drop, tone));
            }
            chart.Panels.Add(panel);
        }
        return chart;
    }

    private static int Nearest(CellFile cell) => Enumerable.Range(0, cell.Grid.TemperatureCelsius.Length)
        .Where(row => cell.Chemistry != "solid-polymer" || cell.Grid.TemperatureCelsius[row] >= 40)
        .MinBy(row => Math.Abs(cell.Grid.TemperatureCelsius[row] - Room));

    private static string Short(Preset preset) => preset.Name
        .Replace("synthetic-", "", StringComparison.Ordinal).Replace("panasonic-", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);
}
