using System;
using System.Globalization;

namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Finds out whether positive current charges, from what the voltage does. Two kinds of evidence, each with its own blind spot:
/// <list type="bullet">
/// <item><b>Steps.</b> Where the current changes between two rows by at least 5 % of its largest magnitude, an ohmic resistance
/// moves the voltage the same way. Steps that the voltage does not answer, or across a gap, do not count. At least three steps
/// and 80 % of them by weight must agree on a direction.</item>
/// <item><b>Trend.</b> Over the whole trace, voltage rises with charge: the correlation of voltage with the integrated charge
/// must be at least 0.5 in magnitude. This decides constant-current traces, which have no steps.</item>
/// </list>
/// The result is undecided where neither decides or the two contradict each other.
/// </summary>
internal sealed class SignCheck
{
    private const double StepShareOfLargestCurrent = 0.05;
    private const int FewestSteps = 3;
    private const double DecisiveShare = 0.8;
    private const double DecisiveCorrelation = 0.5;

    private readonly double _smallestStepAmps;
    private long _steps;
    private double _agreeingAmps;
    private double _disagreeingAmps;
    private double _crossSum;
    private double _currentSum;
    private long _rows;
    private double _meanVolts;
    private double _meanAmpHours;
    private double _voltsSquares;
    private double _chargeSquares;
    private double _products;

    /// <param name="largestAmps">Largest magnitude of the current in the trace.</param>
    public SignCheck(double largestAmps) => _smallestStepAmps = StepShareOfLargestCurrent * largestAmps;

    /// <summary>Takes two neighbouring rows whose step of time is forward and no gap.</summary>
    public void AddStep(double amps, double volts)
    {
        if (_smallestStepAmps <= 0 || Math.Abs(amps) < _smallestStepAmps || volts == 0)
            return;
        _steps++;
        if (amps > 0 == volts > 0)
            _agreeingAmps += Math.Abs(amps);
        else
            _disagreeingAmps += Math.Abs(amps);
        _crossSum += amps * volts;
        _currentSum += amps * amps;
    }

    /// <summary>Takes the voltage of a row and the charge integrated up to it.</summary>
    public void AddTrend(double volts, double ampHours)
    {
        // Running means and sums of squares after Welford, Technometrics 4 (1962), which do not cancel over millions of rows.
        _rows++;
        double voltsFromMean = volts - _meanVolts;
        double chargeFromMean = ampHours - _meanAmpHours;
        _meanVolts += voltsFromMean / _rows;
        _meanAmpHours += chargeFromMean / _rows;
        _voltsSquares += voltsFromMean * (volts - _meanVolts);
        _chargeSquares += chargeFromMean * (ampHours - _meanAmpHours);
        _products += voltsFromMean * (ampHours - _meanAmpHours);
    }

    public SignVerdict Verdict()
    {
        double? share = _steps == 0 ? null : _agreeingAmps / (_agreeingAmps + _disagreeingAmps);
        double? resistance = _steps == 0 ? null : _crossSum / _currentSum;
        double spread = Math.Sqrt(_voltsSquares * _chargeSquares);
        double? correlation = spread > 0 ? _products / spread : null;
        int bySteps = _steps < FewestSteps ? 0 : Direction(share!.Value - 0.5, DecisiveShare - 0.5);
        int byTrend = correlation is null ? 0 : Direction(correlation.Value, DecisiveCorrelation);
        int direction = bySteps * byTrend < 0 ? 0 : Math.Sign(bySteps + byTrend);
        string result = direction > 0 ? "agrees" : direction < 0 ? "reversed" : "undecided";
        return new SignVerdict(result, Reason(share, correlation, bySteps * byTrend < 0), _steps, share, resistance, correlation);
    }

    private static int Direction(double value, double decisive) => Math.Abs(value) >= decisive ? Math.Sign(value) : 0;

    private string Reason(double? share, double? correlation, bool contradictory)
    {
        if (_smallestStepAmps <= 0)
            return "the current is zero throughout";
        string steps = share is null
            ? "no current step that the voltage answers"
            : string.Create(CultureInfo.InvariantCulture, $"voltage follows current at {100 * share.Value:F0} % of {_steps} steps");
        string trend = correlation is null
            ? "voltage or charge does not change"
            : string.Create(CultureInfo.InvariantCulture, $"its correlation with charge is {correlation.Value:F2}");
        return (contradictory ? "steps and trend contradict each other: " : "") + steps + "; " + trend;
    }
}
