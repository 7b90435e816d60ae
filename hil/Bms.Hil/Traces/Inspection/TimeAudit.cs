using System;

namespace Bms.Hil.Traces.Inspection;

/// <summary>First pass over the times of a trace: sampling, duration, times that stand still or run backwards.</summary>
internal sealed class TimeAudit
{
    private readonly LogHistogram _steps = new();
    private readonly FaultCounter _backwards = new();
    private readonly FaultCounter _duplicates = new();
    private double _minSeconds = double.PositiveInfinity;
    private double _maxSeconds;
    private double _backSeconds;

    public double FirstSeconds { get; private set; } = double.NaN;

    public double LastSeconds { get; private set; } = double.NaN;

    /// <summary>Sum of the forward steps, from the ends of the file so that rounding does not add up.</summary>
    public double DurationSeconds => LastSeconds - FirstSeconds + _backSeconds;

    public SamplingSummary? Sampling => _steps.Count == 0 ? null : new SamplingSummary(_steps.Median(), _minSeconds, _maxSeconds);

    public TimeFault Backwards => _backwards.Summary;

    public TimeFault Duplicates => _duplicates.Summary;

    /// <summary>Takes the next row and returns the step of time to it in seconds: 0 at the first row, possibly negative.</summary>
    public double Add(TraceRow row)
    {
        double previous = LastSeconds;
        LastSeconds = row.TimeSeconds;
        if (double.IsNaN(previous))
        {
            FirstSeconds = LastSeconds;
            return 0;
        }

        double step = LastSeconds - previous;
        if (step > 0)
        {
            _steps.Add(step);
            _minSeconds = Math.Min(_minSeconds, step);
            _maxSeconds = Math.Max(_maxSeconds, step);
        }
        else
        {
            _backSeconds -= step;
            (step < 0 ? _backwards : _duplicates).Add(row.LineNumber, previous, LastSeconds);
        }

        return step;
    }

    private sealed class FaultCounter
    {
        public TimeFault Summary { get; private set; } = new(0, null, null, null);

        public void Add(long line, double from, double to) =>
            Summary = Summary.Count == 0 ? new TimeFault(1, line, from, to) : Summary with { Count = Summary.Count + 1 };
    }
}
