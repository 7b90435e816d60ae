using System;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>Contactors, precharge, link, loads and charger.</summary>
public sealed class PlantCircuitTests
{
    private const int Groups = 4;

    [Fact]
    public void OpenContactorsCarryNothingWhateverIsAsked()
    {
        PlantPack pack = Make(startsClosed: false);
        var before = pack.Soc.ToArray();
        var inputs = new PlantInputs { Load = PlantLoad.Current, LoadAmps = -5.0, ChargerOn = true, ChargerAmps = 2.0, AmbientCelsius = 25.0 };
        for (int step = 0; step < 100; step++)
        {
            pack.Step(0.1, inputs);
            Assert.Equal(0.0, pack.PackAmps);
        }
        Assert.Equal(before, pack.Soc.ToArray());
        Assert.Equal(0.0, pack.LinkVolts);
    }

    [Fact]
    public void AContactorFollowsItsCommandAfterItsDelay()
    {
        PlantPack pack = Make(startsClosed: true);
        PlantInputs open = PlantCellsForTests.Drive(-5.0);
        open.MainClosed = false;
        double before = pack.Soc[0];
        pack.Step(0.1, open);
        Assert.False(pack.MainClosed);
        Assert.Equal(0.0, pack.PackAmps);
        double flowed = (before - pack.Soc[0]) * pack.CapacityAmpHours[0] * 3600.0;
        Assert.Equal(5.0 * 0.010, flowed, 1e-9);
        Assert.Equal(-5.0, pack.PackAmpsAt(pack.Seconds - 0.095));
    }

    [Fact]
    public void ACommandShorterThanTheDelayChangesNothing()
    {
        PlantPack pack = Make(startsClosed: false);
        PlantInputs close = PlantCellsForTests.Drive(-5.0);
        PlantInputs open = close;
        open.MainClosed = false;
        for (int k = 0; k < 5; k++)
        {
            pack.Step(0.015, close);
            pack.Step(0.005, open);
        }
        Assert.False(pack.MainClosed);
        pack.Step(0.015, close);
        Assert.False(pack.MainClosed);
        pack.Step(0.005, close);
        Assert.True(pack.MainClosed);
    }

    [Fact]
    public void PrechargeFillsTheLinkThroughItsResistor()
    {
        PlantPack pack = Make(startsClosed: false);
        double volts = pack.PackVolts;
        var precharge = new PlantInputs { PrechargeClosed = true, AmbientCelsius = 25.0 };
        pack.Step(0.02, precharge);
        double charge = 0.0;
        for (int step = 1; step <= 20; step++)
        {
            pack.Step(0.01, precharge);
            charge += pack.PackAmps * 0.01;
            Assert.Equal(volts * (1.0 - Math.Exp(-step * 0.01 / 0.05)), pack.LinkVolts, 1e-4);
        }
        Assert.Equal(-0.001 * pack.LinkVolts, charge, 1e-9);
        precharge.MainClosed = true;
        pack.Step(0.1, precharge);
        Assert.Equal(pack.PackVolts, pack.LinkVolts);
        Assert.InRange(pack.InrushPeakAmps, 1.0, 5.0);
    }

    [Fact]
    public void ClosingOntoAnEmptyLinkMakesAnInrush()
    {
        PlantPack pack = Make(startsClosed: false);
        double volts = pack.PackVolts;
        double before = pack.Soc[0];
        pack.Step(0.1, new PlantInputs { MainClosed = true, AmbientCelsius = 25.0 });
        Assert.Equal(volts / (Groups * 0.02), pack.InrushPeakAmps, 1e-6);
        Assert.Equal(0.001 * volts, (before - pack.Soc[0]) * pack.CapacityAmpHours[0] * 3600.0, 1e-9);
    }

    [Fact]
    public void AnOpenLinkEmptiesThroughItsResistor()
    {
        PlantPack pack = Make(startsClosed: true);
        pack.Step(0.01, new PlantInputs { AmbientCelsius = 25.0 });
        double volts = pack.LinkVolts;
        pack.Step(20.0, new PlantInputs { AmbientCelsius = 25.0 });
        Assert.Equal(volts * Math.Exp(-1.0), pack.LinkVolts, 1e-9);
    }

