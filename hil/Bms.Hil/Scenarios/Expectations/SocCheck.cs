using System;
using System.Collections.Generic;
using Bms.Hil.Quantities;
using Bms.Hil.Scoring;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>Scores the state of charge and holds the figures against their bounds.</summary>
internal sealed class SocCheck(SocExpectation expectation) : ICheck
{
    private readonly SocScore _score = new();

    public void OnStep(ScenarioStep step)
    {
        if (step.Seconds >= expectation.AfterSeconds)
            _score.Add(step.Seconds, step.Outputs.Soc, step.Outputs.SocSigma, step.ReferenceSoc);
    }

    public IEnumerable<CheckOutcome> Finish()
    {
        string after = expectation.AfterSeconds > 0 ? $", after {TimeWindow.Words(expectation.AfterSeconds)}" : "";
        if (expectation.Rmse is double rmse)
            yield return AtMost("RMSE of SOC", rmse, _score.Rmse, after);
        if (expectation.Max is double max)
            yield return AtMost("largest error of SOC", max, _score.Max, after);
        if (expectation.Final is double final)
            yield return AtMost("last error of SOC", final, Math.Abs((_score.Final - _score.FinalReference) ?? double.NaN), after);
        if (expectation.Coverage is double coverage)
        {
            double observed = _score.Coverage2Sigma ?? double.NaN;
            yield return new CheckOutcome($"error of SOC within 2σ for at least {Percent(coverage)} of steps{after}", observed >= coverage, Percent(observed));
        }
    }

    private static CheckOutcome AtMost(string name, double bound, double? observed, string after)
    {
        double value = observed ?? double.NaN;
        return new CheckOutcome($"{name} at most {Percent(bound)}{after}", value <= bound, Percent(value));
    }

    private static string Percent(double fraction) =>
        double.IsNaN(fraction) ? "no step was scored" : QuantityText.Of(fraction, Dimension.Fraction);
}
