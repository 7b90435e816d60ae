using System;
using System.Collections.Generic;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>Watches one signal over its window.</summary>
internal sealed class SignalCheck(SignalExpectation expectation) : ICheck
{
    private long _steps;
    private long _met;
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;
    private double _decidingValue;
    private double _decidingSeconds;
    private bool _decided;

    public void OnStep(ScenarioStep step)
    {
        if (!expectation.Window.Contains(step.Seconds))
            return;
        double value = expectation.Signal.Read(step);
        bool met = expectation.IsMetBy(value);
        _steps++;
        _met += met ? 1 : 0;
        _lowest = Math.Min(_lowest, value);
        _highest = Math.Max(_highest, value);
        // What decides is the first step that fulfils a condition asked for once, and the first that breaks one asked for always.
        if (_decided || met != expectation.Once)
            return;
        _decided = true;
        _decidingValue = value;
        _decidingSeconds = step.Seconds;
    }

    public IEnumerable<CheckOutcome> Finish()
    {
        bool met = _steps > 0 && (expectation.Once ? _met > 0 : _met == _steps);
        yield return new CheckOutcome(expectation.ToString(), met, Outcome());
    }

    private string Outcome()
    {
        Signal signal = expectation.Signal;
        if (_steps == 0)
            return "no step lies there";
        if (_decided)
            return $"{signal.Words(_decidingValue)} at {TimeWindow.Words(_decidingSeconds)}";
        return _lowest == _highest ? signal.Words(_lowest) : $"{signal.Words(_lowest)} to {signal.Words(_highest)}";
    }
}
