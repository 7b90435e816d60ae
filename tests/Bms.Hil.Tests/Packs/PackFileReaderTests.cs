using System;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Support;
using Bms.Hil.Yaml;
using Xunit;

namespace Bms.Hil.Tests.Packs;

/// <summary>Pack files: what they say reaches the image, what a board would refuse is refused at its line.</summary>
public sealed class PackFileReaderTests
{
    private const string Good = """
        name: A pack
        description: For tests.
        cell: synthetic-nmc-50ah
        series: 14
        parallel: 2
        temperatureSensors: 6
        capacity: 49 Ah
        limits: {charge: 80 A, discharge: 240 A}
        measurement:
          cellAge: 300 ms
          temperatureAge: 3 s
          currentAge: 200 ms
          plausibleCell: [0.6 V, 5.1 V]
          plausibleTemperature: [-50 C, 140 C]
          plausibleCurrent: 1000 A
          rest: 1.5 A
        protection:
          cellOverVoltage:
            warning: 4.20 V
            derate: 4.21 V
            trip: 4.25 V
            hysteresis: 50 mV
            debounceSamples: 4
            debounceTime: 250 ms
            recovery: 12 s
            latching: true
          underTemperatureCharge: {trip: -4 C, derate: 1 C}
          temperatureLost: {trip: 2, derate: 1}
        balancing: {enabled: false, start: 9 mV, stop: 4 mV, minimumCell: 3.9 V, maximumTemperature: 48 C, rest: 15 min}
        estimation: {kind: coulomb, everySteps: 10, startSigma: 5 %, currentOffset: 0.4 %, socWalk: 0.0002, gap: 90 s}
        """;

    [Fact]
    public void Everything_that_a_file_says_reaches_the_configuration()
    {
        PackFile pack = Read(Good);
        Assert.Equal(("A pack", "For tests."), (pack.Name, pack.Description));
        Assert.Equal("synthetic-nmc-50ah.json", Path.GetFileName(pack.CellPath));
        PackConfiguration made = pack.Configuration;
        Assert.Equal((14, 2, 6), (made.SeriesGroups, made.ParallelCells, made.TemperatureSensors));
        Assert.Equal((80_000_000, 240_000_000, 49_000_000), (made.ChargeLimitMicroamps, made.DischargeLimitMicroamps, made.Cell.CapacityMicroampHours));
        MeasurementSettings ages = made.Measurement;
        Assert.Equal((300, 3000, 200), (ages.CellMaximumAgeMilliseconds, ages.TemperatureMaximumAgeMilliseconds, ages.CurrentMaximumAgeMilliseconds));
        Assert.Equal((600_000, 5_100_000), (ages.CellPlausibleMinimumMicrovolts, ages.CellPlausibleMaximumMicrovolts));
        Assert.Equal((-5000, 14_000), (ages.TemperaturePlausibleMinimumCentidegrees, ages.TemperaturePlausibleMaximumCentidegrees));
        Assert.Equal((1_000_000_000, 1_500_000), (ages.CurrentPlausibleMicroamps, ages.RestMicroamps));
        BalancingSettings balancing = made.Balancing;
        Assert.Equal((false, 9000, 4000, 3_900_000), (balancing.Enabled, balancing.StartMicrovolts, balancing.StopMicrovolts, balancing.MinimumCellMicrovolts));
        Assert.Equal((4800, 900_000), (balancing.MaximumTemperatureCentidegrees, balancing.RestMilliseconds));
        EstimationSettings estimation = made.Estimation;
        Assert.Equal((EstimatorKind.Coulomb, 10, 500), (estimation.Kind, estimation.EverySteps, estimation.StartSigmaPermyriad));
        Assert.Equal((40, 200, 90_000), (estimation.CurrentOffsetPermyriad, estimation.SocWalkPartsPerMillion, estimation.GapMilliseconds));
    }

    [Fact]
    public void A_row_takes_what_is_said_and_keeps_what_is_not()
    {
        ProtectionRow[] rows = Read(Good).Configuration.Protection;
        ProtectionRow over = rows[(int)ProtectionKind.CellOverVoltage];
        Assert.Equal((4_200_000, 4_210_000, 4_250_000, 50_000), (over.WarningLimit, over.DerateLimit, over.TripLimit, over.Hysteresis));
        Assert.Equal((4, 250, 12_000, true), (over.DebounceSamples, over.DebounceMilliseconds, over.RecoveryMilliseconds, over.Latching));
        ProtectionRow cold = rows[(int)ProtectionKind.UnderTemperatureCharge];
        Assert.Equal((300, 100, -400, 300), (cold.WarningLimit, cold.DerateLimit, cold.TripLimit, cold.Hysteresis));
        Assert.Equal((1, 1, 2), (rows[9].WarningLimit, rows[9].DerateLimit, rows[9].TripLimit));
        // The pack's own limit, not the cells', is what the over-current rows start from.
        Assert.Equal(100_000_000, rows[(int)ProtectionKind.OverCurrentCharge].TripLimit);
    }

