using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>Nothing is made from nothing: charge and energy over a drive cycle with all parts of the model at work.</summary>
public sealed class PlantEnergyTests
{
    private const int Groups = 4;

    [Theory]
    [InlineData(0.1, 25.0)]
    [InlineData(1.0, 25.0)]
    [InlineData(0.1, -10.0)]
    [InlineData(1.0, -10.0)]
    public void TheBooksCloseOverADriveCycle(double stepSeconds, double celsius)
    {
        PlantPack pack = Make(celsius);
        double storedBefore = pack.StoredJoules();
        Drive(pack, stepSeconds, celsius);
        PlantEnergy energy = pack.Energy;
        double accounted = energy.ChemicalJoules + energy.LostJoules + energy.BleedJoules + pack.StoredJoules() - storedBefore;
        double error = Math.Abs(energy.TerminalJoules - accounted) / energy.ThroughputJoules;
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"step {stepSeconds} s, {celsius} C: {100.0 * error:0.00000} % of {energy.ThroughputJoules:0} J; lost {energy.LostJoules:0} J, stored {pack.StoredJoules():0.0} J"));
        Assert.True(error < 0.001, $"{100.0 * error} % of the throughput is unaccounted for");
        Assert.True(energy.LostJoules > 0.02 * energy.ThroughputJoules, "the cycle is a lossy one");
        Assert.True(pack.StoredJoules() > 0.0);
    }

    [Fact]
    public void TheHeatOfTheBooksIsTheHeatInTheNodes()
    {
        var thermal = new PlantThermalDefinition { CellToAmbientWattsPerKelvin = 0.0, BoardToAmbientWattsPerKelvin = 0.0, NeighbourWattsPerKelvin = 0.3 };
        PlantPack pack = Make(25.0, thermal);
        Drive(pack, 0.1, 25.0);
        double joules = thermal.BoardJoulesPerKelvin * (pack.BoardCelsius - 25.0);
        foreach (double celsius in pack.GroupCelsius)
            joules += thermal.CellJoulesPerKelvin * (celsius - 25.0);
        Assert.Equal(1.0, joules / (pack.Energy.LostJoules + pack.Energy.BleedJoules), 1e-9);
    }

    [Fact]
    public void EveryCoulombIsInAGroupOrWasBledOrLeaked()
    {
        PlantPack pack = Make(25.0);
        var start = pack.Soc.ToArray();
        var expected = new double[Groups];
        for (int step = 0; step < 20_000; step++)
        {
            PlantInputs inputs = CycleAt(step * 0.1, 25.0);
            pack.Step(0.1, inputs);
            for (int g = 0; g < Groups; g++)
                expected[g] += (pack.CellAmps[g] - pack.SelfDischargeAmps[g]) * 0.1 / 3600.0;
            if (inputs.BleedMask == 0)
                Assert.Equal(pack.PackAmps, pack.CellAmps[step % Groups]);
        }
        for (int g = 0; g < Groups; g++)
            Assert.Equal(expected[g], (pack.Soc[g] - start[g]) * pack.CapacityAmpHours[g], 1e-10);
    }

    private static PlantPack Make(double celsius, PlantThermalDefinition? thermal = null) => new(
        new PlantDefinition
        {
            Cell = PlantCellsForTests.Full(),
            Groups = Groups,
            CapacityFactor = 0.95,
            ResistanceFactor = 1.1,
            StartSoc = 0.8,
            StartCelsius = celsius,
            StartHysteresis = 0.5,
            Spread = new PlantSpread { CapacityFraction = 0.02, ResistanceFraction = 0.05, StartSoc = 0.02, SelfDischargeAmps = 0.001 },
            Thermal = thermal ?? new PlantThermalDefinition { NeighbourWattsPerKelvin = 0.3 },
            Circuit = new PlantCircuitDefinition { StartsClosed = true },
        },
        seed: 3);

    private static void Drive(PlantPack pack, double stepSeconds, double celsius)
    {
        for (int step = 0; step * stepSeconds < 3600.0; step++)
            pack.Step(stepSeconds, CycleAt(step * stepSeconds, celsius));
    }

    /// <summary>Uneven pulses of up to 2C out and 1C in, rests in between, group 1 bleeding for a third of the time.</summary>
    private static PlantInputs CycleAt(double seconds, double celsius)
    {
        double[] amps = [-1.5, -6.0, 2.0, 0.0, -3.0, -0.5, 3.0, -4.5, 0.0, -2.0];
        PlantInputs inputs = PlantCellsForTests.Drive(amps[(int)(seconds / 13.0) % amps.Length], celsius);
        inputs.BleedMask = (int)(seconds / 300.0) % 3 == 0 ? 0b10u : 0u;
        return inputs;
    }
}
