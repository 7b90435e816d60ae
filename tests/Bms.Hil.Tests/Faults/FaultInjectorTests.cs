using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Measurement;
using Bms.Hil.Faults;
using Xunit;

namespace Bms.Hil.Tests.Faults;

/// <summary>Each kind of fault: what the firmware is shown before, while and after it lasts.</summary>
public class FaultInjectorTests
{
    private const int Groups = 3;

    private static readonly Fault OnCellOne = new()
    {
        Kind = FaultKind.Stuck,
        Channel = FaultChannel.Cell,
        Index = 1,
        FromSeconds = 2,
        ToSeconds = 4,
    };

    [Fact]
    public void A_stuck_channel_keeps_its_value_and_looks_fresh()
    {
        List<Measurements> steps = Play([OnCellOne], 6);
        Assert.Equal([1_001, 1_101, 1_201, 1_201, 1_401, 1_501], steps.Select(step => step.CellMicrovolts[1]));
        Assert.Equal([1_002, 1_102, 1_202, 1_302, 1_402, 1_502], steps.Select(step => step.CellMicrovolts[2]));
        Assert.All(steps, step => Assert.True(step.CellValid[1] && step.CellAgeMilliseconds[1] == 0));
    }

    [Fact]
    public void A_stale_channel_keeps_its_value_and_grows_old_until_the_fault_ends()
    {
        List<Measurements> steps = Play([OnCellOne with { Kind = FaultKind.Stale }], 6);
        Assert.Equal([1_001, 1_101, 1_201, 1_201, 1_401, 1_501], steps.Select(step => step.CellMicrovolts[1]));
        Assert.Equal([0, 0, 0, 1_000, 0, 0], steps.Select(step => step.CellAgeMilliseconds[1]));
        Assert.All(steps, step => Assert.True(step.CellValid[1]));
    }

    [Fact]
    public void A_lost_channel_is_not_valid_and_the_others_are()
    {
        List<Measurements> steps = Play([OnCellOne with { Kind = FaultKind.Lost }], 6);
        Assert.Equal([true, true, false, false, true, true], steps.Select(step => step.CellValid[1]));
        Assert.All(steps, step => Assert.True(step.CellValid[0] && step.CellValid[2]));
    }

    [Theory]
    [InlineData(FaultKind.Offset, 0.0005, new[] { 1_001, 1_101, 1_701, 1_801, 1_401 })]
    [InlineData(FaultKind.Set, 0.0005, new[] { 1_001, 1_101, 500, 500, 1_401 })]
    [InlineData(FaultKind.Gain, 0.5, new[] { 1_001, 1_101, 1_802, 1_952, 1_401 })]
    public void Offset_set_and_gain_act_in_the_unit_of_the_channel(FaultKind kind, double value, int[] expected)
    {
        List<Measurements> steps = Play([OnCellOne with { Kind = kind, Value = value }], 5);
        Assert.Equal(expected, steps.Select(step => step.CellMicrovolts[1]));
    }

    [Fact]
    public void A_ramp_reaches_its_value_at_its_end()
    {
        Fault fault = new()
        {
            Kind = FaultKind.Set,
            Channel = FaultChannel.Temperature,
            FromSeconds = 1,
            Value = 65,
            RampSeconds = 4,
        };
        List<Measurements> steps = Play([fault], 7);
        Assert.Equal([2_500, 2_500, 3_500, 4_500, 5_500, 6_500, 6_500], steps.Select(step => step.TemperatureCentidegrees[0]));
    }

    [Fact]
    public void All_channels_of_a_family_can_be_meant()
    {
        List<Measurements> steps = Play([OnCellOne with { Index = Fault.All, Kind = FaultKind.Lost }], 3);
        Assert.All(steps[2].CellValid, Assert.False);
        Assert.True(steps[2].PackCurrentValid);
    }

    [Fact]
    public void The_clock_can_run_backwards()
    {
        Fault fault = new() { Kind = FaultKind.Offset, Channel = FaultChannel.Clock, FromSeconds = 2, Value = -5 };
        Assert.Equal([0, 1_000, -3_000, -2_000], Play([fault], 4).Select(step => step.NowMilliseconds));
    }

    [Fact]
    public void Dropouts_come_as_often_as_they_should_and_are_the_same_for_one_seed()
    {
        Fault fault = new() { Kind = FaultKind.Dropouts, Channel = FaultChannel.Current, Value = 0.2 };
        bool[] once = [.. Play([fault], 5_000, seed: 9).Select(step => step.PackCurrentValid)];
        bool[] again = [.. Play([fault], 5_000, seed: 9).Select(step => step.PackCurrentValid)];
        bool[] other = [.. Play([fault], 5_000, seed: 10).Select(step => step.PackCurrentValid)];
        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
        Assert.InRange(once.Count(valid => !valid), 900, 1_100);
    }

    [Fact]
    public void Noise_has_the_sigma_that_it_is_given()
    {
        Fault fault = new() { Kind = FaultKind.Noise, Channel = FaultChannel.Current, Value = 0.25 };
        double[] errors = [.. Play([fault], 5_000).Select(step => (step.PackMicroamps - 7_000_000) * 1e-6)];
        Assert.InRange(errors.Average(), -0.02, 0.02);
        Assert.InRange(Math.Sqrt(errors.Select(error => error * error).Average()), 0.24, 0.26);
    }

    [Fact]
    public void Faults_act_in_their_order()
    {
        Fault offset = OnCellOne with { Kind = FaultKind.Offset, Value = 0.0001 };
        Fault set = OnCellOne with { Kind = FaultKind.Set, Value = 0.0005 };
        Assert.Equal(600, Play([set, offset], 3)[2].CellMicrovolts[1]);
        Assert.Equal(500, Play([offset, set], 3)[2].CellMicrovolts[1]);
    }

    /// <summary>One step a second; cell g reads 1000 + g + 100 a second, everything else stands still.</summary>
    private static List<Measurements> Play(Fault[] faults, int count, ulong seed = 1)
    {
        var injector = new FaultInjector(faults, seed);
        var shown = new List<Measurements>();
        var previous = new Measurements(Groups, 1);
        for (int second = 0; second < count; second++)
        {
            var inputs = new Measurements(Groups, 1) { NowMilliseconds = second * 1000, PackMicroamps = 7_000_000, PackCurrentValid = true };
            // Ages stay as a fault left them, as they do in measurements that a source fills anew.
            previous.CellAgeMilliseconds.CopyTo(inputs.CellAgeMilliseconds, 0);
            for (int group = 0; group < Groups; group++)
            {
                inputs.CellMicrovolts[group] = 1_000 + group + (100 * second);
                inputs.CellValid[group] = true;
            }
            inputs.TemperatureCentidegrees[0] = 2_500;
            inputs.TemperatureValid[0] = true;
            injector.Apply(second, inputs);
            shown.Add(inputs);
            previous = inputs;
        }
        return shown;
    }
}
