using System;
using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Link;
using Bms.Link.Framing;
using Bms.Link.Messages;
using Xunit;

namespace Bms.Board.Tests.Link;

/// <summary>What messages say comes back as it was, or is refused.</summary>
public sealed class MessageTests
{
    private const int AllInputs = (1 << PackConfiguration.AuxiliaryCount) - 1;

    public static TheoryData<string> Samples() => [.. SampleMessages.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_message_fits_and_comes_back_byte_for_byte(string name)
    {
        byte[] first = new byte[FrameLayout.MaximumMessage];
        int length = SampleMessages.All[name](true).Write(first);
        Assert.InRange(length, 0, FrameLayout.MaximumMessage);
        LinkMessage read = SampleMessages.All[name](false);
        Assert.True(read.Read(first, length));
        byte[] second = new byte[FrameLayout.MaximumMessage];
        Assert.Equal(length, read.Write(second));
        Assert.Equal(first, second);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_message_cut_anywhere_or_with_a_byte_too_many_is_refused(string name)
    {
        byte[] bytes = new byte[FrameLayout.MaximumMessage + 1];
        int length = SampleMessages.All[name](true).Write(bytes);
        for (int cut = 0; cut < length; cut++)
            Assert.False(SampleMessages.All[name](false).Read(bytes, cut), $"cut to {cut} of {length}");
        Assert.False(SampleMessages.All[name](false).Read(bytes, length + 1));
        Assert.False(SampleMessages.All[name](false).Read(bytes, -1));
        Assert.False(SampleMessages.All[name](false).Read(bytes, bytes.Length + 1));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Random_content_never_throws(string name)
    {
        var random = new Random(5);
        byte[] bytes = new byte[FrameLayout.MaximumMessage];
        for (int trial = 0; trial < 2000; trial++)
        {
            random.NextBytes(bytes);
            SampleMessages.All[name](false).Read(bytes, random.Next(bytes.Length));
        }
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(16, 2, 0x3F)]
    [InlineData(32, 16, AllInputs)]
    public void Measurements_come_through_as_they_are_quantised(int groups, int sensors, int inputs)
    {
        var random = new Random(groups);
        for (int trial = 0; trial < 200; trial++)
        {
            Measurements sent = RandomMeasurements(random, groups, sensors);
            var received = new Measurements(groups, sensors);
            byte[] bytes = new byte[FrameLayout.MaximumMessage];
            int length = new StepRequest(sent, inputs) { Number = trial }.Write(bytes);
            Assert.InRange(length, 1, FrameLayout.MaximumMessage);
            var read = new StepRequest(received, inputs);
            Assert.True(read.Read(bytes, length));
            Assert.Equal(trial, read.Number);
            MeasurementQuantiser.Apply(sent);
            Assert.Equal(Words(sent, inputs), Words(received, inputs));
        }
    }

    [Theory]
    [InlineData(3_700_049, 3_700_000)]
    [InlineData(3_700_050, 3_700_100)]
    [InlineData(-5, 0)]
    [InlineData(int.MinValue, 0)]
    [InlineData(int.MaxValue, 6_553_500)]
    public void Group_voltages_are_rounded_to_hundreds_of_microvolts_and_held(int microvolts, int expected)
    {
        var measurements = new Measurements(1, 1);
        measurements.CellMicrovolts[0] = microvolts;
        measurements.TemperatureCentidegrees[0] = 40_000;
        MeasurementQuantiser.Apply(measurements);
        Assert.Equal((expected, (int)short.MaxValue), (measurements.CellMicrovolts[0], measurements.TemperatureCentidegrees[0]));
        MeasurementQuantiser.Apply(measurements);
        Assert.Equal(expected, measurements.CellMicrovolts[0]);
    }

    [Fact]
    public void A_message_that_its_room_does_not_hold_is_not_written()
    {
        LinkMessage message = SampleMessages.All["STEP"](true);
        byte[] room = new byte[FrameLayout.MaximumMessage];
        int length = message.Write(room);
        Assert.Equal(-1, message.Write(new byte[length - 1]));
    }

    private static Measurements RandomMeasurements(Random random, int groups, int sensors)
    {
        var values = new Measurements(groups, sensors)
        {
            NowMilliseconds = random.Next(),
            UnixMilliseconds = random.NextInt64(),
            UnixValid = Coin(random),
            PackMicroamps = random.Next(int.MinValue, int.MaxValue),
            PackCurrentAgeMilliseconds = random.Next(-5, 5),
            PackCurrentValid = Coin(random),
            AccumulatedMicrocoulombs = random.NextInt64(),
            AccumulatedChargeValid = Coin(random),
            AfeOpenWires = random.NextInt64(),
            CloseRequested = Coin(random),
            LatchResetRequested = Coin(random),
            ServiceRequested = Coin(random),
            ShutdownRequested = Coin(random),
            ShipRequested = Coin(random),
        };
        bool same = Coin(random);
        Fill(values.CellMicrovolts, _ => random.Next(0, 6_000_000));
        Fill(values.CellAgeMilliseconds, index => same ? 7 : index);
        Fill(values.TemperatureCentidegrees, _ => random.Next(-4000, 12_000));
        Fill(values.TemperatureAgeMilliseconds, index => same ? 0 : -index);
        Fill(values.AuxiliaryValue, _ => random.Next(int.MinValue, int.MaxValue));
        Fill(values.AuxiliaryAgeMilliseconds, _ => random.Next(100));
        Fill(values.AfeThresholds, _ => random.Next(int.MinValue, int.MaxValue));
        foreach (bool[] valid in new[] { values.CellValid, values.TemperatureValid, values.AuxiliaryValid })
        {
            for (int index = 0; index < valid.Length; index++)
                valid[index] = Coin(random);
        }
        return values;
    }

    private static void Fill(int[] values, Func<int, int> value)
    {
        for (int index = 0; index < values.Length; index++)
            values[index] = value(index);
    }

    private static bool Coin(Random random) => random.Next(2) == 0;

    /// <summary>Everything that the controller of a pack with these inputs can see.</summary>
    private static List<long> Words(Measurements values, int inputs)
    {
        List<long> words =
        [
            values.NowMilliseconds, values.UnixMilliseconds, values.UnixValid ? 1 : 0, values.PackMicroamps, values.PackCurrentAgeMilliseconds,
            values.PackCurrentValid ? 1 : 0, values.AccumulatedChargeValid ? 1 : 0, values.CloseRequested ? 1 : 0,
            values.LatchResetRequested ? 1 : 0, values.ServiceRequested ? 1 : 0, values.ShutdownRequested ? 1 : 0, values.ShipRequested ? 1 : 0,
        ];
        Add(words, values.CellMicrovolts);
        Add(words, values.CellAgeMilliseconds);
        Add(words, values.TemperatureCentidegrees);
        Add(words, values.TemperatureAgeMilliseconds);
        foreach (bool valid in values.CellValid)
            words.Add(valid ? 1 : 0);
        foreach (bool valid in values.TemperatureValid)
            words.Add(valid ? 1 : 0);
        for (int channel = 0; channel < PackConfiguration.AuxiliaryCount; channel++)
        {
            if (((inputs >> channel) & 1) == 0)
                continue;
            words.Add(values.AuxiliaryValue[channel]);
            words.Add(values.AuxiliaryAgeMilliseconds[channel]);
            words.Add(values.AuxiliaryValid[channel] ? 1 : 0);
        }
        if (((inputs >> (int)AuxiliaryChannel.ChargeCounter) & 1) != 0)
            words.Add(values.AccumulatedMicrocoulombs);
        if (((inputs >> (int)AuxiliaryChannel.AfeOpenWires) & 1) != 0)
            words.Add(values.AfeOpenWires);
        if (((inputs >> (int)AuxiliaryChannel.AfeReadBack) & 1) != 0)
            Add(words, values.AfeThresholds);
        return words;
    }

    private static void Add(List<long> words, int[] values)
    {
        foreach (int value in values)
            words.Add(value);
    }
}
