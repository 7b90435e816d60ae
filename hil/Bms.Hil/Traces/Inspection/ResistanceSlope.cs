namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Least-squares slope through the origin of voltage changes over current changes between neighbouring rows: a rough resistance,
/// good enough to tell what a current excursion does to the voltage.
/// </summary>
internal sealed class ResistanceSlope
{
    private double _previousAmps = double.NaN;
    private double _previousVolts;
    private double _products;
    private double _squares;

    /// <summary>The slope in ohms (negative if the current has the wrong sign), or NaN if the current never changes.</summary>
    public double Ohms => _products / _squares;

    /// <param name="row">The row.</param>
    /// <param name="stepSeconds">Step of time from the row before.</param>
    public void Add(TraceRow row, double stepSeconds)
    {
        if (stepSeconds > 0)
        {
            double amps = row.CurrentAmps - _previousAmps;
            _products += amps * (row.VoltageVolts - _previousVolts);
            _squares += amps * amps;
        }

        (_previousAmps, _previousVolts) = (row.CurrentAmps, row.VoltageVolts);
    }
}
