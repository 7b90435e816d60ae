using System.Runtime.InteropServices;

namespace Bms.Hil.Reports.Charts;

/// <summary>One corner of a line; a NaN in <paramref name="Y"/> breaks the line there.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlotPoint(double X, double Y)
{
    /// <summary>Beyond this a value counts as absent: differences of such values are no longer finite.</summary>
    public const double Largest = 1e300;

    public bool IsBreak => double.IsNaN(Y);

    public static PlotPoint Break(double x) => new(x, double.NaN);

    public static bool IsUsable(double value) => value is >= -Largest and <= Largest;
}
