using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Identification;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Identification;

/// <summary>The model's own uncertainty: from held-out errors, never below its floor, more where nothing was measured.</summary>
public sealed class ModelErrorTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Errors_of_a_known_size_are_measured()
    {
        var random = new Random(3);
        var errors = new List<HeldOutError>();
        for (int row = 0; row < 40_000; row++)
        {
            double load = row % 2 == 0 ? 0 : 0.05 + (0.1 * random.NextDouble());
            double soc = random.NextDouble();
            double still = soc > 0.5 ? 0.004 : 0.012;
            double sigma = Math.Sqrt((still * still) + (0.01 * load * load));
            errors.Add(new HeldOutError(soc, sigma * Normal(random), load, 1));
        }
        var statistics = new HeldOutStatistics(errors);
        Assert.InRange(statistics.VoltsAt(0.25), 0.010, 0.013);
        Assert.InRange(statistics.VoltsAt(0.8), 0.004, 0.008);
        Assert.InRange(statistics.OverpotentialFraction, 0.07, 0.13);
    }

    [Fact]
    public void A_few_wild_rows_do_not_decide()
    {
        var random = new Random(4);
        List<HeldOutError> errors = [.. Enumerable.Range(0, 5000).Select(row =>
            new HeldOutError(row / 5000.0, row % 100 == 0 ? 1.0 : 0.005 * Normal(random), 0.001, 1))];
        Assert.InRange(new HeldOutStatistics(errors).VoltsAt(0.5), 0.004, 0.007);
    }

    [Fact]
    public void A_perfect_cell_gets_the_floor_where_it_was_measured_and_more_elsewhere()
    {
        CellFile cell = Fit(
            ("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv),
            ("pulses.csv", MadeUpCell.Pulses(25), FitRole.Pulse),
            ("drive.csv", MadeUpCell.Drive(25), FitRole.Dynamic));
        CellModelError error = cell.ModelError!;
        int warm = Array.IndexOf(cell.Grid.TemperatureCelsius, 25);
        int cold = Array.IndexOf(cell.Grid.TemperatureCelsius, -20);
        int middle = Array.IndexOf(cell.Grid.Soc, 0.5);
        int empty = Array.IndexOf(cell.Grid.Soc, 0.03);
        Assert.InRange(error.Volts[warm][middle], ModelErrorLaw.LeastVolts, 0.008);
        Assert.Equal(0.05, error.OverpotentialFraction[warm], 0.005);
        Assert.True(error.Volts[cold][middle] > 2 * error.Volts[warm][middle]);
        Assert.True(error.OverpotentialFraction[cold] > 3 * error.OverpotentialFraction[warm]);
        Assert.True(error.Volts[warm][empty] > 2 * error.Volts[warm][middle]);
        Assert.All(error.Volts.SelectMany(row => row), volts => Assert.True(volts >= ModelErrorLaw.LeastVolts));
    }

    [Fact]
    public void The_less_was_recorded_the_larger_it_is()
    {
        (string, string, FitRole)[][] sets =
        [
            [("drive.csv", MadeUpCell.Drive(25), FitRole.Dynamic)],
            [("pulses.csv", MadeUpCell.Pulses(25), FitRole.Pulse)],
            [],
        ];
        double[] fractions = [.. sets
            .Select(loads => Fit([("slow.csv", MadeUpCell.Slow(25, both: false), FitRole.Ocv), .. loads]))
            .Select(cell => cell.ModelError!.OverpotentialFraction[Array.IndexOf(cell.Grid.TemperatureCelsius, 25)])];
        Assert.True(fractions[0] < fractions[1] && fractions[1] < fractions[2], string.Join(", ", fractions));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private CellFile Fit(params (string Name, string Text, FitRole Role)[] files) => CellFitter.Run(
        new FitSettings
        {
            Inputs = [.. files.Select(file => FitInput.Parse(_scratch.Write(file.Name, file.Text), file.Role))],
            Name = "made up",
        },
        null,
        TestContext.Current.CancellationToken).Cell;
}
