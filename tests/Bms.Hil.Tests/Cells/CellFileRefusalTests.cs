using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using Bms.Hil.Cells;
using Xunit;

namespace Bms.Hil.Tests.Cells;

/// <summary>Every way to spoil a good cell file is refused with one line that names the file, the place and what was found.</summary>
public class CellFileRefusalTests
{
    /// <summary>What is done to a good file, and what the refusal must then say.</summary>
    private static readonly Dictionary<string, (Action<JsonNode> Spoil, string[] Says)> Broken = new()
    {
        ["other format, other keys"] = (c => (c["format"], c["extra"]) = ("bms-cell/9", 1), ["format", "bms-cell/9", "bms-cell/1"]),
        ["no format"] = (c => c.AsObject().Remove("format"), ["format", "missing"]),
        ["unknown format"] = (c => c["format"] = "bms-cell/2", ["format", "bms-cell/2", "bms-cell/1"]),
        ["blank name"] = (c => c["name"] = " ", ["name", "empty"]),
        ["unknown chemistry"] = (c => c["chemistry"] = "lead", ["chemistry", "lead", "sodium-ion"]),
        ["unknown provenance"] = (c => c["provenance"] = "guessed", ["provenance", "guessed", "synthetic"]),
        ["no method"] = (c => c["method"] = "", ["method", "empty"]),
        ["capacity 0"] = (c => c["capacityAmpHours"] = 0, ["capacityAmpHours", "found 0 Ah", "more than 0"]),
        ["negative capacity"] = (c => c["capacityAmpHours"] = -3, ["capacityAmpHours", "-3"]),
        ["vast capacity"] = (c => c["capacityAmpHours"] = 2000.1, ["capacityAmpHours", "2000.1", "at most 2000"]),
        ["capacity as text"] = (c => c["capacityAmpHours"] = "100", ["capacityAmpHours", "found a text, expected a number"]),
        ["capacity null"] = (c => c["capacityAmpHours"] = null, ["capacityAmpHours", "found null"]),
        ["name null"] = (c => c["name"] = null, ["name", "found null, expected a text"]),
        ["missing table"] = (c => c.AsObject().Remove("r0Ohms"), ["r0Ohms", "missing"]),
        ["missing grid"] = (c => c.AsObject().Remove("grid"), ["grid", "missing"]),
        ["missing limit"] = (c => c["limits"]!.AsObject().Remove("minimumVolts"), ["limits.minimumVolts", "missing"]),
        ["missing tau"] = (c => c["branches"]![2]!.AsObject().Remove("tauSeconds"), ["branches[2].tauSeconds", "missing"]),
        ["unknown key"] = (c => c["capacity"] = 3, ["capacity:", "unknown key", "capacityAmpHours"]),
        ["unknown key below"] = (c => c["grid"]!["voltage"] = 3, ["grid.voltage", "unknown key", "soc, temperatureCelsius"]),
        ["grid is an array"] = (c => c["grid"] = new JsonArray(1, 2), ["grid", "found an array", "expected an object"]),
        ["branches is an object"] = (c => c["branches"] = new JsonObject(), ["branches", "found an object", "expected an array"]),
        ["branch null"] = (c => c["branches"]![1] = null, ["branches[1]", "found null"]),
        ["grid from 0.01"] = (c => c["grid"]!["soc"]![0] = 0.001, ["grid.soc[0]", "0.001", "exactly 0"]),
        ["grid to 0.999"] = (c => c["grid"]!["soc"]![34] = 0.999, ["grid.soc[34]", "0.999", "exactly 1"]),
        ["grid falls"] = (c => c["grid"]!["soc"]![3] = 0.005, ["grid.soc[3]", "0.005", "after 0.01", "rising"]),
        ["one node"] = (c => c["grid"]!["soc"] = new JsonArray(0), ["grid.soc", "found 1 value,", "2 to 48"]),
        ["temperatures fall"] = (c => c["grid"]!["temperatureCelsius"]![2] = -15, ["grid.temperatureCelsius[2]", "-15", "rising"]),
        ["too cold"] = (c => c["grid"]!["temperatureCelsius"]![0] = -61, ["grid.temperatureCelsius[0]", "-61", "-60 to 120"]),
        ["no temperature"] = (c => c["grid"]!["temperatureCelsius"] = new JsonArray(), ["grid.temperatureCelsius", "found 0 values"]),
        ["row too short"] = (c => c["ocvVolts"]![1]!.AsArray().RemoveAt(4), ["ocvVolts[1]", "found 34 values", "expected 35"]),
        ["row missing"] = (c => c["r0Ohms"]!.AsArray().RemoveAt(0), ["r0Ohms", "found 6 rows", "expected 7"]),
        ["text in a row"] = (c => c["ocvVolts"]![1]![3] = "3.2", ["ocvVolts[1][3]", "found a text, expected a number"]),
        ["number for a row"] = (c => c["ocvVolts"]![1] = 3.2, ["ocvVolts[1]", "found a number, expected an array of numbers"]),
        ["optional but null"] = (c => c["hysteresisVolts"] = null, ["hysteresisVolts", "found null"]),
        ["row null"] = (c => c["r0Ohms"]![2] = null, ["r0Ohms[2]", "found null"]),
        ["falling voltage"] = (c => c["ocvVolts"]![4]![20] = 3.2, ["ocvVolts[4][20]", "3.2 V", "SOC 0.65", "25 °C"]),
        ["too many volts"] = (c => c["ocvVolts"]![4]![34] = 5.6, ["ocvVolts[4][34]", "5.6 V", "0.5 to 5.5 V"]),
        ["wide window"] = (c => (c["ocvVolts"]![0]![0], c["ocvVolts"]![1]![34]) = (1.0, 4.3),
            ["ocvVolts", "span of 3.3 V", "at most 3.2 V"]),
        ["negative hysteresis"] = (c => c["hysteresisVolts"]![0]![0] = -0.001, ["hysteresisVolts[0][0]", "-0.001"]),
        ["vast hysteresis"] = (c => c["hysteresisVolts"]![6]![7] = 0.31, ["hysteresisVolts[6][7]", "0.31", "0 to 0.3 V"]),
        ["hysteresis rate"] = (c => c["hysteresisRate"] = -1, ["hysteresisRate", "-1"]),
        ["no resistance"] = (c => c["r0Ohms"]![0]![0] = 0, ["r0Ohms[0][0]", "found 0 ohm", "more than 0"]),
        ["vast resistance"] = (c => c["branches"]![1]!["ohms"]![3]![3] = 10.5, ["branches[1].ohms[3][3]", "10.5 ohm", "0 to 10 ohm"]),
        ["infinite resistance"] = (c => c["r0Ohms"]![5]![6] = JsonNode.Parse("1e999"), ["r0Ohms[5][6]"]),
        ["taus fall"] = (c => c["branches"]![1]!["tauSeconds"] = 3, ["branches[].tauSeconds[1]", "3 s after 3 s", "rising"]),
        ["tau too short"] = (c => c["branches"]![0]!["tauSeconds"] = 0.05, ["tauSeconds[0]", "0.05", "0.1 to 100000 s"]),
        ["four branches"] = (c => c["branches"]!.AsArray().Add(c["branches"]![2]!.DeepClone()), ["branches", "found 4 values", "0 to 3"]),
        ["saturation too short"] = (c => c["saturationPerRate"] = new JsonArray(1), ["saturationPerRate", "found length 1", "expected 7"]),
        ["negative saturation"] = (c => c["saturationPerRate"]![1] = -1, ["saturationPerRate[1]", "-1"]),
        ["negative uncertainty"] = (c => c["uncertainty"]!["volts"] = -0.1, ["uncertainty.volts", "-0.1"]),
        ["instant hysteresis too short"] = (c => c["instantHysteresisVolts"] = new JsonArray(0.01, 0.01),
            ["instantHysteresisVolts", "found length 2", "expected 7"]),
        ["charge factor 0"] = (c => c["chargeResistanceFactor"] = c["r0Ohms"]!.DeepClone(),
            ["chargeResistanceFactor[0][0]", "0.1 to 10"]),
        ["efficiency too low"] = (c => c["coulombicEfficiency"] = 0.89, ["coulombicEfficiency", "0.89", "0.9 to 1"]),
        ["efficiency above 1"] = (c => c["coulombicEfficiency"] = 1.001, ["coulombicEfficiency", "1.001"]),
        ["entropy too short"] = (c => c["entropyMicrovoltsPerKelvin"] = new JsonArray(100), ["entropyMicrovoltsPerKelvin", "found length 1", "expected 35"]),
        ["model error 0"] = (c => c["modelError"] = ModelError(0, 0.1), ["modelError.volts[0][0]", "found 0 V"]),
        ["model error as text"] = (c => c["modelError"] = ModelError("much", 0.1),
            ["modelError.volts", "found a text, expected a number or an array of rows of numbers"]),
        ["model error as row"] = (c => c["modelError"] = ModelError(new JsonArray(0.01), 0.1),
            ["modelError.volts[0]", "found a number, expected an array of numbers"]),
        ["model error table too small"] = (c => c["modelError"] = ModelError(new JsonArray(new JsonArray(0.01, 0.02)), 0.1),
            ["modelError.volts", "found 1 rows, expected 7"]),
        ["model error without part of overpotential"] = (c => c["modelError"] = new JsonObject { ["volts"] = 0.01 },
            ["modelError.overpotentialFraction", "missing", "a number or an array of numbers"]),
        ["negative part of overpotential"] = (c => c["modelError"] = ModelError(0.01, -0.1), ["modelError.overpotentialFraction[0]", "-0.1"]),
        ["limit maps without nodes"] = (c => c["powerMaps"] = PowerMaps(new JsonArray()), ["powerMaps.temperatureCelsius", "found 0 values"]),
        ["limit maps fall"] = (c => c["powerMaps"] = PowerMaps(new JsonArray(20, 0)), ["powerMaps.temperatureCelsius[1]", "0 °C after 20 °C"]),
        ["limit map above all"] = (c => (c["powerMaps"] = PowerMaps(new JsonArray(0, 20)))["charge"]![1]![0] = 1.1, ["powerMaps.charge[1][0]", "1.1", "0 to 1"]),
        ["limit map too narrow"] = (c => (c["powerMaps"] = PowerMaps(new JsonArray(0, 20)))["discharge"]![0]!.AsArray().RemoveAt(0),
            ["powerMaps.discharge[0]", "found 1 value", "expected 2"]),
        ["limit map of one row"] = (c => (c["powerMaps"] = PowerMaps(new JsonArray(0, 20)))["charge"]!.AsArray().RemoveAt(0), ["powerMaps.charge", "found 1", "expected 2"]),
        ["limit maps as text"] = (c => c["powerMaps"] = "none", ["powerMaps", "found a text, expected an object"]),
        ["limits crossed"] = (c => c["limits"]!["maximumVolts"] = 2.4, ["limits.maximumVolts", "2.4 V", "2.5 V"]),
        ["no current"] = (c => c["limits"]!["chargeAmps"] = 0, ["limits.chargeAmps", "found 0 A"]),
        ["window backwards"] = (c => c["limits"]!["chargeCelsius"] = new JsonArray(45, 0),
            ["limits.chargeCelsius[1]", "0 °C after 45 °C"]),
        ["half a window"] = (c => c["limits"]!["dischargeCelsius"] = new JsonArray(45),
            ["limits.dischargeCelsius", "found 1 value,", "expected 2"]),
    };

