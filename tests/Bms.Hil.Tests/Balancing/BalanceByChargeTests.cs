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
    private const int Days = 5;

    [Theory]
    [InlineData("synthetic-nmc-50ah")]
    [InlineData("synthetic-lfp-100ah")]
    public void Packs_end_within_a_percent_for_little_more_than_the_least_charge(string cell)
    {
        (double Start, double Spread, double Bled)[] charge = Run(cell, BalancingStrategy.Charge);
        (double Start, double Spread, double Bled)[] voltage = Run(cell, BalancingStrategy.Voltage);
        Tell(cell, "charge", charge);
        Tell(cell, "voltage", voltage);
        Assert.All(charge, one => Assert.InRange(one.Spread, 0, 0.01));
        Assert.All(charge, one => Assert.InRange(one.Bled, 0, 1.1));
    }

    private static (double Start, double Spread, double Bled)[] Run(string cell, BalancingStrategy strategy)
    {
        var all = new (double, double, double)[Packs];
        Parallel.For(0, Packs, pack =>
        {
            var run = new BalanceRun(cell, (ulong)pack + 1, strategy);
            run.Live(Days);
            Assert.Equal(0, (int)run.Controller.FailedStage);
            all[pack] = (run.StartSpread, run.Spread, run.BledCoulombs / run.LeastCoulombs);
        });
        return all;
    }

    private static void Tell(string cell, string strategy, (double Start, double Spread, double Bled)[] all) =>
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
            $"{cell} by {strategy}: spread {all.Average(one => one.Start):0.0000} (largest {all.Max(one => one.Start):0.0000}) to {all.Average(one => one.Spread):0.0000} (largest {all.Max(one => one.Spread):0.0000}); bled {all.Average(one => one.Bled):0.000} of the least charge (largest {all.Max(one => one.Bled):0.000}), within 1 %: {all.Count(one => one.Spread <= 0.01)}, within 1.1: {all.Count(one => one.Bled <= 1.1)}"));
}
