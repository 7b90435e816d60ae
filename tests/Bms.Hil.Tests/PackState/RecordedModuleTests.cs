using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.PackState;

/// <summary>
/// The recorded module of six groups, with a profile identified from a single cell of its kind and scaled to the module. Nobody knows
/// the groups' charge there; the order in which their voltages end is taken for the order of what they hold.
/// </summary>
public sealed class RecordedModuleTests : IDisposable
{
    private const double ModuleAmpHours = 65;

    // As counted by these discharges; the module has aged.
    private const double MeasuredAmpHours = 55;

    // Groups by their recorded voltage in the last row, lowest first, at either rate; the first column is group A1.
    private static readonly int[] RecordedOrder = [1, 4, 6, 5, 2, 3];

    /// <summary>What two groups may lie apart and still change places: a twentieth of a percent of the capacity.</summary>
    private const double Tie = 0.0005;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("0_3c_discharge", EstimatorKind.Aekf)]
    [InlineData("1_0c_discharge", EstimatorKind.Aekf)]
    [InlineData("0_3c_discharge", EstimatorKind.Ekf)]
    [InlineData("1_0c_discharge", EstimatorKind.Ekf)]
    public void The_groups_of_the_recorded_module_come_out_in_their_order(string recording, EstimatorKind kind)
    {
        string trace = RecordedTraces.PathOf($"leaf_module_6s/{recording}.bdf.csv.gz");
        var settings = new ReplaySettings { TracePath = trace, Cell = ModuleCell(), Estimator = kind, CapacityAmpHours = MeasuredAmpHours };
        ReplayResult result = ReplayRun.Run(settings, null, TestContext.Current.CancellationToken);
        IReadOnlyList<GroupFigures> groups = result.Groups;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(
            Environment.NewLine,
            groups.Select((group, index) => FormattableString.Invariant(
                $"{index + 1}: SOC {group.Soc:0.0000}, resistance {group.ResistanceFactor:0.000}, capacity {group.CapacityFactor:0.000}"))));
        double[] held = [.. RecordedOrder.Select(number => groups[number - 1].Soc * groups[number - 1].CapacityFactor)];
        for (int place = 1; place < held.Length; place++)
            Assert.True(held[place] > held[place - 1] - Tie, $"group {RecordedOrder[place]} before {RecordedOrder[place - 1]}");
        Assert.Equal(0, groups.ToList().FindIndex(group => group.Weakest));
        Assert.Equal(1, groups.Count(group => group.Weakest));
        Assert.All(groups, group => Assert.True(group.Known));
    }

    /// <summary>
    /// The slow discharge that stands second in its file, after 13.15 Ah of charging, and pulses; resistances shrink as the capacity grows.
    /// </summary>
    private string ModuleCell()
    {
        string slow = RecordedTraces.PathOf("leaf_cell_33ah/cycling-10c-24c-40c.bdf.csv.gz");
        string pulses = RecordedTraces.PathOf("leaf_cell_33ah/low-current-hppc-25c-2.bdf.csv.gz");
        FitOutcome outcome = CellFitter.Run(
            new FitSettings
            {
                Inputs =
                [
                    FitInput.Parse($"{slow};capacity=30.1;soc=0.563;from=42900;to=92978;temperature=24", FitRole.Ocv),
                    FitInput.Parse(pulses, FitRole.Pulse),
                ],
                Name = "module",
            },
            null,
            TestContext.Current.CancellationToken);
        CellFile cell = outcome.Cell;
        double scale = cell.CapacityAmpHours / ModuleAmpHours;
        Scale(cell.R0Ohms, scale);
        foreach (CellBranch branch in cell.Branches)
            Scale(branch.Ohms, scale);
        cell.CapacityAmpHours = ModuleAmpHours;
        cell.Limits.ChargeAmps /= scale;
        cell.Limits.DischargeAmps /= scale;
        string path = _scratch.PathOf("module.json");
        CellFileWriter.Write(cell, path);
        return path;
    }

    private static void Scale(double[][] table, double factor)
    {
        foreach (double[] row in table)
        {
            for (int node = 0; node < row.Length; node++)
                row[node] *= factor;
        }
    }
}
