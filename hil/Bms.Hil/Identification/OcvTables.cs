using System;

namespace Bms.Hil.Identification;

/// <summary>What is done to tables on the grid of <see cref="OcvCurve"/>.</summary>
internal static class OcvTables
{
    private const int EdgePoints = 12;
    private const double MostVoltsBelow = 0.3;
    private const double MostVoltsAbove = 0.1;

    /// <summary>
    /// Fills points without a value: inside on a line, outside on with the mean slope of the last 3 % of SOC, within bounds.
    /// </summary>
    public static void FillHoles(double[] table)
    {
        int first = Array.FindIndex(table, value => !double.IsNaN(value));
        int last = Array.FindLastIndex(table, value => !double.IsNaN(value));
        if (first < 0)
            throw new ArgumentException("a table without a value", nameof(table));
        int known = first;
        for (int point = first + 1; point <= last; point++)
        {
            if (double.IsNaN(table[point]))
                continue;
            for (int hole = known + 1; hole < point; hole++)
                table[hole] = table[known] + ((table[point] - table[known]) * (hole - known) / (point - known));
            known = point;
        }
        int inner = Math.Min(last, first + EdgePoints);
        double slope = inner > first ? Math.Max(0, (table[inner] - table[first]) / (inner - first)) : 0;
        for (int point = 0; point < first; point++)
            table[point] = table[first] - Math.Min(MostVoltsBelow, slope * (first - point));
        inner = Math.Max(first, last - EdgePoints);
        slope = last > inner ? Math.Max(0, (table[last] - table[inner]) / (last - inner)) : 0;
        for (int point = last + 1; point < table.Length; point++)
            table[point] = table[last] + Math.Min(MostVoltsAbove, slope * (point - last));
    }

    /// <summary>Raises each value to at least the one before it.</summary>
    public static void MakeRising(double[] table)
    {
        for (int point = 1; point < table.Length; point++)
            table[point] = Math.Max(table[point], table[point - 1]);
    }

    /// <summary>The mean over a window of points on both sides, cut at the ends.</summary>
    public static double[] Smooth(double[] table, int halfWidth)
    {
        var result = new double[table.Length];
        for (int point = 0; point < table.Length; point++)
        {
            int first = Math.Max(0, point - halfWidth);
            int last = Math.Min(table.Length - 1, point + halfWidth);
            double sum = 0;
            for (int near = first; near <= last; near++)
                sum += table[near];
            result[point] = sum / (last - first + 1);
        }
        return result;
    }

    /// <summary>The value in the middle of those between 10 and 90 % SOC.</summary>
    public static double MedianInside(double[] table)
    {
        double[] inside = table[(table.Length / 10)..(table.Length - (table.Length / 10))];
        Array.Sort(inside);
        return inside[inside.Length / 2];
    }
}
