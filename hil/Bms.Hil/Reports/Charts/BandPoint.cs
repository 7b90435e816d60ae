using System.Runtime.InteropServices;

namespace Bms.Hil.Reports.Charts;

/// <summary>One position of a band; NaN bounds break it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BandPoint(double X, double Lower, double Upper)
{
    public static BandPoint Break => new(double.NaN, double.NaN, double.NaN);

    public bool IsBreak => double.IsNaN(Lower);
}
