using System;

namespace Bms.Hil.Traces.Inspection;

/// <summary>
/// Adds up the charge of a trace by integration, where row k's current holds over (t[k−1], t[k]] and a step of time that does
/// not go forward moves nothing, and by the tester's own counter.
/// </summary>
internal sealed class ChargeCounter
{
    private const double SecondsPerHour = 3600;

    private double _netAmpSeconds;
    private double _movedAmpSeconds;
    private double _firstCounter = double.NaN;
    private double _lastCounter = double.NaN;
    private double _movedCounter;

    /// <summary>Charge integrated so far in ampere-hours, charging positive.</summary>
    public double NetAmpHours => _netAmpSeconds / SecondsPerHour;

    public ChargeSummary Summary
    {
        get
        {
            var integrated = new ChargeTotal(NetAmpHours, _movedAmpSeconds / SecondsPerHour);
            if (double.IsNaN(_firstCounter))
                return new ChargeSummary(integrated, null, null);
            double net = _lastCounter - _firstCounter;
            return new ChargeSummary(integrated, new ChargeTotal(net, _movedCounter), net - NetAmpHours);
        }
    }

    /// <param name="row">The row.</param>
    /// <param name="stepSeconds">Step of time from the row before.</param>
    public void Add(TraceRow row, double stepSeconds)
    {
        if (stepSeconds > 0)
        {
            double ampSeconds = row.CurrentAmps * stepSeconds;
            _netAmpSeconds += ampSeconds;
            _movedAmpSeconds += Math.Abs(ampSeconds);
        }

        double counter = row.NetCapacityAmpHours;
        if (double.IsNaN(counter))
            return;
        if (double.IsNaN(_firstCounter))
            _firstCounter = counter;
        else
            _movedCounter += Math.Abs(counter - _lastCounter);
        _lastCounter = counter;
    }
}