    private static readonly Dictionary<string, (Func<string, string> Spoil, string[] Says)> BrokenText = new()
    {
        ["empty"] = (text => "", ["empty"]),
        ["half a surrogate"] = (text => Swap(text, "Synthetic LFP", "\\ud800"), ["name", "escape that is no character"]),
        ["half a surrogate in a key"] = (text => Swap(text, "\"hysteresisRate\"", "\"\\ud800\""), ["key", "escape that is no character"]),
        ["blank"] = (text => " \n\n", ["empty"]),
        ["truncated"] = (text => text[..(text.Length / 2)], ["line ", "column "]),
        ["NaN"] = (text => Swap(text, "\"hysteresisRate\": 60", "\"hysteresisRate\": NaN"), ["line ", "'N'"]),
        ["a word"] = (text => Swap(text, "\"hysteresisRate\": 60", "\"hysteresisRate\": sixty"), ["line ", "'s'"]),
        ["key twice"] = (text =>
            Swap(text, "\"hysteresisRate\": 60", "\"hysteresisRate\": 60, \"hysteresisRate\": 61"), ["hysteresisRate", "twice"]),
        ["wrong case"] = (text => Swap(text, "\"hysteresisRate\"", "\"HysteresisRate\""), ["HysteresisRate", "unknown key"]),
        ["two objects"] = (text => text + text, ["line "]),
        ["an array"] = (text => "[1, 2]", ["found an array"]),
        ["null"] = (text => "null", ["found null"]),
        ["nested deep"] = (text => new string('[', 100), ["line 1"]),
        ["a long word"] = (text => "{ \"format\": t" + new string('x', 5000), ["line 1", "…"]),
        ["no JSON"] = (text => "time,voltage,current\n0,3.3,1\n", ["line 1", "column 2"]),
    };

