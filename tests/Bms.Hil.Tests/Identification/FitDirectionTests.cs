using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>What depends on the current's direction, on temperature and on the SOC's count is found where recordings tell it, and only there.</summary>
public sealed class FitDirectionTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_larger_resistance_while_charging_is_found()
    {
        string drive = MadeUpCell.Drive(new MadeUpCell(25, 1) { ChargeFactor = 1.3 });
        CellFile cell = Fit(("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv), ("drive.csv", drive, FitRole.Dynamic)).Cell;
        Assert.NotNull(cell.ChargeResistanceFactor);
        Assert.Equal(1.3, cell.ChargeResistanceFactor[0][10], 0.06);
        int row = Array.IndexOf(cell.Grid.TemperatureCelsius, 25);
        Assert.Equal(1, SocNodes.Interpolate(cell.Grid.Soc, cell.R0Ohms[row], 0.5) / MadeUpCell.R0Ohms, 0.05);
    }

    [Fact]
    public void Hysteresis_that_follows_the_sign_at_once_is_told_from_that_which_follows_the_charge()
    {
        string slow = MadeUpCell.Slow(25, both: true, halfGapVolts: 0.015, hysteresisRate: 50);
        string drive = MadeUpCell.Drive(new MadeUpCell(25, 1, 0.015, 50) { InstantVolts = 0.006 });
        CellFile cell = Fit(("slow.csv", slow, FitRole.Ocv), ("drive.csv", drive, FitRole.Dynamic)).Cell;
        Assert.NotNull(cell.InstantHysteresisVolts);
        Assert.All(cell.InstantHysteresisVolts, volts => Assert.Equal(0.006, volts, 0.0015));
        string without = MadeUpCell.Drive(25, 0.015, 50);
        CellFile plain = Fit(("slow.csv", slow, FitRole.Ocv), ("plain.csv", without, FitRole.Dynamic)).Cell;
        Assert.Null(plain.InstantHysteresisVolts);
        Assert.Null(plain.ChargeResistanceFactor);
    }

    [Fact]
    public void A_curve_that_stands_elsewhere_along_soc_is_moved_there()
    {
        string drive = MadeUpCell.Drive(new MadeUpCell(25, 1) { ShiftSoc = 0.025 });
        string pulses = MadeUpCell.Pulses(new MadeUpCell(25, 1) { ShiftSoc = 0.025 });
        CellFile cell = Fit(
            ("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv), ("pulses.csv", pulses, FitRole.Pulse), ("drive.csv", drive, FitRole.Dynamic)).Cell;
        int row = Array.IndexOf(cell.Grid.TemperatureCelsius, 25);
        foreach (double soc in (double[])[0.3, 0.45, 0.6, 0.75])
            Assert.Equal(MadeUpCell.OcvVolts(soc + 0.025), SocNodes.Interpolate(cell.Grid.Soc, cell.OcvVolts[row], soc), 0.003);
    }

    [Fact]
    public void The_entropy_slope_carries_the_voltage_beyond_the_measured_temperatures()
    {
        string Drive(double celsius) => MadeUpCell.Drive(new MadeUpCell(celsius, 1) { VoltsPerKelvin = 0.0003 });
        CellFile cell = Fit(
            ("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv), ("warm.csv", Drive(45), FitRole.Dynamic), ("cold.csv", Drive(10), FitRole.Dynamic)).Cell;
        Assert.NotNull(cell.EntropyMicrovoltsPerKelvin);
        // The prior of 200 µV/K draws it towards 0.
        Assert.InRange(SocNodes.Interpolate(cell.Grid.Soc, cell.EntropyMicrovoltsPerKelvin, 0.5), 110, 310);
        int measured = Array.IndexOf(cell.Grid.TemperatureCelsius, 10);
        int colder = Array.IndexOf(cell.Grid.TemperatureCelsius, -20);
        double fallen = SocNodes.Interpolate(cell.Grid.Soc, cell.OcvVolts[measured], 0.5) - SocNodes.Interpolate(cell.Grid.Soc, cell.OcvVolts[colder], 0.5);
        Assert.InRange(fallen, 0.0033, 0.0093);
        CellFile one = Fit(("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv), ("warm.csv", Drive(25), FitRole.Dynamic)).Cell;
        Assert.Null(one.EntropyMicrovoltsPerKelvin);
    }

    [Theory]
    [InlineData(0.9, 0.99, null)]
    [InlineData(0.985, 0.985, 0.985)]
    [InlineData(1.0, 1.0, 1.0)]
    public void A_coulombic_efficiency_takes_two_cycles_that_agree(double first, double second, double? expected)
    {
        FitRecording recording = Cycles(first, second);
        double? found = CoulombicEfficiency.Find([recording]);
        if (expected is null)
            Assert.Null(found);
        else
            Assert.Equal(expected.Value, found!.Value, 0.002);
    }

    [Fact]
    public void One_cycle_is_too_few_for_a_coulombic_efficiency() => Assert.Null(CoulombicEfficiency.Find([Cycles(0.99)]));

    /// <summary>Charges of 1 Ah from 3 to 4 V, each with a discharge of some part of it back to 3 V.</summary>
    private static FitRecording Cycles(params double[] returned)
    {
        var amps = new List<double> { 0 };
        var volts = new List<double> { 3 };
        foreach (double part in returned)
        {
            for (int step = 1; step <= 100; step++)
                (amps, volts) = Append(amps, volts, 0.6, 3 + (step * 0.01));
            for (int step = 1; step <= 100; step++)
                (amps, volts) = Append(amps, volts, -0.6 * part, 4 - (step * 0.01));
        }
        double[] seconds = [.. Enumerable.Range(0, amps.Count).Select(row => 60.0 * row)];
        return MadeUpRecording.Of(seconds, [.. amps], [.. volts]);
    }

    private static (List<double>, List<double>) Append(
        List<double> amps, List<double> volts, double amp, double volt)
    {
        amps.Add(amp);
        volts.Add(volt);
        return (amps, volts);
    }

    private FitOutcome Fit(params (string Name, string Text, FitRole Role)[] files) => CellFitter.Run(
        new FitSettings
        {
            Inputs = [.. files.Select(file => FitInput.Parse(_scratch.Write(file.Name, file.Text), file.Role))],
            Name = "made up",
        },
        null,
        TestContext.Current.CancellationToken);
}
