using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>What is promised holds in a plant that is not the one that the firmware was told of, and is not far from what is possible.</summary>
public sealed class PowerPromiseTests(ITestOutputHelper output)
{
    private const int Packs = 125;
    private const int StatesPerPack = 8;
    private const double MostBeyondVolts = 0.010;
    private const double LeastMeanRatio = 0.6;

    [Fact]
    public void No_promise_breaks_a_limit_by_more_than_ten_millivolts_over_a_thousand_states()
    {
        PromiseTrial[] trials = [.. Enumerable.Range(0, Packs).Select(seed => new PromiseTrial(seed))];
        Parallel.ForEach(trials, trial => trial.Run(StatesPerPack));
        (double Volts, string What)[] worst = [.. trials.SelectMany(trial => trial.Beyond).OrderByDescending(found => found.Volts).Take(25)];
        double[] discharge = [.. trials.SelectMany(trial => trial.Discharge)];
        double[] charge = [.. trials.SelectMany(trial => trial.Charge)];
        output.WriteLine($"{trials.Sum(trial => trial.States)} states, {trials.Sum(trial => trial.Promises)} promises, "
            + $"{trials.Sum(trial => trial.Beyond.Count(found => found.Volts > MostBeyondVolts))} beyond 10 mV, worst {1000 * worst[0].Volts:0.0} mV");
        output.WriteLine($"10 s promised over possible at SOC 0.3 to 0.7: discharge {discharge.Average():0.000}, charge {charge.Average():0.000} "
            + $"({discharge.Length} and {charge.Length} states that the voltage limits)");
        foreach ((double volts, string what) in worst)
            output.WriteLine($"{1000 * volts:0.0} mV: {what}");
        Assert.Equal(Packs * StatesPerPack, trials.Sum(trial => trial.States));
        Assert.InRange(worst[0].Volts, double.NegativeInfinity, MostBeyondVolts);
        Assert.InRange(discharge.Average(), LeastMeanRatio, 1.001);
        Assert.InRange(charge.Average(), LeastMeanRatio, 1.001);
    }
}
