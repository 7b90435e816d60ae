using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Hil.Commands;
using Bms.Hil.Simulation;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Bms.Hil.Traces;
using Bms.Hil.Yaml;
using Xunit;

namespace Bms.Hil.Tests.Simulation;

/// <summary>Recipes: all that they can say, and one line for what they cannot.</summary>
public sealed class RecipeTests : IDisposable
{
    private const string Good = """
        name: A recipe
        description: For tests.
        cell: synthetic-nmc-50ah
        series: 3
        parallel: 2
        temperatureSensors: 2
        seed: 5
        step: 50 ms
        row: 500 ms
        ambient: 18 C
        plant:
          capacityFactor: 0.95
          resistanceFactor: 1.1
          startSoc: 60 %
          startTemperature: 22 C
          startHysteresis: 0
          spread: {capacity: 1 %, resistance: 2 %, startSoc: 0.5 %, selfDischarge: 1 mA, selfDischargeDeviation: 0.2 mA}
          thermal: {cell: 900 J/K, cellToAmbient: 0.5 W/K, neighbours: 1 W/K, endsToAmbient: 0.1 W/K, sensorGroups: [3, 0], sensorLag: 4 s}
          circuit: {bleed: 30 Ohm, link: 2 mF, busbar: 0.4 mOhm, closeDelay: 15 ms}
        sensors:
          groupVoltage: {resolution: 1 mV, noise: 0 V, offsetSpread: 0 V}
          current: {resolution: 1 mA, noise: 0 A, offset: 20 mA, gain: 0 %}
          temperature: {resolution: 0.1 C, noise: 0 C, offsetSpread: 0 C}
          currentLead: 0 s
        drive:
          - rest: 2 s
          - current: {amps: -50 A, for: 4 s, untilGroupBelow: 2.9 V}
          - power: {watts: -1 kW, for: 2 s}
          - charge: {amps: 20 A, groupVoltage: 4.1 V, packVoltage: 12.3 V, tail: 1 A, for: 3 s}
          - wander: {for: 5 s, mean: -5 A, deviation: 10 A, lowest: -20 A, highest: 20 A, hold: 500 ms, memory: 0.5, seed: 3}
          - hppc: {dischargePulse: 60 A, chargePulse: 40 A, pulse: 1 s, pause: 1 s, levelCharge: 0.05 Ah, levelAmps: 90 A, rest: 2 s, levels: 2}
          - repeat: {times: 3, drive: [{rest: 1 s}, {current: {amps: 10 A, for: 1 s}}]}
          - profile: {file: profile.csv, scale: -2, from: 1 s, to: 4 s}
        """;

    private readonly ScratchFolder _scratch = new();

