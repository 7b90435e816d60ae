using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Bms.Core.Charging;
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
        string[] packs = [.. System.IO.Directory.EnumerateFiles(
            System.IO.Path.Combine(Support.RecordedTraces.RepositoryRoot, "hil", "packs"), "*.yaml").Select(path => System.IO.Path.GetFileNameWithoutExtension(path))];
        Assert.Equal(packs.Order(StringComparer.Ordinal), ChargeTrial.Packs.Order(StringComparer.Ordinal));
        var outcomes = new ConcurrentDictionary<(string Pack, ChargeCase About), ChargeOutcome>();
        Parallel.ForEach(
            packs.SelectMany(pack => Cases.Select(about => (pack, about))),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            each => outcomes[each] = new ChargeTrial(each.pack, each.about, StartSoc).Run());
        output.WriteLine("| pack | case | phase | minutes | highest group over its maximum / mV | fullest group | SOC error | trips |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (KeyValuePair<(string Pack, ChargeCase About), ChargeOutcome> each in outcomes.OrderBy(each => each.Key.Pack, StringComparer.Ordinal).ThenBy(each => Array.IndexOf(Cases, each.Key.About)))
        {
            ChargeOutcome got = each.Value;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {each.Key.Pack} | {each.Key.About.Name} | {got.Phase} | {got.Minutes:0.0} | {got.OverMillivolts:0.0} | {got.FullestSoc:0.0 %} | {got.SocError:0.0 %} | {got.Trips} |"));
        }
        Assert.All(outcomes, each =>
        {
            Assert.True(each.Value.Phase == ChargePhase.Full, $"{each.Key.Pack}, {each.Key.About.Name}: ended in {each.Value.Phase}");
            Assert.Equal(0, each.Value.Trips);
            Assert.InRange(each.Value.OverMillivolts, double.NegativeInfinity, MostOverMillivolts);
            // Above 1 where a chemistry is charged far above its open-circuit voltage at full: the plant's curve goes on.
            Assert.InRange(each.Value.FullestSoc, 0.95, 1.03);
        });
    }
}
