using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>What is promised holds in a plant that is not the one that the firmware was told of, and is not far from what is possible.</summary>
public sealed class PowerPromiseTests(ITestOutputHelper output)
{
    private const int Packs = 130;
    private const int FewestStates = 1000;
    private const int StatesPerPack = 8;
    private const double MostBeyondVolts = 0.010;
    private const double LeastMeanRatio = 0.6;
    private const int FewestCompared = 100;

    // A charge is promised up to what is believed to be full; how far that is wrong is what the voltage guards.
    private const double MostBeyondSoc = 0.02;

    [Fact]
    public void No_promise_breaks_a_limit_by_more_than_ten_millivolts_over_a_thousand_states()
    {
        PromiseTrial[] trials = [.. Enumerable.Range(0, Packs).Select(seed => new PromiseTrial(seed))];
        Parallel.ForEach(trials, trial => trial.Run(StatesPerPack));
        (double Volts, string What)[] worst = [.. trials.SelectMany(trial => trial.Beyond).OrderByDescending(found => found.Volts).Take(25)];
        double[] discharge = [.. trials.SelectMany(trial => trial.Discharge)];
        double[] charge = [.. trials.SelectMany(trial => trial.Charge)];
        output.WriteLine($"{trials.Sum(trial => trial.States)} states ({trials.Sum(trial => trial.Outside)} more with a group outside 0 to 1), {trials.Sum(trial => trial.Promises)} promises, "
            + $"{trials.Sum(trial => trial.Beyond.Count(found => found.Volts > MostBeyondVolts))} beyond 10 mV, worst {1000 * worst[0].Volts:0.0} mV");
        output.WriteLine($"10 s promised over possible at SOC 0.3 to 0.7: discharge {discharge.Average():0.000}, charge {charge.Average():0.000} "
            + $"({discharge.Length} and {charge.Length} states that the voltage limits)");
        (double Soc, string What) farthest = trials.SelectMany(trial => trial.BeyondSoc).MaxBy(found => found.Soc);
        output.WriteLine($"largest promise {trials.Max(trial => trial.LargestPartOfLimit):0.0000} of the pack's limit; farthest beyond empty or full {100 * farthest.Soc:0.000} %: {farthest.What}");
        foreach (IGrouping<string, (double Volts, string What)> seed in trials.SelectMany(trial => trial.Beyond).Where(found => found.Volts > MostBeyondVolts)
            .GroupBy(found => string.Join(' ', found.What.Split(' ')[..4]) + (found.What.Contains("discharge", System.StringComparison.Ordinal) ? " discharge" : " charge")))
        {
            output.WriteLine($"{seed.Key}: {seed.Count()}, worst {1000 * seed.Max(found => found.Volts):0} mV");
        }
        foreach ((double volts, string what) in worst)
            output.WriteLine($"{1000 * volts:0.0} mV: {what}");
        Assert.InRange(trials.Sum(trial => trial.States), FewestStates, int.MaxValue);
        Assert.InRange(worst[0].Volts, double.NegativeInfinity, MostBeyondVolts);
        Assert.InRange(farthest.Soc, double.NegativeInfinity, MostBeyondSoc);
        Assert.InRange(trials.Max(trial => trial.LargestPartOfLimit), 0.9, 1.00001);
        Assert.InRange(discharge.Length, FewestCompared, int.MaxValue);
        Assert.InRange(charge.Length, FewestCompared, int.MaxValue);
        Assert.InRange(discharge.Average(), LeastMeanRatio, 1.001);
        Assert.InRange(charge.Average(), LeastMeanRatio, 1.001);
    }
}
