using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Board.Drivers.Inverters;
using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Packs;
using Xunit;

namespace Bms.Board.Tests.Drivers;

/// <summary>The frames that inverters get, byte by byte.</summary>
public sealed class InverterLinkTests : ICanBus
{
    private static readonly PackConfiguration Pack = PackFileReader.Open("lfp-storage-16s").Configuration;

    private readonly List<(int Identifier, string Bytes, int At)> _sent = [];
    private readonly Queue<int> _toBoard = new();
    private readonly PackController _controller = new(Pack);
    private readonly Measurements _measurements = DriverPack.Measurements(16, 4);
    private int _room = int.MaxValue;
    private int _now;

    public InverterLinkTests()
    {
        Array.Fill(_measurements.TemperatureCentidegrees, 2340);
        _measurements.PackMicroamps = -12_340_000;
        _measurements.CloseRequested = true;
        _controller.Estimation.Start(0.8f);
    }

    public bool Send(int identifier, byte[] bytes, int count)
    {
        if (_room <= 0)
            return false;
        _room--;
        _sent.Add((identifier, Convert.ToHexString(bytes, 0, count), _now));
        return true;
    }

    public int Receive(byte[] bytes) => _toBoard.TryDequeue(out int identifier) ? identifier : -1;

    [Fact]
    public void Golden_frames_of_pylontech()
    {
        Run(Link(InverterKind.Pylontech), 100);
        Golden(0x355, $"{(int)((_controller.Estimation.Estimator.Soc * 100) + 0.5f):X2}006400");
        // 52.80 V, −12.3 A, 23.4 °C.
        Golden(0x356, "A01485FFEA00");
        Golden(0x359, "0000000001504E");
        Golden(0x35E, "50594C4F4E202020");
        Golden(0x35C, "C000");
        string limits = Golden(0x351, null);
        Assert.Equal("2802", limits[..4]);
        Assert.Equal("0000", limits[12..]);
        Assert.Equal(Tenths(_controller.Commands.ChargeLimitMicroamps), limits[4..8]);
        Assert.Equal(Tenths(_controller.Commands.DischargeLimitMicroamps), limits[8..12]);
        Assert.Equal("351 355 356 359 35C 35E", string.Join(' ', _sent.Select(frame => $"{frame.Identifier:X}").Distinct().Order()));
    }

    [Fact]
    public void Golden_frames_of_sma()
    {
        Run(Link(InverterKind.Sma), 100);
        int soc = (int)((_controller.Estimation.Estimator.Soc * 10_000) + 0.5f);
        Assert.InRange(soc, 6000, 9000);
        Golden(0x355, $"{(soc + 50) / 100:X2}006400{soc & 0xFF:X2}{soc >> 8:X2}");
        Golden(0x356, "A01485FFEA00");
        // Every pair says "left".
        Golden(0x35A, "AAAAAA02AAAAAA02");
        Golden(0x35F, "FFFFFFFF6400");
        Assert.Equal("C001", Golden(0x351, null)[12..]);
        Assert.Equal("351 355 356 35A 35F", string.Join(' ', _sent.Select(frame => $"{frame.Identifier:X}").Distinct().Order()));
    }

    [Fact]
    public void Golden_frames_of_victron()
    {
        _measurements.CellMicrovolts[4] = 3_310_000;
        _measurements.CellMicrovolts[9] = 3_290_000;
        _measurements.TemperatureCentidegrees[2] = 2100;
        Run(Link(InverterKind.Victron), 100);
        Golden(0x373, "DA0CEE0C26012801");
        Golden(0x374, "4331302020202020");
        Golden(0x375, "4330352020202020");
        Golden(0x376, "5430332020202020");
        Golden(0x372, "0100000000000000");
        Golden(0x379, "6400");
        Assert.Contains(_sent, frame => frame.Identifier == 0x370);
        Assert.Contains(_sent, frame => frame.Identifier == 0x382);
    }

