using System.Globalization;

namespace Bms.Hil.Scenarios;

/// <summary>A stretch of a scenario's time, both ends included.</summary>
/// <param name="FromSeconds">Its begin.</param>
/// <param name="ToSeconds">Its end; infinite for the end of the scenario.</param>
public readonly record struct TimeWindow(double FromSeconds, double ToSeconds)
{
    // Step times are sums of tenths, so that an end of a window can miss its step by a rounding.
    private const double Rounding = 1e-9;

    /// <summary>The whole scenario.</summary>
    public static TimeWindow Whole => new(0, double.PositiveInfinity);

    /// <summary>Whether a time lies in it.</summary>
    public bool Contains(double seconds) => seconds >= FromSeconds - Rounding && seconds <= ToSeconds + Rounding;

    /// <summary>Words for a message: <c>from 5 s to 9.5 s</c>, <c>from 5 s on</c>, <c>until 9.5 s</c>, <c>at any time</c>.</summary>
    public override string ToString()
    {
        if (double.IsInfinity(ToSeconds))
            return FromSeconds <= 0 ? "at any time" : $"from {Words(FromSeconds)} on";
        return FromSeconds <= 0 ? $"until {Words(ToSeconds)}" : $"from {Words(FromSeconds)} to {Words(ToSeconds)}";
    }

    /// <summary>A time in seconds, to the millisecond.</summary>
    public static string Words(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture) + " s";
}
