using System.Collections.Generic;

namespace Bms.Hil.Reports;

/// <summary>Joins the extremes of the buckets and the rows kept around events into one channel, by time, each sample once.</summary>
internal sealed class DetailMerger(DetailWindows details, int channel)
{
    private readonly List<double> _seconds = [];
    private readonly List<double> _values = [];
    private int _next;

    /// <summary>Takes the next extreme of a bucket, after the kept rows that come before it.</summary>
    public void Add(double seconds, double value)
    {
        CopyUntil(seconds);
        int last = _next - 1;
        bool known = last >= 0 && details.SecondsOf(last) == seconds && details.ValueOf(last, channel).Equals(value);
        if (known)
            return;
        _seconds.Add(seconds);
        _values.Add(value);
    }

    public (double[] Seconds, double[] Values) Finish()
    {
        CopyUntil(double.PositiveInfinity);
        return (_seconds.ToArray(), _values.ToArray());
    }

    private void CopyUntil(double seconds)
    {
        for (; _next < details.Rows && details.SecondsOf(_next) <= seconds; _next++)
        {
            _seconds.Add(details.SecondsOf(_next));
            _values.Add(details.ValueOf(_next, channel));
        }
    }
}
