using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>The bins of the lifetime record in words.</summary>
internal static class LifeBins
{
    /// <summary>Edges of the current's bins in C, from the largest discharge to the largest charge; the outermost are open.</summary>
    public static readonly double[] CurrentEdges = [-4, -3, -2, -1, -0.5, -0.2, -0.05, 0.05, 0.2, 0.5, 1, 2, 3, 4];

    /// <summary>Names of the temperature's bins.</summary>
    public static readonly string[] Temperatures =
        ["below −20 °C", "−20…−10 °C", "−10…0 °C", "0…10 °C", "10…20 °C", "20…30 °C", "30…40 °C", "40…50 °C", "50…60 °C", "60 °C and above"];

    /// <summary>Hours in one cell.</summary>
    public static double Hours(PackLife life, int row, int column) => life[LifetimeLayout.Histogram + (row * LifetimeLayout.SocBins) + column] / 3600.0;
}
