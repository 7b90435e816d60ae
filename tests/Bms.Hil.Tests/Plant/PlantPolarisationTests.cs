using System;
using Bms.Hil.Cells;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>The electrical model against what can be written down by hand.</summary>
public sealed class PlantPolarisationTests
{
    private const double Amps = -3.0;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(1.0)]
    public void AStepOfOneBranchFollowsItsExponential(double stepSeconds) => CheckStep(stepSeconds, (20.0, 0.015));

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0)]
    [InlineData(30.0)]
    public void AStepOfThreeBranchesFollowsTheSumOfTheirs(double stepSeconds) =>
        CheckStep(stepSeconds, (2.0, 0.008), (30.0, 0.012), (600.0, 0.02));

    [Fact]
    public void AfterACurrentTheCellRelaxesToItsOpenCircuitVoltage()
    {
        (double Tau, double Ohms)[] branches = [(2.0, 0.008), (30.0, 0.012)];
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(0.02, branches));
        pack.Step(100.0, PlantCellsForTests.Drive(Amps));
        double ocv = pack.OcvVolts[0];
        for (int second = 1; second <= 300; second++)
        {
            pack.Step(1.0, PlantCellsForTests.Drive(0.0));
            double expected = 0.0;
            foreach ((double tau, double ohms) in branches)
                expected += Amps * ohms * (1.0 - Math.Exp(-100.0 / tau)) * Math.Exp(-second / tau);
            AssertRelative(ocv + expected, pack.GroupVolts[0], 1e-9);
        }
        Assert.Equal(ocv, pack.GroupVolts[0], 2e-6);
        Assert.Equal(ocv, pack.OcvVolts[0]);
    }

    [Fact]
    public void ACurvedBranchDropsTheInverseHyperbolicSineOfItsRate()
    {
        CellFile cell = PlantCellsForTests.Linear(0.02, (30.0, 0.05));
        cell.SaturationPerRate = [2.5];
        PlantPack pack = PlantCellsForTests.Pack(cell);
        pack.Step(15.0, PlantCellsForTests.Drive(Amps));
        double rate = Amps / PlantCellsForTests.AmpHours * (1.0 - Math.Exp(-0.5));
        double drop = 0.05 * PlantCellsForTests.AmpHours * Math.Asinh(2.5 * rate) / 2.5;
        AssertRelative(drop, pack.GroupVolts[0] - pack.OcvVolts[0] - (0.02 * Amps), 1e-9);
    }

    [Fact]
    public void HysteresisFollowsTheChargeAndTurnsWithTheCurrent()
    {
        CellFile cell = PlantCellsForTests.Linear();
        cell.HysteresisVolts = [[0.03, 0.03]];
        cell.HysteresisRate = 50.0;
        PlantPack pack = PlantCellsForTests.Pack(cell);
        pack.Step(600.0, PlantCellsForTests.Drive(3.0));
        double moved = 600.0 * 3.0 / 3600.0 / PlantCellsForTests.AmpHours;
        double charged = 1.0 - Math.Exp(-50.0 * moved);
        AssertRelative(charged, pack.HysteresisState[0], 1e-9);
        pack.Step(60.0, PlantCellsForTests.Drive(-3.0));
        double discharged = -1.0 + ((charged + 1.0) * Math.Exp(-50.0 * moved / 10.0));
        AssertRelative(discharged, pack.HysteresisState[0], 1e-9);
        AssertRelative(pack.OcvVolts[0] + (0.03 * discharged) - (0.02 * 3.0), pack.GroupVolts[0], 1e-12);
        pack.Step(600.0, PlantCellsForTests.Drive(0.0));
        AssertRelative(discharged, pack.HysteresisState[0], 1e-12);
    }

    [Theory]
    [InlineData(0.25, 7.5)]
    [InlineData(0.5, -10.0)]
    [InlineData(0.975, 40.0)]
    public void TablesAreStraightLinesInSocAndTemperature(double soc, double celsius)
    {
        CellFile cell = PlantCellsForTests.Full();
        var pack = new PlantPack(new PlantDefinition { Cell = cell, StartSoc = soc, StartCelsius = celsius }, 1);
        AssertRelative(Bilinear(cell, cell.OcvVolts, soc, celsius), pack.OcvVolts[0], 1e-12);
        AssertRelative(Bilinear(cell, cell.R0Ohms, soc, celsius), pack.OhmicOhms[0], 1e-12);
    }

    [Fact]
    public void BeyondFullAndEmptyTheVoltageRunsAway()
    {
        PlantPack full = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), startSoc: 1.0);
        full.Step(36.0, PlantCellsForTests.Drive(3.0));
        AssertRelative(4.2 + (0.01 * 10.0), full.OcvVolts[0], 1e-9);
        PlantPack empty = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), startSoc: 0.0);
        empty.Step(36.0, PlantCellsForTests.Drive(-3.0));
        AssertRelative(3.0 - (0.01 * 10.0), empty.OcvVolts[0], 1e-9);
        AssertRelative(-0.01, empty.Soc[0], 1e-9);
    }

    private static void CheckStep(double stepSeconds, params (double Tau, double Ohms)[] branches)
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(0.02, branches));
        for (int step = 1; step * stepSeconds <= 120.0; step++)
        {
            pack.Step(stepSeconds, PlantCellsForTests.Drive(Amps));
            double seconds = step * stepSeconds;
            double drop = 0.02 * Amps;
            foreach ((double tau, double ohms) in branches)
                drop += Amps * ohms * (1.0 - Math.Exp(-seconds / tau));
            double ocv = 3.0 + (1.2 * (0.5 + (Amps * seconds / 3600.0 / PlantCellsForTests.AmpHours)));
            AssertRelative(drop, pack.GroupVolts[0] - ocv, 1e-6);
        }
    }

    private static double Bilinear(CellFile cell, double[][] table, double soc, double celsius)
    {
        double[] t = cell.Grid.TemperatureCelsius;
        int row = celsius < t[1] ? 0 : 1;
        double share = (celsius - t[row]) / (t[row + 1] - t[row]);
        double place = soc * (cell.Grid.Soc.Length - 1);
        int column = Math.Min((int)place, cell.Grid.Soc.Length - 2);
        double part = place - column;
        double At(int r) => (table[r][column] * (1.0 - part)) + (table[r][column + 1] * part);
        return (At(row) * (1.0 - share)) + (At(row + 1) * share);
    }

    private static void AssertRelative(double expected, double actual, double relative) =>
        Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
