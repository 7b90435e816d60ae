using System;
using System.Globalization;
using Bms.Core.Configuration;
using Bms.Core.PowerLimits;
using Xunit;

namespace Bms.Core.Tests.PowerLimits;

/// <summary>
/// What holds of the permitted currents in every run of every pack, seen in two controllers side by side that differ in one thing. Seeded;
/// BMS_PROPERTY_SEED takes another seed, and a failure names the run.
/// </summary>
public sealed class PermittedCurrentProperties
{
    private const int Lost = 1500;
    private const int Tightened = 600;
    private const int Watched = 600;

    private static readonly int Seed = int.TryParse(
        Environment.GetEnvironmentVariable("BMS_PROPERTY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out int seed) ? seed : 20261122;

    [Fact]
    public void A_lost_channel_never_widens_what_is_permitted()
    {
        int narrower = 0;
        long compared = 0;
        for (int run = 0; run < Lost; run++)
        {
            var pair = new PowerPair(unchecked(Seed + run), false);
            Assert.True(pair.RunWithLoss(), $"run {run}: {pair.Broken}");
            narrower += pair.Narrower ? 1 : 0;
            compared += pair.Compared;
        }
        Print($"{Lost} runs with and without a loss, {narrower} with less permitted while the channel was lost, {compared} limits compared; seed {Seed}");
        Assert.True(narrower > Lost * 3 / 4, "the loss hardly ever mattered, so the property says nothing");
    }

    [Fact]
    public void A_tighter_map_never_widens_what_is_permitted()
    {
        int narrower = 0;
        long compared = 0;
        for (int run = 0; run < Tightened; run++)
        {
            var pair = new PowerPair(unchecked(Seed + Lost + run), true);
            Assert.True(pair.RunWithTighterMap(), $"run {run}: {pair.Broken}");
            narrower += pair.Narrower ? 1 : 0;
            compared += pair.Compared;
        }
        Print($"{Tightened} runs with a map and with a tighter one, {narrower} with less permitted, {compared} limits compared; seed {Seed}");
        Assert.True(narrower > Tightened / 3, "the map hardly ever mattered, so the property says nothing");
    }

    [Fact]
    public void Limits_fall_at_once_rise_no_faster_than_they_may_and_keep_below_protection()
    {
        int recoveries = 0;
        int trips = 0;
        for (int run = 0; run < Watched; run++)
        {
            var pair = new PowerPair(unchecked(Seed + Lost + Tightened + run), false);
            Assert.True(pair.RunWatched(), $"run {run}: {pair.Broken}");
            recoveries += pair.Recoveries;
            trips += pair.TripSteps;
        }
        Print($"{Watched} runs, {recoveries} steps of slow return, {trips} steps under a trip; seed {Seed}");
        Assert.True(recoveries > Watched && trips > Watched, "nothing returned or tripped, so the property says nothing");
    }

    [Fact]
    public void There_are_two_thousand_runs_at_least() => Assert.InRange(Lost + Tightened + Watched, 2000, int.MaxValue);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(999)]
    public void What_asks_for_less_acts_in_the_same_step(int permille)
    {
        var permitted = new PermittedCurrent(100_000_000, 10_000);
        permitted.Begin();
        permitted.End(100, true, true);
        Assert.Equal(100_000_000, permitted.Microamps);
        permitted.Begin();
        permitted.Reduce(permille, PowerLimitCause.Map);
        permitted.End(100, true, true);
        Assert.Equal((permille * 100_000, PowerLimitCause.Map), (permitted.Microamps, permitted.Cause));
        permitted.Begin();
        permitted.End(100, false, true);
        Assert.Equal((permille * 100_000, PowerLimitCause.Recovery), (permitted.Microamps, permitted.Cause));
        permitted.Begin();
        permitted.End(100, true, true);
        Assert.Equal(Math.Min(100_000_000, (permille * 100_000) + 1_000_000), permitted.Microamps);
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
