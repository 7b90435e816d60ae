using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using FsCheck;
using FsCheck.Fluent;

namespace Bms.Core.Tests.Properties;

/// <summary>What a pack shows for a few steps. Numbers that choose a channel are taken modulo how many there are.</summary>
internal sealed record Moment(
    int Steps, int Milliseconds, int Microvolts, int Centidegrees, int Microamps, int Odd, int OddMicrovolts, int OddCentidegrees, int Loss, int Input, int InputValue, int Requests)
{
    private const int LossKinds = 6;

    /// <summary>Fills one step's measurements.</summary>
    public void Fill(Measurements measurements, PackController controller, PackConfiguration pack)
    {
        measurements.NowMilliseconds = unchecked(measurements.NowMilliseconds + Milliseconds);
        int groups = measurements.CellMicrovolts.Length;
        for (int group = 0; group < groups; group++)
        {
            measurements.CellMicrovolts[group] = Microvolts + (group * 500);
            measurements.CellAgeMilliseconds[group] = 0;
            measurements.CellValid[group] = true;
        }
        int sensors = measurements.TemperatureCentidegrees.Length;
        for (int sensor = 0; sensor < sensors; sensor++)
        {
            measurements.TemperatureCentidegrees[sensor] = Centidegrees + (sensor * 20);
            measurements.TemperatureAgeMilliseconds[sensor] = 0;
            measurements.TemperatureValid[sensor] = true;
        }
        measurements.CellMicrovolts[Odd % groups] = OddMicrovolts;
        measurements.TemperatureCentidegrees[Odd % sensors] = OddCentidegrees;
        measurements.PackMicroamps = Microamps;
        measurements.PackCurrentAgeMilliseconds = 0;
        measurements.PackCurrentValid = true;
        measurements.AccumulatedChargeValid = false;
        FillInputs(measurements, controller);
        Lose(measurements, groups, sensors);
        measurements.CloseRequested = (Requests & 7) != 0;
        measurements.LatchResetRequested = (Requests & 24) == 24;
        measurements.ServiceRequested = (Requests & 0xE0) == 0xE0;
        if (pack.Auxiliaries == 0 || Input >= 2 * PackConfiguration.AuxiliaryCount)
            return;
        if (Input < PackConfiguration.AuxiliaryCount)
            measurements.AuxiliaryValue[Input] = InputValue;
        else
            measurements.AuxiliaryValid[Input - PackConfiguration.AuxiliaryCount] = false;
    }

    private static void FillInputs(Measurements measurements, PackController controller)
    {
        int[] value = measurements.AuxiliaryValue;
        Array.Clear(value);
        Array.Clear(measurements.AuxiliaryAgeMilliseconds);
        Array.Fill(measurements.AuxiliaryValid, true);
        int sum = measurements.CellMicrovolts.Sum();
        bool closed = controller.Commands.MainContactorsClosed;
        value[(int)AuxiliaryChannel.PackMicrovolts] = sum;
        value[(int)AuxiliaryChannel.LinkMicrovolts] = closed || controller.Commands.PrechargeClosed ? sum : 0;
        value[(int)AuxiliaryChannel.RedundantMicroamps] = measurements.PackMicroamps;
        value[(int)AuxiliaryChannel.PressureKilopascals] = 300;
        value[(int)AuxiliaryChannel.InsulationOhms] = 1000000;
        value[(int)AuxiliaryChannel.AfeSilentMilliseconds] = 10;
        value[(int)AuxiliaryChannel.LinkSilentMilliseconds] = 20;
        value[(int)AuxiliaryChannel.ContactorFeedback] = closed ? 1 : 0;
        for (int index = 0; index < measurements.AfeThresholds.Length; index++)
            measurements.AfeThresholds[index] = controller.Protection.SecondLine.Wanted((AfeThreshold)index);
    }

    private void Lose(Measurements measurements, int groups, int sensors)
    {
        switch (Loss)
        {
            case 0:
                measurements.CellValid[Odd % groups] = false;
                break;
            case 1:
                measurements.TemperatureValid[Odd % sensors] = false;
                break;
            case 2:
                measurements.PackCurrentValid = false;
                break;
            case 3:
                measurements.CellAgeMilliseconds[Odd % groups] = 5000;
                break;
            case 4:
                Array.Fill(measurements.CellValid, false);
                break;
            case LossKinds - 1:
                Array.Fill(measurements.TemperatureAgeMilliseconds, -1);
                break;
            default:
                break;
        }
    }

    /// <summary>Moments of a pack about its limits, mostly sound.</summary>
    public static Gen<Moment> Likely { get; } =
        from steps in Gen.Choose(1, 12)
        from milliseconds in Gen.Frequency((8, Gen.Choose(1, 400)), (1, Gen.Choose(-5, 0)), (1, Gen.Choose(400, 3000)))
        from microvolts in Gen.Frequency((8, Gen.Choose(3300000, 4000000)), (1, Gen.Choose(2400000, 4400000)))
        from centidegrees in Gen.Frequency((6, Gen.Choose(500, 4000)), (1, Gen.Choose(-3000, 7000)))
        from microamps in Gen.Frequency((3, Gen.Constant(0)), (6, Gen.Choose(-4000000, 2000000)), (2, Gen.Choose(-11000000, 11000000)))
        from odd in Gen.Choose(0, 1000)
        from oddMicrovolts in Gen.Frequency((6, Gen.Constant(0)), (2, Gen.Choose(4180000, 4280000)), (2, Gen.Choose(2400000, 3000000)), (1, Gen.Choose(0, 6000000)))
        from oddCentidegrees in Gen.Frequency((6, Gen.Constant(int.MinValue)), (2, Gen.Choose(4000, 6500)), (2, Gen.Choose(-2500, 500)))
        from loss in Gen.Choose(0, LossKinds * 4)
        from input in Gen.Choose(0, PackConfiguration.AuxiliaryCount * 6)
        from inputValue in Gen.Frequency((3, Gen.Choose(0, 3)), (3, Gen.Choose(0, 2000)), (1, Gen.Choose(int.MinValue, int.MaxValue)))
        from requests in Gen.Choose(0, 255)
        select new Moment(
            steps, milliseconds, microvolts, centidegrees, microamps, odd,
            oddMicrovolts == 0 ? microvolts : oddMicrovolts, oddCentidegrees == int.MinValue ? centidegrees : oddCentidegrees,
            loss, input, inputValue, requests);

    /// <summary>Runs, each with the number of a pack.</summary>
    public static Arbitrary<(int Pack, Moment[] Run)> Runs { get; } = Arb.From(
        from pack in Gen.Choose(0, RandomPacks.Count - 1)
        from length in Gen.Choose(2, 12)
        from run in Likely.ArrayOf(length)
        select (pack, run),
        made => Shorter(made.Item2).Select(run => (made.Item1, run)));

    private static IEnumerable<Moment[]> Shorter(Moment[] run)
    {
        for (int part = run.Length / 2; part > 0; part /= 2)
        {
            for (int start = 0; start + part <= run.Length; start += part)
                yield return [.. run[..start], .. run[(start + part)..]];
        }
    }
}
