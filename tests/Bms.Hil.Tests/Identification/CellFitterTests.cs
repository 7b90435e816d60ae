using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>Recordings of a cell whose truth is known give that truth back.</summary>
public sealed class CellFitterTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Finds_the_cell_at_one_temperature()
    {
        FitOutcome outcome = Fit(
            Slow(25, "slow.csv", both: false), Pulses(25, "pulses.csv"), Drive(25, "drive.csv"));
        CellFile cell = outcome.Cell;
        Assert.Equal(MadeUpCell.CapacityAmpHours, cell.CapacityAmpHours, 0.01);
        Assert.Equal("identified", cell.Provenance);
        Assert.Equal(MadeUpCell.TausSeconds, cell.Branches.Select(branch => branch.TauSeconds));
        int row = Row(cell, 25);
        foreach (double soc in (double[])[0.2, 0.35, 0.5, 0.65, 0.8, 0.9])
        {
            Assert.Equal(MadeUpCell.OcvVolts(soc), At(cell, cell.OcvVolts, row, soc), 0.002);
            Assert.Equal(1, At(cell, cell.R0Ohms, row, soc) / MadeUpCell.R0Ohms, 0.03);
            for (int branch = 0; branch < 3; branch++)
                Assert.Equal(1, At(cell, cell.Branches[branch].Ohms, row, soc) / MadeUpCell.BranchOhms[branch], 0.15);
        }
        // Nothing bends at the measured temperature; in the cold, charge transfer is expected to.
        Assert.Equal(0, cell.SaturationPerRate![row]);
        Assert.True(cell.SaturationPerRate[0] > 1);
        Assert.Null(cell.HysteresisVolts);
        Assert.All(outcome.Residuals, residual => Assert.InRange(residual.RmsMillivoltsAboveTenPercent!.Value, 0, 2));
        Assert.Contains("hysteresis not identified", cell.Method, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("filled with 1.2 A", cell.Method, StringComparison.Ordinal);
        Assert.Contains("; drive.csv (dynamic, 25 °C by surface)", cell.Method, StringComparison.Ordinal);
        Assert.DoesNotContain(_scratch.Folder, cell.Method, StringComparison.Ordinal);
    }

    [Fact]
    public void Follows_the_resistance_over_temperature()
    {
        CellFile cell = Fit(
            Slow(25, "slow.csv", both: false),
            Pulses(25, "warm.csv"),
            Drive(25, "drive.csv"),
            Pulses(-5, "cold.csv"),
            Drive(-5, "colddrive.csv")).Cell;
        foreach (double celsius in (double[])[-20, -5, 10, 25, 40])
        {
            int row = Row(cell, celsius);
            double expected = MadeUpCell.R0Ohms * MadeUpCell.Arrhenius(cell.Grid.TemperatureCelsius[row]);
            Assert.Equal(1, At(cell, cell.R0Ohms, row, 0.5) / expected, 0.06);
        }
    }

    [Fact]
    public void Takes_hysteresis_from_both_branches()
    {
        CellFile cell = Fit(
            Slow(25, "slow.csv", both: true, halfGap: 0.015, rate: 50), Drive(25, "drive.csv", halfGap: 0.015, rate: 50)).Cell;
        int row = Row(cell, 25);
        Assert.NotNull(cell.HysteresisVolts);
        Assert.Equal(0.015, At(cell, cell.HysteresisVolts, row, 0.5), 0.002);
        Assert.Equal(MadeUpCell.OcvVolts(0.5), At(cell, cell.OcvVolts, row, 0.5), 0.002);
        Assert.Equal(50, cell.HysteresisRate);
    }

    [Fact]
    public void Leaves_a_charge_out_that_counts_too_little()
    {
        var slow = new MadeUpCell(25, 1);
        slow.Flow(0, 300, 60).FlowTo(0, -0.15, 60).Flow(0, 3600, 60).FlowTo(0.85, 0.15, 60);
        FitOutcome outcome = Fit((_scratch.Write("slow.csv", slow.ToString()), FitRole.Ocv), Drive(25, "drive.csv"));
        Assert.Contains(outcome.Notes, note => note.StartsWith("slow charge left out: it counts 0.85", StringComparison.Ordinal));
        Assert.Equal(MadeUpCell.OcvVolts(0.5), At(outcome.Cell, outcome.Cell.OcvVolts, Row(outcome.Cell, 25), 0.5), 0.004);
    }

    [Fact]
    public void Says_what_it_assumes_where_only_the_open_circuit_voltage_is_known()
    {
        FitOutcome outcome = Fit(Slow(25, "slow.csv", both: true));
        Assert.Contains(outcome.Notes, note => note.StartsWith("resistances not identified", StringComparison.Ordinal));
        Assert.Equal(0.04, outcome.Cell.Uncertainty.Volts);
        Assert.Equal(MadeUpCell.CapacityAmpHours, outcome.Cell.CapacityAmpHours, 0.01);
    }

    [Fact]
    public void Gets_along_without_a_slow_recording()
    {
        FitInput drive = Input(Drive(25, "drive.csv"));
        var settings = new FitSettings { Inputs = [drive], Name = "made up", CapacityAmpHours = 3 };
        FitOutcome outcome = CellFitter.Run(settings, null, TestContext.Current.CancellationToken);
        Assert.Contains(outcome.Notes, note => note.StartsWith("no slow recording", StringComparison.Ordinal));
        Assert.Equal(MadeUpCell.OcvVolts(0.5), At(outcome.Cell, outcome.Cell.OcvVolts, Row(outcome.Cell, 25), 0.5), 0.02);
    }

    [Fact]
    public void The_same_recordings_give_the_same_cell()
    {
        (string, FitRole)[] files = [Slow(25, "slow.csv", both: false), Pulses(25, "pulses.csv")];
        Assert.Equal(CellFileWriter.ToText(Fit(files).Cell), CellFileWriter.ToText(Fit(files).Cell));
    }

    [Fact]
    public void The_start_is_read_from_the_rest_voltage_and_what_is_cut_off_still_counts()
    {
        var later = new MadeUpCell(25, 0.62);
        later.Flow(0, 600, 1);
        for (int pulse = 0; pulse < 60; pulse++)
            later.Flow(-3, 20, 1).Flow(0, 60, 1);
        string path = _scratch.Write("later.csv", later.ToString());
        FitOutcome outcome = Fit(Slow(25, "slow.csv", both: true), ($"{path};from=700", FitRole.Pulse));
        FitRecording recording = outcome.Groups[0].Loads[0];
        Assert.Equal(0.62, recording.StartSoc, 0.005);
        Assert.False(recording.IsUsed(650));
        Assert.True(recording.IsUsed(750));
    }

    /// <summary>The stretch with loads is narrower than that over which a resistance fades beyond it.</summary>
    [Fact]
    public void A_few_pulses_at_one_place_are_enough_for_a_cell()
    {
        var pulses = new MadeUpCell(25, 1);
        for (int pulse = 0; pulse < 10; pulse++)
            pulses.Flow(-3, 10, 1).Flow(0, 60, 1).Flow(2.5, 10, 1).Flow(0, 60, 1);
        CellFile cell = Fit(Slow(25, "slow.csv", both: true), (_scratch.Write("few.csv", pulses.ToString()), FitRole.Pulse)).Cell;
        Assert.Equal(1, At(cell, cell.R0Ohms, Row(cell, 25), 1) / MadeUpCell.R0Ohms, 0.1);
        Assert.Equal(1, At(cell, cell.R0Ohms, Row(cell, 25), 0.5) / MadeUpCell.R0Ohms, 0.3);
    }

    private static FitOutcome Fit(params (string Text, FitRole Role)[] files) =>
        CellFitter.Run(
            new FitSettings { Inputs = [.. files.Select(Input)], Name = "made up" }, null, TestContext.Current.CancellationToken);

    private static FitInput Input((string Text, FitRole Role) file) => FitInput.Parse(file.Text, file.Role);

    private (string, FitRole) Slow(double celsius, string name, bool both, double halfGap = 0, double rate = 0) =>
        (_scratch.Write(name, MadeUpCell.Slow(celsius, both, halfGap, rate)), FitRole.Ocv);

    private (string, FitRole) Pulses(double celsius, string name) => (_scratch.Write(name, MadeUpCell.Pulses(celsius)), FitRole.Pulse);

    private (string, FitRole) Drive(double celsius, string name, double halfGap = 0, double rate = 0) =>
        (_scratch.Write(name, MadeUpCell.Drive(celsius, halfGap, rate)), FitRole.Dynamic);

    private static int Row(CellFile cell, double celsius)
    {
        IEnumerable<int> rows = Enumerable.Range(0, cell.Grid.TemperatureCelsius.Length);
        return rows.MinBy(row => Math.Abs(cell.Grid.TemperatureCelsius[row] - celsius));
    }

    private static double At(CellFile cell, double[][] table, int row, double soc) => SocNodes.Interpolate(cell.Grid.Soc, table[row], soc);
}
