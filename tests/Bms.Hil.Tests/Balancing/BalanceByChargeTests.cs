using System;
using System.Linq;
using System.Threading.Tasks;
using Bms.Core.Configuration;
using Xunit;

namespace Bms.Hil.Tests.Balancing;

/// <summary>Fifty packs of each chemistry, balanced by charge and by voltage: what spread is left, and what it has cost.</summary>
public sealed class BalanceByChargeTests
{
    private const int Packs = 50;

    /// <summary>By voltage bounds alone a plateau lets some packs bleed more: there it is asked of most packs, and of the mean.</summary>
    [Theory]
    [InlineData("synthetic-nmc-50ah", 4, 50, 1.05)]
    [InlineData("synthetic-lfp-100ah", 12, 34, 1.25)]
    public void Packs_end_within_a_percent_for_little_more_than_the_least_charge(string cell, int days, int within, double mean)
    {
        (double Start, double Spread, double Bled)[] charge = Run(cell, BalancingStrategy.Charge, days);
        (double Start, double Spread, double Bled)[] voltage = Run(cell, BalancingStrategy.Voltage, days);
        Tell(cell, "charge", charge);
        Tell(cell, "voltage", voltage);
        Assert.All(charge, one => Assert.InRange(one.Spread, 0, 0.01));
        Assert.InRange(charge.Count(one => one.Bled <= 1.1), within, Packs);
        Assert.InRange(charge.Average(one => one.Bled), 0.9, mean);
    }

    [Fact]
    public void Peer_defect_1_millivolts_are_balanced_and_neighbours_never_bleed_together()
    {
        var run = new BalanceRun("synthetic-nmc-50ah", 7, BalancingStrategy.Charge);
        int bled = 0;
        int seen = 0;
        run.Live(1, () =>
        {
            bool[] bleeding = run.Controller.Commands.BleedGroup;
            for (int group = 0; group < bleeding.Length; group++)
            {
                if (!bleeding[group])
                    continue;
                bled++;
                Assert.False(group > 0 && bleeding[group - 1]);
                // No sample is learned from while anything bleeds.
                Assert.True(run.Controller.Balancing.VoltageHidden);
            }
            if (!run.Controller.Balancing.VoltageHidden)
                seen++;
        });
        Assert.True(bled > 1000);
        Assert.True(seen > 1000);
        Assert.InRange(run.Controller.Balancing.BledNanocoulombs * 1e-9 / run.BledCoulombs, 0.98, 1.02);
    }

    private static (double Start, double Spread, double Bled)[] Run(string cell, BalancingStrategy strategy, int days)
    {
        var all = new (double, double, double)[Packs];
        Parallel.For(0, Packs, pack =>
        {
            var run = new BalanceRun(cell, (ulong)pack + 1, strategy);
            run.Live(days);
            Assert.Equal(0, (int)run.Controller.FailedStage);
            all[pack] = (run.StartSpread, run.Spread, run.BledCoulombs / run.LeastCoulombs);
        });
        return all;
    }

    private static void Tell(string cell, string strategy, (double Start, double Spread, double Bled)[] all) =>
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{cell} by {strategy}: spread {all.Average(one => one.Start):0.0000} (largest {all.Max(one => one.Start):0.0000}) to {all.Average(one => one.Spread):0.0000} (largest {all.Max(one => one.Spread):0.0000}); bled {all.Average(one => one.Bled):0.000} of the least charge (largest {all.Max(one => one.Bled):0.000}), within 1 %: {all.Count(one => one.Spread <= 0.01)}, within 1.1: {all.Count(one => one.Bled <= 1.1)}"));
}