    [Theory]
    [InlineData("cell: synthetic-nmc-50ah", "cell: no-such-cell", "p.yaml:3:7: cell: 'no-such-cell': no such cell file, and no shipped one of that name (panasonic")]
    [InlineData("series: 14", "series: 33", "p.yaml:4:9: series: 33 is out of range; expected 1 to 32")]
    [InlineData("series: 14", "", "the key 'series' is missing")]
    [InlineData("parallel: 2", "parallel: 0", "p.yaml:5:11: parallel: 0 is out of range")]
    [InlineData("parallel: 2", "paralel: 2", "p.yaml:5:1: unknown key 'paralel'")]
    [InlineData("capacity: 49 Ah", "capacity: 49", "p.yaml:7:11: capacity: '49' is no charge")]
    [InlineData("charge: 80 A,", "charge: 800 A,", "p.yaml:8:9: limits: the pack's charge limit must be above 0 and at most what its cells take")]
    [InlineData("cellAge: 300 ms", "cellAge: 300 s", "measurement: measurement setting out of range: age of cell voltages")]
    [InlineData("cellAge: 300 ms", "cellAge: 3000 h", "p.yaml:10:12: measurement.cellAge: 3000 h is out of range")]
    [InlineData("plausibleCell: [0.6 V, 5.1 V]", "plausibleCell: [0.6 V]", "a list of 1; expected 2")]
    [InlineData("plausibleCell: [0.6 V, 5.1 V]", "plausibleCell: [0.6 V, 4 V]", "plausible maximum of cell voltages")]
    [InlineData("trip: 4.25 V", "trip: 4.20 V", "p.yaml:19:5: protection.cellOverVoltage: protection row cellOverVoltage: warning, derate and trip limits are not in order")]
    [InlineData("trip: 4.25 V", "trip: 9 V", "protection row cellOverVoltage: the trip limit lies where it protects nothing")]
    [InlineData("trip: 4.25 V", "trip: 4.25 A", "p.yaml:21:11: protection.cellOverVoltage.trip: '4.25 A' is no voltage")]
    [InlineData("hysteresis: 50 mV", "hysteresis: 0 V", "protection row cellOverVoltage: hysteresis missing or too large")]
    [InlineData("debounceTime: 250 ms", "debounceTime: 11 s", "protection row cellOverVoltage: debounce")]
    [InlineData("debounceSamples: 4", "debounceSamples: 101", "out of range; expected 1 to 100")]
    [InlineData("latching: true", "latching: maybe", "expected true or false, found 'maybe'")]
    [InlineData("  underTemperatureCharge:", "  underTemperature:", "unknown key 'underTemperature'")]
    [InlineData("temperatureLost: {trip: 2,", "temperatureLost: {trip: 2 V,", "protection.temperatureLost.trip: expected a whole number")]
    [InlineData("stop: 4 mV", "stop: 40 mV", "balancing: balancing setting out of range: stop (below the start)")]
    [InlineData("kind: coulomb", "kind: kalman", "expected one of coulomb, ocv, ekf")]
    [InlineData("startSigma: 5 %", "startSigma: 60 %", "estimation setting out of range: start sigma")]
    [InlineData("estimation:", "estimations:", "unknown key 'estimations'")]
    public void What_cannot_be_used_is_refused_at_its_line(string found, string replacement, string expected)
    {
        Assert.Contains(found, Good, StringComparison.Ordinal);
        string message = Assert.Throws<BadInputException>(() => Read(Good.Replace(found, replacement, StringComparison.Ordinal))).Message;
        Assert.StartsWith("p.yaml:", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lfp-storage-16s", 16)]
    [InlineData("nmc-traction-14s", 14)]
    [InlineData("polymer-warm-8s", 8)]
    public void A_shipped_pack_reads_by_its_name_and_survives_the_image(string name, int groups)
    {
        Assert.Contains(name, PackFileReader.ShippedNames);
        PackFile pack = PackFileReader.Open(name);
        Assert.Equal(groups, pack.Configuration.SeriesGroups);
        byte[] image = PackImage.Write(pack.Configuration);
        PackImage read = PackImage.Read(image);
        Assert.Equal(PackFault.None, read.Fault);
        Assert.Equal(image, PackImage.Write(read.Configuration!));
    }

    [Theory]
    [MemberData(nameof(ShippedCells.Names), MemberType = typeof(ShippedCells))]
    public void A_board_accepts_what_each_shipped_cell_suggests(string name)
    {
        var options = new PackOptions { SeriesGroups = 4, ParallelCells = 2 };
        PackConfiguration made = PackBuilder.Build(CellFileReader.Read(ShippedCells.PathOf(name)), options, name);
        Assert.Equal(PackFault.None, PackImage.Read(PackImage.Write(made)).Fault);
    }

    [Fact]
    public void The_shipped_packs_are_those_of_the_repository()
    {
        string folder = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "packs");
        Assert.Equal(
            Directory.GetFiles(folder, "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
            PackFileReader.ShippedNames);
        Assert.Equal(14, PackFileReader.ShippedNames.Count);
    }

    private static PackFile Read(string text) => PackFileReader.Read(YamlReader.Parse(text, "p.yaml"));
}
