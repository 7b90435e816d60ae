using System.Runtime.InteropServices;

namespace Bms.Hil.Reports.Charts;

/// <summary>One entry of a legend: which series, its name as it fits, and where, in pixels from the left edge and in rows.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LegendEntry(int SeriesIndex, string Name, double X, int Row);
