using System;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Plant;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>
/// A recorded cell's case temperature at 1C–4C, predicted with two thermal parameters that were fitted on 1C and 2C only. The heat
/// is the overpotential times the current; the open-circuit voltage is that of 1C and 2C, extrapolated to no current. How fast the
/// resistance falls with temperature cannot be told from two recordings; the usual range passes, and nothing is fitted in it.
/// </summary>
public sealed class Samsung30QThermalTests
{
    private const double AllowedCelsius = 3.0;
    private const int Intervals = 100;
    private static readonly string[] Rates = ["1c", "2c", "3c", "4c"];

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.010)]
    [InlineData(0.015)]
    [InlineData(0.020)]
    public void TheThermalModelFollowsTheCaseAtEveryRate(double fallPerKelvin)
    {
        double[][][] recordings = ReadAll();
        RateExtrapolation cell = Extrapolate(recordings, fallPerKelvin);
        ThermalFit fit = Fit(recordings, cell);
        Report($"fit on 1C and 2C: {fit.JoulesPerKelvin:0.00} J/K, {fit.WattsPerKelvin:0.00000} W/K, rms {fit.RmsCelsius:0.00} C");
        Assert.True(fit.RmsCelsius < 1.0);
        for (int k = 0; k < Rates.Length; k++)
        {
            ThermalRecording recording = WithHeat(recordings[k], cell);
            double[] predicted = ThermalFit.Predict(recording, fit.JoulesPerKelvin, fit.WattsPerKelvin);
            CheckWithin(AllowedCelsius, "measured voltage, " + Rates[k], predicted, recordings[k][3]);
        }
    }

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.010)]
    [InlineData(0.015)]
    [InlineData(0.020)]
    public void ThePlantFollowsTheCaseAtEveryRate(double fallPerKelvin)
    {
        double[][][] recordings = ReadAll();
        RateExtrapolation cell = Extrapolate(recordings, fallPerKelvin);
        ThermalFit fit = Fit(recordings, cell);
        for (int k = 0; k < Rates.Length; k++)
            CheckWithin(AllowedCelsius, "plant, " + Rates[k], RunPlant(recordings[k], cell, fit), recordings[k][3]);
    }

    [Fact]
    public void AWrongHeatCapacityWouldBeSeen()
    {
        double[][][] recordings = ReadAll();
        RateExtrapolation cell = Extrapolate(recordings, 0.01);
        ThermalFit fit = Fit(recordings, cell);
        double[] predicted = ThermalFit.Predict(WithHeat(recordings[3], cell), 0.8 * fit.JoulesPerKelvin, fit.WattsPerKelvin);
        Assert.True(Worst(predicted, recordings[3][3]) > AllowedCelsius);
    }

    /// <summary>The recorded current and ambient drive the plant; its voltage, heat and temperature are its own.</summary>
    private static double[] RunPlant(double[][] recording, RateExtrapolation cell, ThermalFit fit)
    {
        double[] seconds = recording[0];
        var definition = new PlantDefinition
        {
            Cell = MakeCell(cell),
            StartSoc = 1.0,
            StartCelsius = recording[3][0],
            Thermal = new PlantThermalDefinition
            {
                CellJoulesPerKelvin = fit.JoulesPerKelvin,
                CellToAmbientWattsPerKelvin = fit.WattsPerKelvin,
                IntervalSeconds = 0.5,
            },
            Circuit = new PlantCircuitDefinition { StartsClosed = true },
        };
        var pack = new PlantPack(definition, 1);
        var celsius = new double[seconds.Length];
        celsius[0] = recording[3][0];
        for (int k = 1; k < seconds.Length; k++)
        {
            pack.Step(seconds[k] - seconds[k - 1], new PlantInputs
            {
                Load = PlantLoad.Current,
                LoadAmps = recording[2][k],
                MainClosed = true,
                AmbientCelsius = recording[4][k],
            });
            celsius[k] = pack.GroupCelsius[0];
        }
        return celsius;
    }

    private static CellFile MakeCell(RateExtrapolation cell)
    {
        double[] celsius = [20.0, 30.0, 40.0, 50.0, 60.0, 70.0];
        var soc = new double[(Intervals / 2) + 1];
        for (int k = 0; k < soc.Length; k++)
            soc[k] = k / (soc.Length - 1.0);
        double AmpHours(double s) => (1.0 - s) * cell.EndAmpHours;
        return new CellFile
        {
            Name = "case temperature test",
            Provenance = "identified",
            CapacityAmpHours = cell.EndAmpHours,
            Grid = new CellGrid { Soc = soc, TemperatureCelsius = celsius },
            OcvVolts = Array.ConvertAll(celsius, _ => Array.ConvertAll(soc, s => cell.OcvVoltsAt(AmpHours(s)))),
            R0Ohms = Array.ConvertAll(celsius, t => Array.ConvertAll(soc, s => cell.OhmsAt(AmpHours(s), t))),
        };
    }

    private static ThermalFit Fit(double[][][] recordings, RateExtrapolation cell) =>
        ThermalFit.Fit([WithHeat(recordings[0], cell), WithHeat(recordings[1], cell)]);

    private static RateExtrapolation Extrapolate(double[][][] recordings, double fallPerKelvin) =>
        new(Discharge(recordings[0]), Discharge(recordings[1]), fallPerKelvin, Intervals);

    private static DischargeRecording Discharge(double[][] recording) => new(recording[0], recording[2], recording[1], recording[3]);

    private static ThermalRecording WithHeat(double[][] recording, RateExtrapolation cell)
    {
        var watts = new double[recording[0].Length];
        double ampHours = 0.0;
        for (int k = 1; k < watts.Length; k++)
        {
            double half = -recording[2][k] * (recording[0][k] - recording[0][k - 1]) / 7200.0;
            watts[k] = recording[2][k] * (recording[1][k] - cell.OcvVoltsAt(ampHours + half));
            ampHours += 2.0 * half;
        }
        return new ThermalRecording(recording[0], watts, recording[3], recording[4]);
    }

    private static void CheckWithin(double allowed, string what, double[] predicted, double[] measured)
    {
        double worst = Worst(predicted, measured);
        Report($"{what}: worst {worst:0.00} C, end {predicted[^1] - measured[^1]:0.00} C of a rise of {measured[^1] - measured[0]:0.0} C");
        Assert.True(worst <= allowed, $"{what}: {worst} C");
    }

    private static double Worst(double[] predicted, double[] measured)
    {
        double worst = 0.0;
        for (int k = 0; k < predicted.Length; k++)
            worst = Math.Max(worst, Math.Abs(predicted[k] - measured[k]));
        return worst;
    }

    private static double[][][] ReadAll() => Array.ConvertAll(Rates, rate => GzipColumns.Read(
        RecordedTraces.PathOf($"samsung_30q_thermal/q30_s001_{rate}.bdf.csv.gz"),
        "Test Time / s", "Voltage / V", "Current / A", "Surface Temperature / degC", "Ambient Temperature / degC"));

    private static void Report(FormattableString line) =>
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(line));
}
