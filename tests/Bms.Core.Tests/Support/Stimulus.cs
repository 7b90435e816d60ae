using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Measurement;
using FsCheck;
using FsCheck.Fluent;

namespace Bms.Core.Tests.Support;

/// <summary>One step's measurements, as a generator makes them up.</summary>
internal sealed record Sample(
    int Milliseconds, int[] Microvolts, int[] Ages, bool[] Valid, int[] Centidegrees, int Microamps, bool CurrentValid, bool Close, bool Reset)
{
    /// <summary>Fills measurements for four groups and two sensors.</summary>
    public void Fill(Measurements measurements)
    {
        measurements.NowMilliseconds = unchecked(measurements.NowMilliseconds + Milliseconds);
        for (int group = 0; group < 4; group++)
        {
            measurements.CellMicrovolts[group] = Microvolts[group];
            measurements.CellAgeMilliseconds[group] = Ages[group];
            measurements.CellValid[group] = Valid[group];
        }
        for (int sensor = 0; sensor < 2; sensor++)
        {
            measurements.TemperatureCentidegrees[sensor] = Centidegrees[sensor];
            measurements.TemperatureAgeMilliseconds[sensor] = Ages[sensor + 1];
            measurements.TemperatureValid[sensor] = Valid[sensor + 2];
        }
        measurements.PackMicroamps = Microamps;
        measurements.PackCurrentAgeMilliseconds = Ages[2];
        measurements.PackCurrentValid = CurrentValid;
        measurements.AccumulatedMicrocoulombs = (long)Microvolts[0] * Microamps;
        measurements.AccumulatedChargeValid = Valid[1];
        measurements.CloseRequested = Close;
        measurements.LatchResetRequested = Reset;
    }
}

/// <summary>Generators of whole runs, and the way that properties are checked: seeded, so that a failure comes again.</summary>
internal static class Stimulus
{
    private static readonly Gen<bool> Often = Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)));
    private static readonly Gen<int> AnyInt = Gen.OneOf(
        Gen.Elements(int.MinValue, int.MinValue + 1, -1, 0, 1, int.MaxValue), Gen.Choose(int.MinValue, int.MaxValue), Gen.Choose(-1000, 1000));

    /// <summary>Runs that look like a pack's: values about the limits, mostly valid and fresh.</summary>
    public static Arbitrary<Sample[]> Likely { get; } = Runs(
        Gen.Frequency((8, Gen.Choose(1, 400)), (1, Gen.Choose(-5, 0)), (1, Gen.Choose(400, 7200000))),
        Gen.Frequency((6, Gen.Choose(3000000, 4300000)), (3, Gen.Choose(4200000, 4260000)), (1, Gen.Choose(2600000, 2950000))),
        Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(0, 600)), (1, Gen.Constant(-1))),
        Gen.Choose(-2500, 6500),
        Gen.Choose(-7000000, 3500000));

    /// <summary>Runs of numbers that no pack ever shows.</summary>
    public static Arbitrary<Sample[]> Anything { get; } = Runs(AnyInt, AnyInt, AnyInt, AnyInt, AnyInt);

    /// <summary>Checks a property over a number of generated runs.</summary>
    public static void Check(Arbitrary<Sample[]> runs, Func<Sample[], bool> property, int count) =>
        Prop.ForAll(runs, property).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20261122, 77));

    private static Arbitrary<Sample[]> Runs(Gen<int> milliseconds, Gen<int> microvolts, Gen<int> ages, Gen<int> centidegrees, Gen<int> microamps)
    {
        Gen<Sample> sample =
            from time in milliseconds
            from volts in microvolts.ArrayOf(4)
            from age in ages.ArrayOf(4)
            from valid in Often.ArrayOf(4)
            from temperature in centidegrees.ArrayOf(2)
            from current in Gen.Frequency((1, Gen.Constant(0)), (4, microamps))
            from known in Often
            from close in Often
            from reset in Gen.Elements(true, false)
            select new Sample(time, volts, age, valid, temperature, current, known, close, reset);
        // A value that stays for a while is what a debounce is about.
        Gen<IEnumerable<Sample>> held = from one in sample from times in Gen.Choose(1, 8) select Enumerable.Repeat(one, times);
        Gen<Sample[]> run = from parts in held.ArrayOf(40) select parts.SelectMany(part => part).ToArray();
        return Arb.From(run, Shrink);
    }

    private static IEnumerable<Sample[]> Shrink(Sample[] run)
    {
        for (int part = run.Length / 2; part > 0; part /= 2)
        {
            for (int start = 0; start + part <= run.Length; start += part)
                yield return [.. run[..start], .. run[(start + part)..]];
        }
    }
}
