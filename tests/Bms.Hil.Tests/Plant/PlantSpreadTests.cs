using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>What makes one group, one seed, one pack different from another.</summary>
public sealed class PlantSpreadTests
{
    [Fact]
    public void OneSeedIsOnePack()
    {
        PlantPack first = Make(5);
        PlantPack again = Make(5);
        PlantPack other = Make(6);
        Assert.Equal(first.CapacityAmpHours.ToArray(), again.CapacityAmpHours.ToArray());
        Assert.Equal(first.Soc.ToArray(), again.Soc.ToArray());
        Assert.Equal(first.ResistanceScale.ToArray(), again.ResistanceScale.ToArray());
        Assert.Equal(first.SelfDischargeAmps.ToArray(), again.SelfDischargeAmps.ToArray());
        for (int g = 0; g < first.Groups; g++)
            Assert.NotEqual(first.CapacityAmpHours[g], other.CapacityAmpHours[g]);
    }

    [Fact]
    public void TheSpreadHasItsMeanAndDeviation()
    {
        double sum = 0.0;
        double squares = 0.0;
        int count = 0;
        for (ulong seed = 0; seed < 200; seed++)
        {
            foreach (double ampHours in Make(seed).CapacityAmpHours)
            {
                double relative = (ampHours / (PlantCellsForTests.AmpHours * 0.95 * 2.0)) - 1.0;
                sum += relative;
                squares += relative * relative;
                count++;
            }
        }
        Assert.Equal(0.0, sum / count, 0.0015);
        Assert.Equal(0.03, Math.Sqrt(squares / count), 0.001);
    }

    [Fact]
    public void CellsInParallelShareTheCurrent()
    {
        PlantPack one = PlantCellsForTests.Pack(PlantCellsForTests.Full());
        var three = new PlantPack(
            new PlantDefinition
            {
                Cell = PlantCellsForTests.Full(),
                ParallelCells = 3,
                StartSoc = 0.5,
                Circuit = new PlantCircuitDefinition { StartsClosed = true },
            },
            seed: 1);
        one.Step(600.0, PlantCellsForTests.Drive(-2.0, -10.0));
        three.Step(600.0, PlantCellsForTests.Drive(-6.0, -10.0));
        Assert.Equal(one.Soc[0], three.Soc[0], 1e-12);
        Assert.Equal(one.GroupVolts[0], three.GroupVolts[0], 1e-12);
        Assert.Equal(one.GroupCelsius[0], three.GroupCelsius[0], 1e-9);
    }

    [Theory]
    [InlineData(0.96, 1.06, true)]
    [InlineData(1.03, 0.95, true)]
    [InlineData(0.98, 1.06, false)]
    [InlineData(0.96, 1.04, false)]
    [InlineData(1.0, 1.0, false)]
    public void AClosedLoopCanAskWhetherTheTruthDiffers(double capacity, double resistance, bool differs)
    {
        var definition = new PlantDefinition { Cell = PlantCellsForTests.Linear(), CapacityFactor = capacity, ResistanceFactor = resistance };
        Assert.Equal(differs, definition.DiffersFromCellFile);
    }

    [Fact]
    public void TrueParametersAreTheFilesTimesTheirFactors()
    {
        var pack = new PlantPack(new PlantDefinition { Cell = PlantCellsForTests.Linear(), CapacityFactor = 0.9, ResistanceFactor = 1.2 }, 1);
        Assert.Equal(2.7, pack.CapacityAmpHours[0], 1e-12);
        Assert.Equal(0.024, pack.OhmicOhms[0], 1e-12);
    }

    [Fact]
    public void ABleedResistorDischargesItsGroupAlone()
    {
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), groups: 5);
        pack.Step(3600.0, new PlantInputs { BleedMask = 1u << 2, AmbientCelsius = 25.0 });
        for (int g = 0; g < 5; g++)
        {
            if (g != 2)
                Assert.Equal(0.5, pack.Soc[g]);
        }
        // V = OCV·Rb/(Rb + R0) and dOCV/dt = −1.2 V · (V/Rb)/Q: an exponential with the time constant below.
        double tau = (40.0 + 0.02) * 3600.0 * PlantCellsForTests.AmpHours / 1.2;
        double ocv = 3.6 * Math.Exp(-3600.0 / tau);
        Assert.Equal((ocv - 3.0) / 1.2, pack.Soc[2], 1e-5);
        Assert.Equal(-pack.GroupVolts[2] / 40.0, pack.CellAmps[2], 1e-5);
    }

    [Fact]
    public void SelfDischargeEmptiesAtRest()
    {
        var definition = new PlantDefinition
        {
            Cell = PlantCellsForTests.Linear(),
            StartSoc = 0.5,
            Spread = new PlantSpread { SelfDischargeAmps = 0.01 },
        };
        var pack = new PlantPack(definition, 1);
        pack.Step(36_000.0, new PlantInputs { AmbientCelsius = 25.0 });
        Assert.Equal(0.5 - (0.01 * 10.0 / PlantCellsForTests.AmpHours), pack.Soc[0], 1e-9);
        Assert.Equal(pack.OcvVolts[0], pack.GroupVolts[0], 1e-12);
    }

    private static PlantPack Make(ulong seed) => new(
        new PlantDefinition
        {
            Cell = PlantCellsForTests.Linear(),
            Groups = 16,
            ParallelCells = 2,
            CapacityFactor = 0.95,
            StartSoc = 0.6,
            Spread = new PlantSpread
            {
                CapacityFraction = 0.03,
                ResistanceFraction = 0.05,
                StartSoc = 0.02,
                SelfDischargeAmps = 0.001,
                SelfDischargeDeviationAmps = 0.0005,
            },
        },
        seed);
}