    public static TheoryData<string> BrokenNames() => [.. Broken.Keys];

    public static TheoryData<string> BrokenTextNames() => [.. BrokenText.Keys];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void A_spoiled_value_is_refused(string name)
    {
        JsonNode cell = JsonNode.Parse(GoodText())!;
        Broken[name].Spoil(cell);
        Refuses(cell.ToJsonString(new() { WriteIndented = true }), Broken[name].Says);
    }

    [Theory]
    [MemberData(nameof(BrokenTextNames))]
    public void A_spoiled_text_is_refused(string name)
    {
        string spoiled = BrokenText[name].Spoil(GoodText());
        Assert.NotEqual(GoodText(), spoiled);
        Refuses(spoiled, BrokenText[name].Says);
    }

    [Fact]
    public void The_file_that_is_spoiled_is_good_before()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("good.json", JsonNode.Parse(GoodText())!.ToJsonString(new() { WriteIndented = true }));
        Assert.Equal(100, CellFileReader.Read(path).CapacityAmpHours);
    }

    [Fact]
    public void A_byte_order_mark_is_no_harm()
    {
        using var scratch = new ScratchFolder();
        Assert.Equal(100, CellFileReader.Read(scratch.Write("good.json", "\uFEFF" + GoodText())).CapacityAmpHours);
    }

    [Fact]
    public void A_missing_file_a_directory_and_a_binary_file_are_refused()
    {
        using var scratch = new ScratchFolder();
        Refused(scratch.PathOf("none.json"), ["no such file"]);
        Refused(scratch.Folder, ["is a directory"]);
        File.WriteAllBytes(scratch.PathOf("zero.json"), [0x7B, 0x00, 0x01]);
        Refused(scratch.PathOf("zero.json"), ["offset 1", "binary"]);
        File.WriteAllBytes(scratch.PathOf("gzip.json"), [0x1F, 0x8B, 0x08, 0x08]);
        Refused(scratch.PathOf("gzip.json"), ["binary"]);
        File.WriteAllBytes(scratch.PathOf("large.json"), new byte[CellFileReader.MaximumBytes + 1]);
        Refused(scratch.PathOf("large.json"), ["4194305 bytes", "at most 4194304"]);
    }

    private static JsonObject PowerMaps(JsonArray temperatures) => new()
    {
        ["temperatureCelsius"] = temperatures,
        ["soc"] = new JsonArray(0, 1),
        ["charge"] = new JsonArray(new JsonArray(0.1, 0.2), new JsonArray(1, 0.9)),
        ["discharge"] = new JsonArray(new JsonArray(0.5, 0.6), new JsonArray(1, 1)),
    };

    private static JsonObject ModelError(JsonNode volts, JsonNode fraction) =>
        new() { ["volts"] = volts, ["overpotentialFraction"] = fraction };

    private static string Swap(string text, string from, string to) => text.Replace(from, to, StringComparison.Ordinal);

    private static string GoodText() => File.ReadAllText(ShippedCells.PathOf("synthetic-lfp-100ah.json"));

    private static void Refuses(string text, string[] says)
    {
        using var scratch = new ScratchFolder();
        Refused(scratch.Write("broken.json", text), says);
    }

    private static void Refused(string path, string[] says)
    {
        BadInputException refusal = Assert.Throws<BadInputException>(() => CellFileReader.Read(path));
        Assert.StartsWith($"{path}: ", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain('\r', refusal.Message);
        TestContext.Current.TestOutputHelper?.WriteLine(refusal.Message[path.Length..]);
        Assert.All(says, part => Assert.Contains(part, refusal.Message[path.Length..], StringComparison.Ordinal));
    }
}