    [Theory]
    [InlineData(-40.0)]
    [InlineData(30.0)]
    public void AConstantPowerLoadTakesItsPower(double watts)
    {
        PlantPack pack = Make(startsClosed: true);
        var inputs = new PlantInputs { Load = PlantLoad.Power, LoadWatts = watts, MainClosed = true, AmbientCelsius = 25.0 };
        double before = pack.Energy.TerminalJoules;
        for (int step = 0; step < 600; step++)
        {
            pack.Step(0.1, inputs);
            Assert.Equal(watts, pack.PackVolts * pack.PackAmps, 0.01);
        }
        Assert.Equal(watts * 60.0, pack.Energy.TerminalJoules - before, 0.2);
    }

    [Fact]
    public void APowerThatThePackDoesNotHaveGivesItsLargest()
    {
        PlantPack pack = Make(startsClosed: true);
        double volts = pack.PackVolts;
        pack.Step(0.001, new PlantInputs { Load = PlantLoad.Power, LoadWatts = -1e6, MainClosed = true, AmbientCelsius = 25.0 });
        Assert.Equal(-volts / (2.0 * Groups * 0.02), pack.PackAmps, 1e-6);
    }

    [Theory]
    [InlineData(4 * 4.1, 0.0)]
    [InlineData(0.0, 4.1)]
    public void AChargeHoldsCurrentThenVoltageAndEndsAtTheTail(double packVolts, double groupVolts)
    {
        PlantPack pack = Make(startsClosed: true);
        var inputs = new PlantInputs
        {
            ChargerOn = true,
            ChargerAmps = 3.0,
            ChargerPackVolts = packVolts,
            ChargerGroupVolts = groupVolts,
            ChargerTailAmps = 0.15,
            MainClosed = true,
            AmbientCelsius = 25.0,
        };
        double lastAmps = 3.0;
        int held = 0;
        for (int step = 0; step < 200_000 && !pack.ChargerFinished; step++)
        {
            pack.Step(0.1, inputs);
            held += pack.ChargerAtVoltageLimit ? 1 : 0;
            Assert.InRange(pack.GroupVolts[0], 3.0, 4.1 + 2e-4);
            Assert.True(pack.PackAmps <= lastAmps + 0.01, "the current only falls");
            lastAmps = pack.PackAmps;
            if (pack.ChargerAtVoltageLimit && !pack.ChargerFinished)
                Assert.Equal(4.1, pack.GroupVolts[0], 2e-4);
        }
        Assert.True(pack.ChargerFinished);
        Assert.True(held > 1000, "there was a constant-voltage phase");
        Assert.Equal(0.0, pack.PackAmps);
        pack.Step(100.0, inputs);
        Assert.Equal(0.0, pack.PackAmps);
        Assert.Equal(4.1, pack.OcvVolts[0], 0.01);
        inputs.ChargerOn = false;
        pack.Step(0.1, inputs);
        Assert.False(pack.ChargerFinished);
    }

    [Fact]
    public void AProfileGivesItsChargeToStepsOfAnyLength()
    {
        double[] seconds = [5.0, 5.5, 7.0, 9.25, 10.0];
        double[] amps = [99.0, -2.0, 4.0, 0.0, -8.0];
        double coulombs = (-2.0 * 0.5) + (4.0 * 1.5) + (-8.0 * 0.75);
        foreach (double length in new[] { 0.1, 0.3, 0.7, 20.0 })
        {
            var profile = new PlantProfile(seconds, amps);
            double sum = 0.0;
            for (double from = 4.0; from < 12.0; from += length)
                sum += profile.MeanAmps(from, from + length) * length;
            Assert.Equal(coulombs, sum, 1e-9);
        }
        Assert.Equal(4.0, new PlantProfile(seconds, amps).MeanAmps(5.6, 5.7), 1e-9);
        Assert.Throws<BadInputException>(() => new PlantProfile([1.0, 1.0], [0.0, 0.0]));
    }

    private static PlantPack Make(bool startsClosed) => new(
        new PlantDefinition
        {
            Cell = PlantCellsForTests.Linear(0.02, (20.0, 0.01)),
            Groups = Groups,
            StartSoc = 0.5,
            Circuit = new PlantCircuitDefinition { StartsClosed = startsClosed },
        },
        seed: 1);
}
