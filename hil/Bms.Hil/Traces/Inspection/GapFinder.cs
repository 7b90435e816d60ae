namespace Bms.Hil.Traces.Inspection;

/// <summary>Finds steps of time that are longer than a threshold.</summary>
internal sealed class GapFinder(double thresholdSeconds)
{
    private long _count;
    private double _totalSeconds;
    private double _longestSeconds;
    private long _longestLine;
    private double _longestFromSeconds;

    public GapSummary Summary => _count == 0
        ? new GapSummary(thresholdSeconds, 0, 0, null, null, null)
        : new GapSummary(thresholdSeconds, _count, _totalSeconds, _longestSeconds, _longestLine, _longestFromSeconds);

    /// <param name="row">The row after the step.</param>
    /// <param name="stepSeconds">The step.</param>
    /// <returns>Whether the step is a gap.</returns>
    public bool Add(TraceRow row, double stepSeconds)
    {
        if (!(stepSeconds > thresholdSeconds))
            return false;
        _count++;
        _totalSeconds += stepSeconds;
        if (stepSeconds > _longestSeconds)
        {
            _longestSeconds = stepSeconds;
            _longestLine = row.LineNumber;
            _longestFromSeconds = row.TimeSeconds - stepSeconds;
        }

        return true;
    }
}
