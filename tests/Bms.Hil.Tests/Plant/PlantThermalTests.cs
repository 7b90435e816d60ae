using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>The thermal network against closed forms. Heat comes from the heater, so that nothing electrical takes part.</summary>
public sealed class PlantThermalTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0)]
    [InlineData(500.0)]
    public void OneNodeFollowsItsExponential(double stepSeconds)
    {
        var thermal = new PlantThermalDefinition { CellJoulesPerKelvin = 45.0, CellToAmbientWattsPerKelvin = 0.1 };
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), thermal: thermal);
        var inputs = new PlantInputs { HeaterWatts = 2.0, AmbientCelsius = 10.0, MainClosed = true };
        double steps = 1000.0 / stepSeconds;
        for (int k = 0; k < steps; k++)
            pack.Step(stepSeconds, inputs);
        double settled = 10.0 + (2.0 / 0.1);
        double expected = settled + ((25.0 - settled) * Math.Exp(-1000.0 * 0.1 / 45.0));
        Assert.Equal(expected, pack.GroupCelsius[0], 1e-9);
    }

    [Fact]
    public void TwoNodesEvenOutWithTheirCommonTimeConstant()
    {
        // One current through two resistances heats unequally: the sum of the temperatures rises straight, their difference settles.
        var thermal = new PlantThermalDefinition
        {
            CellJoulesPerKelvin = 40.0,
            CellToAmbientWattsPerKelvin = 0.0,
            EndToAmbientWattsPerKelvin = 0.0,
            NeighbourWattsPerKelvin = 0.2,
        };
        var definition = new PlantDefinition
        {
            Cell = PlantCellsForTests.Linear(0.05),
            Groups = 2,
            StartSoc = 0.5,
            Spread = new PlantSpread { ResistanceFraction = 0.2 },
            Thermal = thermal,
            Circuit = new PlantCircuitDefinition { StartsClosed = true },
        };
        var pack = new PlantPack(definition, 7);
        double first = 9.0 * pack.OhmicOhms[0];
        double second = 9.0 * pack.OhmicOhms[1];
        Assert.True(Math.Abs(first - second) > 0.02, "the seed gives two different groups");
        pack.Step(300.0, PlantCellsForTests.Drive(-3.0));
        double sum = (first + second) * 300.0 / 40.0;
        double rate = 2.0 * 0.2 / 40.0;
        double difference = (first - second) / 40.0 / rate * (1.0 - Math.Exp(-rate * 300.0));
        Assert.Equal(25.0 + ((sum + difference) / 2.0), pack.GroupCelsius[0], 1e-9);
        Assert.Equal(25.0 + ((sum - difference) / 2.0), pack.GroupCelsius[1], 1e-9);
    }

    [Fact]
    public void BleedHeatWarmsTheBoardAndThroughItTheGroups()
    {
        var thermal = new PlantThermalDefinition
        {
            CellJoulesPerKelvin = 1e6,
            BoardJoulesPerKelvin = 50.0,
            BoardToAmbientWattsPerKelvin = 0.0,
            BoardToGroupWattsPerKelvin = 0.25,
            CellToAmbientWattsPerKelvin = 0.0,
            SensorGroups = [PlantThermalDefinition.Board],
            SensorLagSeconds = 0.0,
        };
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), groups: 2, thermal: thermal);
        pack.Step(5000.0, new PlantInputs { BleedMask = 0b11, AmbientCelsius = 25.0 });
        double watts = 2.0 * pack.GroupVolts[0] * pack.GroupVolts[0] / 40.0;
        Assert.Equal(25.0 + (watts / 0.5), pack.BoardCelsius, 0.02);
        Assert.Equal(pack.BoardCelsius, pack.SensorCelsius[0]);
    }

    [Fact]
    public void ASensorLagsBehindItsGroup()
    {
        var thermal = new PlantThermalDefinition
        {
            CellJoulesPerKelvin = 1.0,
            CellToAmbientWattsPerKelvin = 100.0,
            SensorLagSeconds = 20.0,
        };
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(), thermal: thermal);
        pack.Step(20.0, new PlantInputs { MainClosed = true, AmbientCelsius = 35.0 });
        Assert.Equal(35.0, pack.GroupCelsius[0], 1e-6);
        Assert.Equal(35.0 - (10.0 * Math.Exp(-1.0)), pack.SensorCelsius[0], 1e-6);
    }

    [Fact]
    public void TheEndsOfAPackAreCoolerThanItsMiddle()
    {
        var thermal = new PlantThermalDefinition { NeighbourWattsPerKelvin = 0.3, EndToAmbientWattsPerKelvin = 0.2, CellToAmbientWattsPerKelvin = 0.02 };
        PlantPack pack = PlantCellsForTests.Pack(PlantCellsForTests.Linear(0.1), startSoc: 0.9, groups: 8, thermal: thermal);
        pack.Step(2000.0, PlantCellsForTests.Drive(-3.0));
        for (int g = 0; g < 4; g++)
        {
            Assert.Equal(pack.GroupCelsius[g], pack.GroupCelsius[7 - g], 1e-9);
            Assert.True(g == 0 || pack.GroupCelsius[g] > pack.GroupCelsius[g - 1]);
        }
    }

    [Fact]
    public void ReversibleHeatHasTheSignOfTheCurrent()
    {
        double Rise(double amps, double voltsPerKelvin)
        {
            var definition = new PlantDefinition
            {
                Cell = PlantCellsForTests.Linear(1e-6),
                StartSoc = 0.5,
                EntropicVoltsPerKelvin = [voltsPerKelvin, voltsPerKelvin],
                Thermal = new PlantThermalDefinition { CellJoulesPerKelvin = 1000.0, CellToAmbientWattsPerKelvin = 0.0 },
                Circuit = new PlantCircuitDefinition { StartsClosed = true },
            };
            var pack = new PlantPack(definition, 1);
            pack.Step(100.0, PlantCellsForTests.Drive(amps));
            return pack.GroupCelsius[0] - 25.0;
        }
        double expected = 3.0 * 298.15 * 2e-4 * 100.0 / 1000.0;
        Assert.Equal(expected, Rise(3.0, 2e-4), 1e-4);
        Assert.Equal(-expected, Rise(-3.0, 2e-4), 1e-4);
        Assert.Equal(expected, Rise(-3.0, -2e-4), 1e-4);
    }
}
