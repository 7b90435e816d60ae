using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Link;

/// <summary>
/// Rounds measurements to what the link carries. Every rig does it before a step, also the one that needs no link: so all of them give
/// the controller the same bits.
/// </summary>
public static class MeasurementQuantiser
{
    /// <summary>One count of a group voltage on the link, in microvolts.</summary>
    public const int CellCountMicrovolts = 100;

    /// <summary>Largest group voltage that the link carries, in microvolts: beyond what any group can have.</summary>
    public const int LargestCellMicrovolts = 65535 * CellCountMicrovolts;

    /// <summary>Rounds the channels that the link carries coarser than the core holds them, and holds them within its range.</summary>
    public static void Apply(Measurements measurements)
    {
        int[] cells = measurements.CellMicrovolts;
        for (int group = 0; group < cells.Length; group++)
            cells[group] = CountsOf(cells[group]) * CellCountMicrovolts;
        int[] temperatures = measurements.TemperatureCentidegrees;
        for (int sensor = 0; sensor < temperatures.Length; sensor++)
            temperatures[sensor] = (int)IntegerMath.Clamp(temperatures[sensor], short.MinValue, short.MaxValue);
    }

    /// <summary>A group voltage in counts, rounded to the nearest.</summary>
    internal static int CountsOf(int microvolts)
    {
        int held = (int)IntegerMath.Clamp(microvolts, 0, LargestCellMicrovolts);
        return (held + (CellCountMicrovolts / 2)) / CellCountMicrovolts;
    }
}
