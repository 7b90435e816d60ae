using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Board.Drivers.Bq769x2;
using Bms.Board.Tests.Chips;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>The BQ76952's driver on the chip's model.</summary>
public sealed class Bq76952Tests
{
    private readonly ChipTime _time = new();
    private readonly Bq76952Chip _chip;
    private readonly Bq76952 _driver;
    private readonly PackController _controller = DriverPack.Controller();
    private readonly Measurements _measurements = DriverPack.Measurements();

    public Bq76952Tests()
    {
        _chip = new Bq76952Chip(_time) { ShuntMicroohms = 250 };
        for (int input = 0; input < 16; input++)
            _chip.CellMicrovolts[input] = 3_300_000 + (input * 1_234);
        _driver = new Bq76952(_chip, _time, new Bq769x2Settings { ShuntMicroohms = 250 });
    }

    /// <summary>The waveforms of SLUAA11B section 4: FET_ENABLE written, and cell 1 read as 0x0B68.</summary>
    [Theory]
    [InlineData(0x63, 0x10, 0x3E, 0x22)]
    [InlineData(0x00, 0x00)]
    [InlineData(0x33, 0x10, 0x14, 0x11, 0x68)]
    [InlineData(0x31, 0x0B)]
    public void The_crc_is_that_of_the_makers_examples(int crc, params int[] bytes) =>
        Assert.Equal(crc, bytes.Aggregate(0, Crc8.Add));

    /// <summary>SLUUBY2B section 13.1: 0x307A to 0x9180 has the checksum 0x44 and the length 6.</summary>
    [Fact]
    public void Checksum_and_length_are_those_of_the_makers_example()
    {
        List<byte[]> wires = [];
        _chip.OnWrite = wire => wires.Add([.. wire]);
        Assert.True(new Bq769x2Bus(_chip, 0x08).Command(0x9180, 0x307A, 2));
        Assert.Equal(new byte[] { 0x3E, 0x80, 0x91, 0x7A, 0x30 }, Bytes(wires[0]));
        Assert.Equal(new byte[] { 0x60, 0x44, 0x06 }, Bytes(wires[1]));

        static byte[] Bytes(byte[] wire) => [wire[0], .. wire.Where((_, index) => index % 2 == 1)];
    }

