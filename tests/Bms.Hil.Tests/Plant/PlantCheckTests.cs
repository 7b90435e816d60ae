using System;
using Bms.Hil.Cells;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>What a plant refuses to be made of, and that it says so in one line.</summary>
public sealed class PlantCheckTests
{
    public static readonly TheoryData<string, PlantDefinition> Broken = new()
    {
        { "groups", new PlantDefinition { Cell = Good(), Groups = 33 } },
        { "groups", new PlantDefinition { Cell = Good(), Groups = 0 } },
        { "start SOC", new PlantDefinition { Cell = Good(), StartSoc = double.NaN } },
        { "capacity in Ah", new PlantDefinition { Cell = With(cell => cell.CapacityAmpHours = 0.0) } },
        { "SOC grid", new PlantDefinition { Cell = With(cell => cell.Grid.Soc = [1.0, 0.0]) } },
        { "OCV", new PlantDefinition { Cell = With(cell => cell.OcvVolts = [[3.0]]) } },
        { "R0", new PlantDefinition { Cell = With(cell => cell.R0Ohms = [[0.0, 0.01]]) } },
        { "hysteresis", new PlantDefinition { Cell = With(cell => cell.HysteresisVolts = []) } },
        { "saturation", new PlantDefinition { Cell = With(cell => cell.SaturationPerRate = [1.0, 2.0]) } },
        { "time constant", new PlantDefinition { Cell = PlantCellsForTests.Linear(0.02, (0.0, 0.01)) } },
        { "branches", new PlantDefinition { Cell = PlantCellsForTests.Linear(0.02, (1.0, 0.01), (2.0, 0.01), (3.0, 0.01), (4.0, 0.01)) } },
        { "entropic", new PlantDefinition { Cell = Good(), EntropicVoltsPerKelvin = [0.0, 0.0, 0.0] } },
        { "bleed", new PlantDefinition { Cell = Good(), Circuit = new PlantCircuitDefinition { BleedOhms = -1.0 } } },
        { "sensor", new PlantDefinition { Cell = Good(), Thermal = new PlantThermalDefinition { SensorGroups = [1] } } },
        { "capacity fraction", new PlantDefinition { Cell = Good(), Spread = new PlantSpread { CapacityFraction = 0.5 } } },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void ABadDefinitionIsRefusedInOneLine(string part, PlantDefinition definition)
    {
        var refusal = Assert.Throws<BadInputException>(() => new PlantPack(definition, 1));
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void ABadSensorIsRefused()
    {
        PlantPack pack = PlantCellsForTests.Pack(Good());
        var definition = new PlantSensorDefinition { PackAmps = new PlantChannelDefinition { Noise = -1.0 } };
        Assert.Contains("current noise", Assert.Throws<BadInputException>(() => new PlantSensors(definition, pack, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepNeedsALengthAndABleedItsGroup()
    {
        PlantPack pack = PlantCellsForTests.Pack(Good());
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.Step(0.0, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => pack.Step(double.NaN, default));
        Assert.Throws<ArgumentException>(() => pack.Step(1.0, new PlantInputs { BleedMask = 0b10 }));
    }

    private static CellFile Good() => PlantCellsForTests.Linear();

    private static CellFile With(Action<CellFile> change)
    {
        CellFile cell = Good();
        change(cell);
        return cell;
    }
}