    /// <summary>Peer defect 17: bits that contradict the maker's own document. Each protection sets its own bit and no other.</summary>
    [Theory]
    [InlineData(3_700_000, 2340, 0, 0x02, 0x00)]
    [InlineData(2_400_000, 2340, 0, 0x04, 0x00)]
    [InlineData(3_300_000, 6500, 20, 0x08, 0x00)]
    [InlineData(3_300_000, -1500, 20, 0x10, 0x00)]
    [InlineData(3_300_000, 2340, -160, 0x80, 0x00)]
    [InlineData(3_300_000, 2340, 80, 0x00, 0x01)]
    public void Defect_17_bits_are_where_the_makers_document_has_them(int microvolts, int centidegrees, int amps, int first, int second)
    {
        InverterLink link = Link(InverterKind.Pylontech);
        Run(link, 50);
        for (int step = 0; step < 400; step++)
        {
            // Real cells are never quite still, follow the current, and warm slowly; a pack that does not is found out.
            for (int group = 0; group < 16; group++)
                _measurements.CellMicrovolts[group] = microvolts + (amps * 500) + ((((step * 7) + (group * 3)) % 5) * 300);
            int warmed = 2340 + Math.Clamp(centidegrees - 2340, -20 * step, 20 * step);
            Array.Fill(_measurements.TemperatureCentidegrees, warmed);
            _measurements.PackMicroamps = (amps * 1_000_000) + (step % 3 * 20_000);
            Run(link, 1);
            // Later on, the current that goes on flowing through open contactors would be a finding too.
            if (_controller.Protection.AnyTrip)
                break;
        }
        Link(InverterKind.Pylontech).Send(_controller, _now);
        string frame = Golden(0x359, null);
        string tripped = string.Join(' ', Enum.GetValues<ProtectionKind>().Where(kind => _controller.Protection.Level((int)kind) == 3));
        Assert.True(frame.StartsWith($"{first:X2}{second:X2}", StringComparison.Ordinal), $"{frame} with {tripped}");
        Assert.Equal(first, Convert.ToInt32(frame[..2], 16));
        Assert.Equal(second, Convert.ToInt32(frame[2..4], 16));
        if (first == 0x02)
            Assert.Equal("0000", Golden(0x351, null)[4..8]);
    }

    [Theory]
    [InlineData(InverterKind.Pylontech, 0)]
    [InlineData(InverterKind.Victron, 0)]
    [InlineData(InverterKind.Victron, -5)]
    [InlineData(InverterKind.Sma, 0)]
    [InlineData(InverterKind.Sma, 40_900)]
    [InlineData(InverterKind.Sma, 63_100)]
    public void A_charge_voltage_that_makes_no_sense_is_never_sent(InverterKind kind, int millivolts)
    {
        Run(new InverterLink(this, Pack, new InverterSettings { Kind = kind, ChargeMillivolts = millivolts }), 100);
        Assert.NotEmpty(_sent);
        Assert.DoesNotContain(_sent, frame => frame.Identifier == 0x351);
    }

    [Fact]
    public void A_failed_step_still_sends_the_limits_with_no_current_and_the_charge_voltage()
    {
        InverterLink link = Link(InverterKind.Pylontech);
        Run(link, 20);
        _controller.Step(null!);
        Run(link, 20);
        Assert.Equal("2802000000000000", Golden(0x351, null));
        Assert.Equal("08", Golden(0x359, null)[2..4]);
        Assert.Equal("0000", Golden(0x35C, null));
    }

    [Fact]
    public void Sets_keep_their_spacing_and_a_full_queue_is_tried_again()
    {
        var link = new InverterLink(this, Pack, new InverterSettings { ChargeMillivolts = 55_200, PeriodMilliseconds = 10 });
        _room = 3;
        Run(link, 1);
        Assert.Equal(3, _sent.Count);
        _room = int.MaxValue;
        Run(link, 50);
        int[] times = [.. _sent.Where(frame => frame.Identifier == 0x351).Select(frame => frame.At)];
        Assert.True(times.Length > 10);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= InverterLink.SpacingMilliseconds));
        Assert.Equal(times.Length, _sent.Count(frame => frame.Identifier == 0x35E));
    }

    [Fact]
    public void Limits_go_out_long_before_sma_gives_up_and_the_inverters_silence_is_told()
    {
        var link = new InverterLink(this, Pack, new InverterSettings { Kind = InverterKind.Sma, ChargeMillivolts = 55_200, PeriodMilliseconds = 99_000 });
        Assert.Equal(-1, link.SilentMilliseconds);
        Run(link, 700);
        int[] times = [.. _sent.Where(frame => frame.Identifier == 0x351).Select(frame => frame.At)];
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First < 60_000));
        Assert.True(times.Length >= 3);
        _toBoard.Enqueue(0x305);
        Run(link, 11);
        Assert.Equal(1000, link.SilentMilliseconds);
    }

    [Fact]
    public void What_is_not_known_is_not_told_as_if_it_were()
    {
        Array.Fill(_measurements.CellValid, false);
        Run(Link(InverterKind.Pylontech), 30);
        Assert.DoesNotContain(_sent, frame => frame.Identifier == 0x356);
        _sent.Clear();
        Run(Link(InverterKind.Sma), 30);
        Assert.StartsWith("0080", Golden(0x356, null));
    }

    private InverterLink Link(InverterKind kind) =>
        new(this, Pack, new InverterSettings { Kind = kind, ChargeMillivolts = 55_200, DischargeMillivolts = 44_800 });

    private void Run(InverterLink link, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _now += 100;
            _measurements.NowMilliseconds = _now;
            _controller.Step(_measurements);
            link.Send(_controller, _now);
        }
    }

    private string Golden(int identifier, string? bytes)
    {
        string last = _sent.Last(frame => frame.Identifier == identifier).Bytes;
        if (bytes is not null)
            Assert.Equal(bytes, last);
        return last;
    }

    private static string Tenths(int microamps)
    {
        int value = microamps / 100_000;
        return $"{value & 0xFF:X2}{value >> 8:X2}";
    }
}
