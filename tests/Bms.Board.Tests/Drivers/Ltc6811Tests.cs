using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Board.Drivers.Ltc681x;
using Bms.Board.Drivers.Thermistors;
using Bms.Board.Tests.Chips;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Packs;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>The LTC6811's driver on the model of a chain of two.</summary>
public sealed class Ltc6811Tests
{
    private readonly ChipTime _time = new();
    private readonly Ltc6811Chip _chips;
    private readonly Ltc6811 _driver;
    private readonly PackController _controller = new(PackFileReader.Open("lto-24s").Configuration);
    private readonly Measurements _measurements;

    public Ltc6811Tests()
    {
        _chips = new Ltc6811Chip(_time, 2);
        for (int group = 0; group < 24; group++)
            _chips.CellMicrovolts[group / 12][group % 12] = 2_400_000 + (group * 1_350);
        _driver = new Ltc6811(
            _chips, _time, new Ltc681xSettings { GroupsOfChip = [12, 12], ThermistorsPerChip = 2, Thermistor = NtcTable.Semitec103At2(10_000) });
        _measurements = DriverPack.Measurements(24, 4);
        _driver.Prepare(_controller);
    }

    /// <summary>LTC6811 data sheet rev. C, table 28: the code of 0x0001 is 0x3D6E; and driver and the data sheet's own steps agree on anything.</summary>
    [Fact]
    public void The_packet_error_code_is_that_of_the_data_sheet()
    {
        Assert.Equal(0x3D6E, Pec15.Of([0x00, 0x01], 0, 2));
        var random = new Random(3);
        byte[] bytes = new byte[8];
        for (int turn = 0; turn < 500; turn++)
        {
            random.NextBytes(bytes);
            Assert.Equal(Ltc6811Chip.Pec(bytes, 1, 6), Pec15.Of(bytes, 1, 6));
        }
    }

    [Fact]
    public void Cells_and_temperatures_come_through_within_the_chips_steps()
    {
        _chips.Ratio[1][0] = 27280.0 / 37280;
        Measure();
        Assert.Equal(0, _driver.BusErrors);
        for (int group = 0; group < 24; group++)
        {
            Assert.True(_measurements.CellValid[group]);
            Assert.InRange(_measurements.CellMicrovolts[group] - _chips.CellMicrovolts[group / 12][group % 12], -50, 50);
        }
        Assert.All(_measurements.TemperatureValid, Assert.True);
        Assert.InRange(_measurements.TemperatureCentidegrees[0], 2495, 2505);
        Assert.InRange(_measurements.TemperatureCentidegrees[2], -5, 5);
        Assert.False(_measurements.PackCurrentValid);
    }

    [Fact]
    public void A_code_that_is_wrong_makes_the_chips_groups_invalid_and_no_others()
    {
        Measure();
        for (int at = 12; at < 20; at++)
        {
            int place = at;
            int reads = 0;
            _chips.OnRead = (read, count) =>
            {
                // The third read of a step: after the configuration's and cells 1…3.
                if (count == 20 && read[4] != 0xFF && ++reads == 3)
                    read[place] ^= 0x10;
            };
            Measure();
            _chips.OnRead = null;
            Assert.All(_measurements.CellValid.Take(12), Assert.True);
            Assert.All(_measurements.CellValid.Skip(12), Assert.False);
        }
        Measure();
        Assert.DoesNotContain(false, _measurements.CellValid);
    }

    [Fact]
    public void A_chain_that_breaks_behind_the_first_chip_loses_the_second_ones_groups()
    {
        Measure();
        _chips.FirstGone = 1;
        for (int step = 1; step <= 5; step++)
        {
            Measure();
            Assert.All(_measurements.CellValid.Take(12), Assert.True);
            Assert.All(_measurements.CellValid.Skip(12), Assert.False);
            Assert.InRange(_measurements.AuxiliaryValue[(int)AuxiliaryChannel.AfeSilentMilliseconds], step * 100, (step * 100) + (40 * step));
        }
    }

    [Fact]
    public void Bleed_switches_and_thresholds_reach_each_chip()
    {
        bool[] groups = new bool[24];
        groups[2] = true;
        groups[13] = true;
        groups[23] = true;
        _driver.Bleed(groups);
        Measure();
        Assert.Equal((0x004, 0x802), (_chips.Bleeding(0), _chips.Bleeding(1)));
        int over = _controller.Protection.SecondLine.Wanted(AfeThreshold.OverVoltageMicrovolts);
        Assert.InRange((_chips.Over(1) * 1600) - over, -800, 800);
        int under = _controller.Protection.SecondLine.Wanted(AfeThreshold.UnderVoltageMicrovolts);
        Assert.InRange(((_chips.Under(0) + 1) * 1600) - under, -800, 800);
        Assert.Equal(_chips.Over(1) * 1600, _measurements.AfeThresholds[(int)AfeThreshold.OverVoltageMicrovolts]);
        _driver.StopBleeding();
        Assert.Equal((0, 0), (_chips.Bleeding(0), _chips.Bleeding(1)));
    }

    public static TheoryData<int> Wires => [.. Enumerable.Range(0, 25)];

    [Theory]
    [MemberData(nameof(Wires))]
    public void Every_open_wire_is_found(int wire)
    {
        // Wire 12 is the top one of the first chip and the lowest one of the second.
        if (wire <= 12)
            _chips.OpenWires[0].Add(wire);
        else
            _chips.OpenWires[1].Add(wire - 12);
        Measure();
        Measure();
        Assert.True(_measurements.AuxiliaryValid[(int)AuxiliaryChannel.AfeOpenWires]);
        Assert.Equal(1L << wire, _measurements.AfeOpenWires);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(16)]
    public void Every_open_wire_is_found_at_chips_with_fewer_groups_too(int wire)
    {
        var chips = new Ltc6811Chip(_time, 2) { GroupsPerChip = 8 };
        for (int group = 0; group < 16; group++)
            chips.CellMicrovolts[group / 8][group % 8] = 3_300_000 + group;
        chips.OpenWires[wire > 8 ? 1 : 0].Add(wire > 8 ? wire - 8 : wire);
        var driver = new Ltc6811(chips, _time, new Ltc681xSettings { GroupsOfChip = [8, 8] });
        driver.Prepare(DriverPack.Controller());
        Measurements measurements = DriverPack.Measurements();
        driver.Measure(measurements, _time.NowMilliseconds);
        Assert.Equal(1L << wire, measurements.AfeOpenWires);
        Assert.DoesNotContain(true, measurements.TemperatureValid);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        Measure();
        long model = _chips.AllocatedBytes;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 150; step++)
            Measure();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - (_chips.AllocatedBytes - model));
    }

    [Fact]
    public void Without_an_open_wire_none_is_found_and_the_cells_stay_what_they_are()
    {
        Measure();
        Measure();
        Assert.Equal(0, _measurements.AfeOpenWires);
        Assert.InRange(_measurements.CellMicrovolts[23] - _chips.CellMicrovolts[1][11], -50, 50);
    }

    [Fact]
    public void A_chain_that_fell_asleep_is_woken_and_configured_again()
    {
        Measure();
        _time.Wait(5000);
        Measure();
        Assert.DoesNotContain(false, _measurements.CellValid);
        Assert.NotEqual(0, _chips.Over(1));
    }

    private void Measure()
    {
        _time.Wait(100);
        _driver.Measure(_measurements, _time.NowMilliseconds);
    }
}