    [Fact]
    public void Values_come_through_within_the_chips_steps()
    {
        _chip.Microamps = -61_230_000;
        _chip.TemperatureCentidegrees[1] = -1234;
        _driver.Prepare(_controller);
        Assert.True(_driver.Configured);
        Measure();
        for (int group = 0; group < 16; group++)
        {
            Assert.True(_measurements.CellValid[group]);
            Assert.InRange(_measurements.CellMicrovolts[group] - _chip.CellMicrovolts[group], -500, 500);
        }
        Assert.True(_measurements.PackCurrentValid);
        // 10 mA over 1 mΩ is 40 mA over this shunt.
        Assert.InRange(_measurements.PackMicroamps - _chip.Microamps, -20_000, 20_000);
        Assert.InRange(_measurements.TemperatureCentidegrees[1] + 1234, -10, 10);
        Assert.InRange(_measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts] - _chip.CellMicrovolts.Sum(), -10_000, 10_000);
        Assert.Equal(0, _driver.BusErrors);
    }

    [Fact]
    public void Fewer_groups_lie_where_the_mask_says()
    {
        PackConfiguration pack = Hil.Packs.PackFileReader.Open("nmc-traction-14s").Configuration;
        var driver = new Bq76952(_chip, _time, new Bq769x2Settings { CellMask = 0xBFFE, ShuntMicroohms = 250 });
        driver.Prepare(new PackController(pack));
        Measurements measurements = DriverPack.Measurements(14, 6);
        driver.Measure(measurements, _time.NowMilliseconds);
        int[] inputs = [.. Enumerable.Range(1, 13), 15];
        for (int group = 0; group < 14; group++)
            Assert.InRange(measurements.CellMicrovolts[group] - _chip.CellMicrovolts[inputs[group]], -500, 500);
        Assert.All(measurements.TemperatureValid.Take(3), Assert.True);
        Assert.All(measurements.TemperatureValid.Skip(3), Assert.False);
        var misfit = new Bq76952(_chip, _time, new Bq769x2Settings());
        misfit.Prepare(new PackController(pack));
        misfit.Measure(measurements, _time.NowMilliseconds);
        Assert.DoesNotContain(true, measurements.CellValid);
    }

    [Fact]
    public void Every_flipped_bit_of_a_reading_is_noticed_and_nothing_old_stays_good()
    {
        _driver.Prepare(_controller);
        Measure();
        int noticed = 0;
        for (int bit = 0; bit < 84 * 8; bit++)
        {
            int at = bit;
            _chip.OnRead = (read, count) =>
            {
                if (count == 84)
                    read[at / 8] ^= (byte)(1 << (at % 8));
            };
            int errors = _driver.BusErrors;
            Measure();
            Assert.DoesNotContain(true, _measurements.CellValid);
            Assert.False(_measurements.PackCurrentValid);
            Assert.Equal(errors + 1, _driver.BusErrors);
            noticed++;
            _chip.OnRead = null;
            Measure();
            Assert.DoesNotContain(false, _measurements.CellValid);
        }
        Assert.Equal(672, noticed);
    }

    [Fact]
    public void Every_flipped_bit_of_a_written_setting_is_refused()
    {
        _driver.Prepare(_controller);
        Dictionary<int, byte> before = new(_chip.Memory);
        var bus = new Bq769x2Bus(_chip, 0x08);
        Assert.True(bus.Command(Bq769x2Registers.EnterConfiguration));
        for (int bit = 8; bit < 9 * 8; bit++)
        {
            int at = bit;
            int write = 0;
            _chip.OnWrite = wire =>
            {
                if (write++ == 0 && at / 8 < wire.Length)
                    wire[at / 8] ^= (byte)(1 << (at % 8));
            };
            Assert.False(bus.Command(Bq769x2Registers.CellMask, 0x0007, 2));
        }
        _chip.OnWrite = null;
        Assert.True(bus.Command(Bq769x2Registers.LeaveConfiguration));
        Assert.Equal(before.OrderBy(pair => pair.Key), _chip.Memory.OrderBy(pair => pair.Key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lost_chip_or_a_stuck_bus_is_invalid_at_once_and_the_silence_grows(bool gone)
    {
        _driver.Prepare(_controller);
        Measure();
        _chip.Gone = gone;
        _chip.Stuck = !gone;
        for (int step = 1; step <= 30; step++)
        {
            Measure();
            Assert.DoesNotContain(true, _measurements.CellValid);
            Assert.DoesNotContain(true, _measurements.TemperatureValid);
            Assert.False(_measurements.PackCurrentValid);
            Assert.False(_measurements.AccumulatedChargeValid);
            Assert.Equal(step * 100, _measurements.AuxiliaryValue[(int)AuxiliaryChannel.AfeSilentMilliseconds]);
        }
        _chip.Gone = false;
        _chip.Stuck = false;
        Measure();
        Assert.DoesNotContain(false, _measurements.CellValid);
        Assert.Equal(0, _measurements.AuxiliaryValue[(int)AuxiliaryChannel.AfeSilentMilliseconds]);
    }

    [Fact]
    public void A_chip_that_was_reset_is_not_believed_until_it_is_configured_again()
    {
        _driver.Prepare(_controller);
        Measure();
        _chip.PowerUp();
        Measure();
        Assert.DoesNotContain(true, _measurements.CellValid);
        Assert.Equal(1, _driver.Resets);
        for (int step = 0; step < 12; step++)
            Measure();
        Assert.DoesNotContain(false, _measurements.CellValid);
        Assert.Equal(0x06, _chip.Memory[Bq769x2Registers.DataUnits]);
    }

    [Fact]
    public void The_charge_counter_counts_what_flows_through_the_shunt()
    {
        _driver.Prepare(_controller);
        _chip.Microamps = 20_000_000;
        Settle();
        long first = _measurements.AccumulatedMicrocoulombs;
        for (int step = 0; step < 100; step++)
            Measure();
        Assert.True(_measurements.AccumulatedChargeValid);
        // 10 s of 20 A, read back one step late at both ends.
        Assert.InRange(_measurements.AccumulatedMicrocoulombs - first, 199_900_000, 200_100_000);
        _chip.Microamps = -20_000_000;
        for (int step = 0; step < 300; step++)
            Measure();
        Assert.True(_measurements.AccumulatedMicrocoulombs < first);
    }

    [Fact]
    public void Bleed_switches_follow_and_are_kept_on_beyond_the_chips_own_timer()
    {
        _driver.Prepare(_controller);
        bool[] groups = new bool[16];
        groups[0] = true;
        groups[9] = true;
        _driver.Bleed(groups);
        for (int step = 0; step < 400; step++)
        {
            Measure();
            if (step > 2)
                Assert.Equal((1 << 9) | 1, _chip.Bleeding);
        }
        _driver.StopBleeding();
        Assert.Equal(0, _chip.Bleeding);
        Assert.True(_driver.SwitchFets(false));
        Assert.True(_chip.FetsHeldOff);
    }

    [Fact]
    public void Thresholds_are_written_from_the_image_and_read_back_within_its_tolerance()
    {
        _driver.Prepare(_controller);
        Settle();
        Assert.True(_measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeReadBack]);
        for (AfeThreshold threshold = 0; threshold < AfeThreshold.Count; threshold++)
        {
            int wanted = _controller.Protection.SecondLine.Wanted(threshold);
            Assert.InRange(_measurements.AfeThresholds[(int)threshold], wanted * 0.8, wanted * 1.2);
        }
        // 3.71 V / 50.6 mV and 400 ms / 3.3 ms − 2.
        Assert.Equal((73, 119), (_chip.Memory[0x9278], _chip.Memory[0x9279]));
    }

    [Fact]
    public void A_threshold_that_changed_in_the_chip_trips_the_controller()
    {
        _driver.Prepare(_controller);
        int row = (int)ProtectionKind.AfeDifference;
        Run(50);
        Assert.Equal(0, _controller.Protection.Level(row));
        Assert.True(_controller.Protection.SecondLine.Confirmed);
        _chip.Memory[0x9278] += 4;
        Run(700);
        Assert.Equal(3, _controller.Protection.Level(row));
    }

    [Fact]
    public void Measuring_allocates_nothing_and_stays_within_its_transactions()
    {
        _driver.Prepare(_controller);
        bool[] groups = new bool[16];
        Settle();
        long model = _chip.AllocatedBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        int most = 0;
        for (int step = 0; step < 200; step++)
        {
            int transactions = _chip.Transactions;
            groups[3] = step % 50 == 20;
            _driver.Bleed(groups);
            _chip.Gone = step % 31 == 30;
            Measure();
            most = Math.Max(most, _chip.Transactions - transactions);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - (_chip.AllocatedBytes - model));
        Assert.Equal(5, most);
    }

    [Fact]
    public void The_fine_step_of_the_current_is_a_milliamp_and_its_end_is_not_a_value()
    {
        _chip.ShuntMicroohms = 1000;
        _chip.Microamps = 12_345_400;
        var driver = new Bq76952(_chip, _time, new Bq769x2Settings { CoarseCurrent = false });
        driver.Prepare(_controller);
        driver.Measure(_measurements, _time.NowMilliseconds);
        Assert.Equal((true, 12_345_000), (_measurements.PackCurrentValid, _measurements.PackMicroamps));
        foreach (int amps in (int[])[40, -40])
        {
            _chip.Microamps = amps * 1_000_000;
            driver.Measure(_measurements, _time.NowMilliseconds);
            Assert.False(_measurements.PackCurrentValid);
        }
    }

    [Theory]
    [InlineData(-7000)]
    [InlineData(15000)]
    public void An_open_or_shorted_thermistor_is_no_temperature(int centidegrees)
    {
        _chip.TemperatureCentidegrees[2] = centidegrees;
        _driver.Prepare(_controller);
        Measure();
        Assert.True(_measurements.TemperatureValid[1]);
        Assert.False(_measurements.TemperatureValid[2]);
    }

    private void Measure()
    {
        _time.Wait(100);
        _driver.Measure(_measurements, _time.NowMilliseconds);
    }

    private void Settle()
    {
        for (int step = 0; step < 6; step++)
            Measure();
    }

    private void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _time.Wait(100);
            _measurements.NowMilliseconds = _time.NowMilliseconds;
            _driver.Measure(_measurements, _time.NowMilliseconds);
            _controller.Step(_measurements);
        }
    }
}
