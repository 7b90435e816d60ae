using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Packs;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>What the firmware promises for 10 s over state of charge and temperature: a shipped pack, at rest for two minutes at each place.</summary>
internal static class PowerPicture
{
    private const string Pack = "nmc-traction-14s";
    private const int StepMilliseconds = 100;
    private const int Steps = 1200;
    private const int TenSeconds = 1;
    private const double Kilo = 1000;
    private static readonly int[] Temperatures = [-10, 0, 10, 25, 40];

    public static Chart Draw()
    {
        PackConfiguration pack = PackFileReader.Open(Pack).Configuration;
        var chart = new Chart("State of power for 10 s over SOC")
        {
            Subtitle = $"{Pack} (a synthetic cell), what the firmware promises after two minutes of rest, all margins and maps included",
            AxisKind = AxisKind.Number,
            AxisLabel = "SOC",
            AxisUnit = "%",
        };
        var discharge = new Panel("Discharge", "kW") { Height = 190, IncludeZero = true };
        var charge = new Panel("Charge", "kW") { Height = 190, IncludeZero = true };
        double[] socs = [.. Enumerable.Range(1, 39).Select(step => 0.025 * step)];
        double[] percent = [.. socs.Select(soc => 100 * soc)];
        Tone tone = Tone.Automatic;
        foreach (int celsius in Temperatures)
        {
            tone++;
            IReadOnlyList<(double Discharge, double Charge)> promised = [.. socs.Select(soc => Promise(pack, soc, celsius))];
            string name = FormattableString.Invariant($"{celsius} °C").Replace('-', '−');
            discharge.Series.Add(new LineSeries(name, percent, [.. promised.Select(watts => watts.Discharge / Kilo)], tone));
            charge.Series.Add(new LineSeries(name, percent, [.. promised.Select(watts => watts.Charge / Kilo)], tone));
        }
        chart.Panels.Add(discharge);
        chart.Panels.Add(charge);
        return chart;
    }

    /// <summary>Every group shows what the model expects.</summary>
    private static (double Discharge, double Charge) Promise(PackConfiguration pack, double soc, int celsius)
    {
        var controller = new PackController(pack);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors) { PackCurrentValid = true };
        controller.Estimation.Start((float)soc);
        Array.Fill(measurements.CellValid, true);
        Array.Fill(measurements.TemperatureValid, true);
        Array.Fill(measurements.TemperatureCentidegrees, 100 * celsius);
        for (int step = 0; step < Steps; step++)
        {
            float volts = controller.Estimation.Estimator.PredictedVolts;
            Array.Fill(measurements.CellMicrovolts, volts > 0 ? (int)(volts * 1e6f) : 3_600_000);
            measurements.NowMilliseconds += StepMilliseconds;
            controller.Step(measurements);
        }
        return (controller.Power.DischargeWatts[TenSeconds], controller.Power.ChargeWatts[TenSeconds]);
    }
}
