using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Yaml;
using Xunit;

namespace Bms.Hil.Tests.Packs;

/// <summary>The <c>power</c> section of a pack file: what it says reaches the image, what cannot be is refused at its place.</summary>
public sealed class PackFilePowerTests
{
    private const string Good = """
        name: A pack
        cell: synthetic-nmc-50ah
        series: 14
        parallel: 2
        temperatureSensors: 4
        inputs: [pressure]
        power:
          margin: 1.5
          resistanceSpread: 7 %
          continuous: 10 min
          horizon: 30 s
          recovery: 4 s
          lost: 40 %
          chargeTaper: 30 mV
          dischargeTaper: 60 mV
          pressure: [200 kPa, 450 kPa]
          pressureBand: 50 kPa
          strings: 3
          degrade: true
          landing: 25 %
          reserve: 12 %
          degradeBand: 8 %
          maps:
            temperatures: [-10 C, 20 C]
            soc: [10 %, 50 %, 90 %]
            charge: [[10 %, 20 %, 5 %], [100 %, 90 %, 50 %]]
            discharge: [[30 %, 60 %, 70 %], [50 %, 100 %, 100 %]]
        """;

    [Fact]
    public void Everything_that_it_says_reaches_the_image()
    {
        PowerSettings power = PackImage.Read(PackImage.Write(Read(Good).Configuration)).Configuration!.Power;
        Assert.True(power.Enabled && power.Degrade);
        Assert.Equal((1500, 70, 600, 2, 4000, 400), (power.MarginPermille, power.ResistanceSpreadPermille, power.ContinuousSeconds, power.LimitHorizon, power.RecoveryMilliseconds, power.LostPermille));
        Assert.Equal((30_000, 60_000, 200, 450, 50, 3), (power.ChargeTaperMicrovolts, power.DischargeTaperMicrovolts, power.PressureLowKilopascals, power.PressureHighKilopascals, power.PressureBandKilopascals, power.Strings));
        Assert.Equal((250, 1200, 800), (power.LandingPermille, power.ReservePermyriad, power.DegradeBandPermyriad));
        Assert.Equal([-1000, 2000], power.MapCentidegrees.Select(value => (int)value));
        Assert.Equal([1000, 5000, 9000], power.MapSocPermyriad.Select(value => (int)value));
        Assert.Equal([100, 200, 50, 1000, 900, 500], power.MapChargePermille.Select(value => (int)value));
        Assert.Equal([300, 600, 700, 500, 1000, 1000], power.MapDischargePermille.Select(value => (int)value));
    }

    [Fact]
    public void Without_the_section_the_cell_says_what_is_permitted()
    {
        PowerSettings power = Read(Good[..Good.IndexOf("power:", StringComparison.Ordinal)]).Configuration.Power;
        Assert.True(power.Enabled && !power.Degrade);
        Assert.NotEmpty(power.MapChargePermille);
        Assert.False(Read(Good.Replace("margin: 1.5", "enabled: false", StringComparison.Ordinal)).Configuration.Power.Enabled);
    }

    [Theory]
    [InlineData("margin: 1.5", "margin: 0.1", "p.yaml:8:3: power: power setting out of range: margin")]
    [InlineData("margin: 1.5", "margin: wide", "p.yaml:8:11: power.margin: ")]
    [InlineData("margin: 1.5", "margins: 1.5", "p.yaml:8:3: power: unknown key 'margins'")]
    [InlineData("continuous: 10 min", "continuous: 10", "p.yaml:10:15: power.continuous: '10' is no time")]
    [InlineData("continuous: 10 min", "continuous: 2 h", "power setting out of range: continuous")]
    [InlineData("horizon: 30 s", "horizon: 20 s", "p.yaml:11:12: power.horizon: '20 s' is not known")]
    [InlineData("recovery: 4 s", "recovery: 1 h", "power setting out of range: recovery")]
    [InlineData("lost: 40 %", "lost: 140 %", "p.yaml:13:9: power.lost: 140 % is out of range")]
    [InlineData("pressure: [200 kPa, 450 kPa]", "pressure: [200 kPa]", "p.yaml:16:13: power.pressure: ")]
    [InlineData("pressure: [200 kPa, 450 kPa]", "pressure: [500 kPa, 450 kPa]", "power setting out of range: lower pressure")]
    [InlineData("inputs: [pressure]\n", "", "power setting out of range: upper pressure (with the input)")]
    [InlineData("strings: 3", "strings: 17", "p.yaml:18:12: power.strings: 17 is out of range")]
    [InlineData("degrade: true", "degrade: perhaps", "p.yaml:19:12: power.degrade: expected true or false")]
    [InlineData("degradeBand: 8 %", "degradeBand: 0 %", "power setting out of range: degrade band")]
    [InlineData("reserve: 12 %", "reserve: 95 %", "power setting out of range: reserve")]
    [InlineData("temperatures: [-10 C, 20 C]", "temperatures: [20 C, -10 C]", "power setting out of range: map temperatures")]
    [InlineData("soc: [10 %, 50 %, 90 %]", "soc: [10 %, 50 %]", "power setting out of range: charge map")]
    [InlineData("soc: [10 %, 50 %, 90 %]", "soc: [10 %, 50 %, 50 %]", "power setting out of range: map states of charge")]
    [InlineData("[100 %, 90 %, 50 %]]", "[100 %, 90 %, 50 A]]", "p.yaml:26:47: power.maps.charge[2][3]: '50 A' is n")]
    [InlineData("    discharge: [[30 %, 60 %, 70 %], [50 %, 100 %, 100 %]]", "", "the key 'discharge' is missing")]
    public void What_cannot_be_used_is_refused_at_its_place(string found, string replacement, string expected)
    {
        Assert.Contains(found, Good, StringComparison.Ordinal);
        string message = Assert.Throws<BadInputException>(() => Read(Good.Replace(found, replacement, StringComparison.Ordinal))).Message;
        Assert.StartsWith("p.yaml:", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    private static PackFile Read(string text) => PackFileReader.Read(YamlReader.Parse(text, "p.yaml"));
}