    public RecipeTests()
    {
        _scratch.Write("profile.csv", "Time / s,Current / A\n10,0\n11,5\n12,6\n14,7\n20,8\n");
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Everything_that_a_recipe_says_is_done()
    {
        Recipe recipe = Read(Good);
        Assert.Equal((3, 2, 50, 10, 18.0, 5ul), (recipe.Plant.Groups, recipe.Plant.ParallelCells, recipe.StepMilliseconds, recipe.StepsPerRow, recipe.AmbientCelsius, recipe.Seed));
        Assert.Equal((0.95, 1.1, 0.6, 22.0), (recipe.Plant.CapacityFactor, recipe.Plant.ResistanceFactor, recipe.Plant.StartSoc, recipe.Plant.StartCelsius));
        Assert.Equal([2, -1], recipe.Plant.Thermal.SensorGroups);
        Assert.Equal((30, 0.002, 0.0004, 0.015), (recipe.Plant.Circuit.BleedOhms, recipe.Plant.Circuit.LinkFarads, recipe.Plant.Circuit.BusbarOhms, recipe.Plant.Circuit.CloseDelaySeconds));
        Assert.Equal((0.01, 0.02, 0.005, 0.001), (recipe.Plant.Spread.CapacityFraction, recipe.Plant.Spread.ResistanceFraction, recipe.Plant.Spread.StartSoc, recipe.Plant.Spread.SelfDischargeAmps));
        Assert.Equal((0.001, 0.02), (recipe.Sensors.GroupVolts.Resolution, recipe.Sensors.PackAmps.Offset));
        Assert.Equal(2 + 4 + 2 + 3 + 5 + (2 + (2 * (1 + 1 + 1 + 1 + 2 + 2))) + 6 + 3, recipe.Drive.LongestSeconds, 1e-9);
    }

    [Fact]
    public void The_recording_has_the_columns_of_a_pack_and_the_currents_of_the_drive()
    {
        string path = _scratch.PathOf("made.bdf.csv");
        RecipeResult result = RecipeRun.Write(Read(Good), path, null, TestContext.Current.CancellationToken);
        using TraceReader reader = TraceReader.Open(path);
        Assert.Equal(3, reader.Columns.CellCount);
        var row = new TraceRow(3);
        double[] amps = new double[result.Rows];
        for (int index = 0; reader.Read(row); index++)
        {
            Assert.Equal(index * 0.5, row.TimeSeconds, 1e-12);
            Assert.Equal(18, row[TraceQuantity.AmbientTemperature]);
            Assert.Equal(row.VoltageVolts, row.CellVolts[0] + row.CellVolts[1] + row.CellVolts[2], 0.08);
            amps[index] = row.CurrentAmps;
        }
        Assert.Equal(0.02, amps[4], 1e-9);
        Assert.Equal(-49.98, amps[5], 1e-9);
        // The profile from 11 s to 14 s of its file, twice and turned round: 6 A until 12 s, 7 A until 14 s.
        Assert.Equal([-11.98, -11.98, -13.98, -13.98, -13.98, -13.98], amps[^6..].Select(value => Math.Round(value, 6)));
    }

    [Fact]
    public void A_recorded_trace_serves_as_a_profile()
    {
        string text = Good[..Good.IndexOf("drive:", StringComparison.Ordinal)] + "drive:\n  - profile: {file: synthetic-nmc-drive, from: 60 s, to: 90 s}\n";
        Recipe recipe = Read(text);
        Assert.Equal(30, recipe.Drive.LongestSeconds, 1e-9);
    }

    [Theory]
    [InlineData("name: A recipe", "nam: A recipe", "r.yaml:1:1: unknown key 'nam'")]
    [InlineData("description: For tests.", "", "the key 'description' is missing")]
    [InlineData("cell: synthetic-nmc-50ah", "cell: none", "r.yaml:3:7: cell: 'none': no such cell file")]
    [InlineData("series: 3", "series: 40", "out of range; expected 1 to 32")]
    [InlineData("seed: 5", "seed: -5", "expected a whole number, not negative")]
    [InlineData("step: 50 ms", "step: 50", "r.yaml:8:7: step: '50' is no time")]
    [InlineData("step: 50 ms", "step: 0.5 ms", "out of range")]
    [InlineData("step: 50 ms", "step: 10.5 ms", "expected whole milliseconds")]
    [InlineData("row: 500 ms", "row: 520 ms", "a row every 520 ms with steps of 50 ms; expected a whole number of steps")]
    [InlineData("startSoc: 60 %", "startSoc: 160 %", "r.yaml:14:13: plant.startSoc: 160 % is out of range; expected 0 to 1")]
    [InlineData("capacityFactor: 0.95", "capacityFactor: 0", "plant.capacityFactor: 0 is out of range")]
    [InlineData("sensorGroups: [3, 0]", "sensorGroups: [4, 0]", "out of range; expected 0 to 3")]
    [InlineData("sensorGroups: [3, 0]", "sensorGroups: [3]", "a list of 1; expected 2")]
    [InlineData("cell: 900 J/K", "cell: 900 W/K", "'900 W/K' is no heat capacity: expected a number with J/K")]
    [InlineData("bleed: 30 Ohm", "bled: 30 Ohm", "unknown key 'bled'")]
    [InlineData("resolution: 1 mV", "resolution: 1 mA", "'1 mA' is no voltage")]
    [InlineData("- rest: 2 s", "- rest: two seconds", "drive[1].rest: 'two seconds' is no time")]
    [InlineData("- rest: 2 s", "- {rest: 2 s, current: {amps: 1 A, for: 1 s}}", "only one of the keys rest, current can be given")]
    [InlineData("- rest: 2 s", "- sleep: 2 s", "unknown key 'sleep'")]
    [InlineData("- rest: 2 s", "- {}", "one of the keys rest, current")]
    [InlineData("- rest: 2 s", "- rest: 3000 h", "out of range")]
    [InlineData("amps: -50 A, for: 4 s", "amps: -50 A", "drive[2].current: the key 'for' is missing")]
    [InlineData("watts: -1 kW", "watts: -1 kV", "'-1 kV' is no power: expected a number with W, mW or kW")]
    [InlineData("amps: 20 A", "amps: -20 A", "drive[4].charge.amps: -20 A is out of range")]
    [InlineData("lowest: -20 A", "lowest: 30 A", "lies above the highest current")]
    [InlineData("memory: 0.5", "memory: 1", "out of range; expected 0 to 0.999")]
    [InlineData("levels: 2", "levels: 0", "out of range; expected 1 to 100")]
    [InlineData("times: 3", "times: 100000000", "out of range; expected 1 to 100000")]
    [InlineData("times: 3, drive: [{rest: 1 s}", "times: 100000, drive: [{rest: 1 h}", "days; expected at most 100")]
    [InlineData("file: profile.csv", "file: other.csv", "drive[8].profile.file: 'other.csv': no such profile, and no shipped one")]
    [InlineData("from: 1 s, to: 4 s", "from: 100 s, to: 400 s", "rows within the cut; expected at least two")]
    public void What_cannot_be_done_is_one_line(string found, string replacement, string expected)
    {
        Assert.Contains(found, Good, StringComparison.Ordinal);
        string message = Assert.Throws<BadInputException>(() => Read(Good.Replace(found, replacement, StringComparison.Ordinal))).Message;
        Assert.Contains("r.yaml:", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Time / s,Current / A\n0,1\n0,2\n", "profile.csv:3:1: the time does not rise")]
    [InlineData("Time / s,Power / W\n0,1\n1\n", "profile.csv:3:1: expected a time and a value")]
    [InlineData("Time / s,Power / W\n0,1\n1,NaN\n", "profile.csv:3:1: expected a time and a value")]
    [InlineData("a,b\n0,1\n", "no column 'Test Time / s'")]
    public void A_broken_profile_is_one_line(string content, string expected)
    {
        _scratch.Write("profile.csv", content);
        string message = Assert.Throws<BadInputException>(() => Read(Good)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_writes_it_and_says_what_it_wrote()
    {
        string recipe = _scratch.Write("r.yaml", Good);
        string path = _scratch.PathOf("made.bdf.csv.gz");
        (int code, string output, string error) = CommandLine.Run(SimulateCommand.Create(), recipe, "-o", path, "--json");
        Assert.Equal((0, ""), (code, error));
        using var document = JsonDocument.Parse(output);
        Assert.Equal("synthetic", document.RootElement.GetProperty("provenance").GetString());
        Assert.Equal(new FileInfo(path).Length, document.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(0x1F, File.ReadAllBytes(path)[0]);
        Assert.Contains("no such file; expected a recipe", CommandLine.Refused(SimulateCommand.Create(), _scratch.PathOf("none.yaml"), "-o", path), StringComparison.Ordinal);
        Assert.Contains("is a directory", CommandLine.Refused(SimulateCommand.Create(), recipe, "-o", _scratch.Folder), StringComparison.Ordinal);
        Assert.Equal(["made.bdf.csv.gz", "profile.csv", "r.yaml"], Directory.GetFiles(_scratch.Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    private Recipe Read(string text) => RecipeReader.Read(YamlReader.Parse(text, _scratch.PathOf("r.yaml")));
}
