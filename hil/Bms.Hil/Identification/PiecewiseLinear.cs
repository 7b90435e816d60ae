using System;

namespace Bms.Hil.Identification;

/// <summary>Straight lines between nodes that do not fall, held at both ends.</summary>
internal static class PiecewiseLinear
{
    public static double At(double[] nodes, double[] values, double x)
    {
        if (x <= nodes[0])
            return values[0];
        if (x >= nodes[^1])
            return values[^1];
        int high = Array.BinarySearch(nodes, x);
        if (high >= 0)
            return values[high];
        high = ~high;
        double share = (x - nodes[high - 1]) / (nodes[high] - nodes[high - 1]);
        return values[high - 1] + (share * (values[high] - values[high - 1]));
    }
}
