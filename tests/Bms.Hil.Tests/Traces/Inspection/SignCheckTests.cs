using System;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Traces.Inspection;

public sealed class SignCheckTests
{
    private const double Ohms = 0.02;

    [Theory]
    [InlineData(1, "agrees")]
    [InlineData(-1, "reversed")]
    public void Pulses_decide(int sign, string expected)
    {
        SignVerdict verdict = Check(sign, 400, row => row / 20 % 2 == 0 ? -3 : 1);
        Assert.Equal(expected, verdict.Result);
        Assert.Equal(19, verdict.Steps);
        Assert.Equal(sign * Ohms, verdict.StepResistanceOhms!.Value, 1e-3);
    }

    [Theory]
    [InlineData(1, -1, "agrees")]
    [InlineData(-1, -1, "reversed")]
    [InlineData(1, 1, "agrees")]
    [InlineData(-1, 1, "reversed")]
    public void Constant_current_is_decided_by_the_trend(int sign, double amps, string expected)
    {
        SignVerdict verdict = Check(sign, 400, _ => amps);
        Assert.Equal((expected, 0L), (verdict.Result, verdict.Steps));
        Assert.Null(verdict.AgreeingShare);
    }

    [Theory]
    [InlineData(1, "agrees")]
    [InlineData(-1, "reversed")]
    public void Noise_and_drop_outs_do_not_change_the_result(int sign, string expected)
    {
        var random = new Random(2);
        string text = TraceText.Csv(4000, row =>
        {
            double amps = row / 7 % 3 == 0 ? -4 : 2 * random.NextDouble();
            double volts = row % 500 == 499 ? 0 : 3.7 + (Ohms * amps) + (0.02 * (random.NextDouble() - 0.5));
            return (row, volts, sign * amps);
        });
        Assert.Equal(expected, TraceText.Inspect(text).SignCheck.Result);
    }

    [Fact]
    public void Rest_decides_nothing()
    {
        SignVerdict verdict = Check(1, 50, _ => 0);
        Assert.Equal(("undecided", "the current is zero throughout"), (verdict.Result, verdict.Reason));
    }

    [Fact]
    public void Steps_and_trend_that_contradict_each_other_decide_nothing()
    {
        string text = TraceText.Csv(400, row =>
        {
            double amps = row / 20 % 2 == 0 ? 3 : 1;
            return (row, 3.7 + (Ohms * amps) - (0.001 * row), amps);
        });
        SignVerdict verdict = TraceText.Inspect(text).SignCheck;
        Assert.Equal("undecided", verdict.Result);
        Assert.Contains("contradict", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_across_a_gap_do_not_count()
    {
        string text = TraceText.Csv(40, row => (row + (row >= 20 ? 5000 : 0), row >= 20 ? 3.6 : 3.7, row >= 20 ? 2 : 1));
        Assert.Equal(0, TraceText.Inspect(text).SignCheck.Steps);
    }

    /// <summary>A cell of 2 Ah that rises by 1 V over its charge, with a resistance.</summary>
    private static SignVerdict Check(int sign, int rows, Func<int, double> current)
    {
        double ampHours = 1;
        string text = TraceText.Csv(rows, row =>
        {
            double amps = current(row);
            ampHours += amps * 10 / 3600;
            return (10 * row, 3.2 + (0.5 * ampHours) + (Ohms * amps), sign * amps);
        });
        return TraceText.Inspect(text).SignCheck;
    }
}
