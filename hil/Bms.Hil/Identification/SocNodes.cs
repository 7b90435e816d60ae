using System;

namespace Bms.Hil.Identification;

/// <summary>Piecewise linear functions over fixed nodes of SOC.</summary>
internal static class SocNodes
{
    /// <summary>The nodes of a finished profile: close together at the ends, 2.5 % apart between them.</summary>
    public static double[] Profile { get; } =
    [
        0, 0.005, 0.01, 0.02, 0.03, 0.045, 0.06, 0.08, 0.1, 0.125, 0.15, 0.175, 0.2, 0.225, 0.25, 0.275, 0.3, 0.325, 0.35, 0.375,
        0.4, 0.425, 0.45, 0.475, 0.5, 0.525, 0.55, 0.575, 0.6, 0.625, 0.65, 0.675, 0.7, 0.725, 0.75, 0.775, 0.8, 0.825, 0.85, 0.875,
        0.9, 0.925, 0.95, 0.965, 0.98, 0.99, 1,
    ];

    /// <summary>The nodes that resistances are identified at.</summary>
    public static double[] Resistance { get; } =
        [0, 0.03, 0.06, 0.1, 0.14, 0.18, 0.23, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.96, 1];

    /// <summary>The nodes that the correction of the open-circuit voltage is identified at.</summary>
    public static double[] Correction { get; } =
        [0, 0.02, 0.05, 0.08, 0.11, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1];

    /// <summary>The nodes that the shift of the open-circuit voltage along SOC is identified at.</summary>
    public static double[] Shift { get; } = [0, 0.25, 0.5, 0.75, 1];

    /// <summary>The interval that a SOC lies in and the share of its right end; SOC outside the nodes is held at the ends.</summary>
    public static int Locate(double[] nodes, double soc, out double share)
    {
        double held = Math.Clamp(soc, nodes[0], nodes[^1]);
        int left = 0;
        int right = nodes.Length - 1;
        while (right - left > 1)
        {
            int middle = (left + right) / 2;
            if (held >= nodes[middle])
                left = middle;
            else
                right = middle;
        }
        share = (held - nodes[left]) / (nodes[left + 1] - nodes[left]);
        return left;
    }

    /// <summary>The value at a SOC of a function given at nodes; held beyond the ends.</summary>
    public static double Interpolate(double[] nodes, double[] values, double soc)
    {
        int left = Locate(nodes, soc, out double share);
        return values[left] + (share * (values[left + 1] - values[left]));
    }

    /// <summary>
    /// Weights of a node and its two neighbours whose sum is how far the function bends there: the second difference, scaled so that
    /// it is the plain one where nodes are evenly spaced.
    /// </summary>
    public static (double Left, double Middle, double Right) Bend(double[] nodes, int middle)
    {
        double before = nodes[middle] - nodes[middle - 1];
        double after = nodes[middle + 1] - nodes[middle];
        double scale = (before + after) / 2;
        return (scale / before, -(scale / before) - (scale / after), scale / after);
    }
}
