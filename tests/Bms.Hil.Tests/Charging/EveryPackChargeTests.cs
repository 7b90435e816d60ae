using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Bms.Core.Charging;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Charging;

/// <summary>Peer defect 8: charging that never ends on "full". Here it ends, in every pack, whatever the current sensor says.</summary>
public class EveryPackChargeTests(ITestOutputHelper output)
{
    private const double StartSoc = 0.8;
    private const double MostOverMillivolts = 10;

    private static readonly ChargeCase[] Cases =
    [
        new("as it is", 0, 0),
        new("weak group", 0, 0.1),
        new("sensor +0.5 %, weak group", 0.005, 0.1),
        new("sensor -0.5 %, weak group", -0.005, 0.1),
    ];

    [Fact]
    public void Peer_defect_8_charging_ends_on_full_in_every_shipped_pack()
    {
        string[] packs = [.. Directory.EnumerateFiles(
            Path.Combine(RecordedTraces.RepositoryRoot, "hil", "packs"), "*.yaml").Select(path => Path.GetFileNameWithoutExtension(path))];
        Assert.Equal(packs.Order(StringComparer.Ordinal), ChargeTrial.Packs.Order(StringComparer.Ordinal));
        var outcomes = new ConcurrentDictionary<(string Pack, ChargeCase About), ChargeOutcome>();
        Parallel.ForEach(
            packs.SelectMany(pack => Cases.Select(about => (pack, about))),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            each => outcomes[each] = new ChargeTrial(each.pack, each.about, StartSoc).Run());
        string table = Table(outcomes);
        output.WriteLine(table);
        Assert.All(outcomes, each =>
        {
            Assert.True(each.Value.Phase == ChargePhase.Full, $"{each.Key.Pack}, {each.Key.About.Name}: ended in {each.Value.Phase}");
            Assert.Equal(0, each.Value.Trips);
            Assert.InRange(each.Value.OverMillivolts, double.NegativeInfinity, MostOverMillivolts);
            // Above 1 where a chemistry is charged far above its open-circuit voltage at full: the plant's curve goes on.
            Assert.InRange(each.Value.FullestSoc, 0.95, 1.03);
        });
        CheckDocument(table);
    }

    private static string Table(ConcurrentDictionary<(string Pack, ChargeCase About), ChargeOutcome> outcomes)
    {
        var text = new StringBuilder("| pack | case | ends in | after min | over / mV | fullest group | SOC error | trips |\n|---|---|---|---:|---:|---:|---:|---:|\n");
        foreach (KeyValuePair<(string Pack, ChargeCase About), ChargeOutcome> each in outcomes
            .OrderBy(each => each.Key.Pack, StringComparer.Ordinal).ThenBy(each => Array.IndexOf(Cases, each.Key.About)))
        {
            ChargeOutcome got = each.Value;
            text.Append(CultureInfo.InvariantCulture, $"| `{each.Key.Pack}` | {each.Key.About.Name} | {got.Phase} | {got.Minutes:0.0} ");
            text.Append(CultureInfo.InvariantCulture, $"| {got.OverMillivolts:0.0} | {100 * got.FullestSoc:0.0} % | {100 * got.SocError:0.0} % | {got.Trips} |\n");
        }
        return text.ToString();
    }

    private static void CheckDocument(string table)
    {
        const string Begin = "<!-- table: begin -->\n";
        const string End = "<!-- table: end -->\n";
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "CHARGING.md");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "docs/CHARGING.md has lost the marks of its table");
        string expected = text[..begin] + table + text[end..];
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
