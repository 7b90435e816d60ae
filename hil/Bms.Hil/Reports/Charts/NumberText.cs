using System;
using System.Globalization;

namespace Bms.Hil.Reports.Charts;

/// <summary>Numbers as short text, the same in every locale, with a true minus sign.</summary>
internal static class NumberText
{
    private const char Minus = '\u2212';

    /// <summary>The labels of an axis: equal decimals, or one common power of ten where plain digits would be long.</summary>
    /// <param name="values">The positions.</param>
    /// <param name="step">The distance between two of them; it decides the decimals.</param>
    public static string[] OfTicks(double[] values, double step)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        int stepExponent = (int)Math.Floor(Math.Log10(Math.Abs(step)) + 1e-9);
        var labels = new string[values.Length];
        bool plain = largest < 1e6 && stepExponent >= -5;
        int exponent = largest > 0 ? (int)Math.Floor(Math.Log10(largest)) : 0;
        int decimals = DecimalsOf(plain ? step : step / Math.Pow(10, exponent));
        for (int index = 0; index < values.Length; index++)
        {
            labels[index] = plain || values[index] == 0
                ? Fixed(values[index], values[index] == 0 && !plain ? 0 : decimals)
                : Fixed(values[index] / Math.Pow(10, exponent), decimals) + "e" + exponent.ToString(CultureInfo.InvariantCulture);
        }
        return labels;
    }

    /// <summary>One value to at most four significant digits, without trailing zeros.</summary>
    public static string Compact(double value)
    {
        if (double.IsNaN(value))
            return "none";
        if (double.IsInfinity(value))
            return value > 0 ? "∞" : Minus + "∞";
        double magnitude = Math.Abs(value);
        if (magnitude != 0 && (magnitude >= 1e6 || magnitude < 1e-4))
            return value.ToString("0.###e0", CultureInfo.InvariantCulture).Replace('-', Minus);
        int exponent = magnitude == 0 ? 0 : (int)Math.Floor(Math.Log10(magnitude));
        string text = Fixed(value, Math.Clamp(3 - exponent, 0, 8));
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A duration as people say it: <c>350 ms</c>, <c>42.5 s</c>, <c>1 h 20 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return Compact(seconds) + " s";
        if (seconds < 1 && seconds > 0)
            return Compact(seconds * 1_000) + " ms";
        if (seconds < 120)
            return Compact(Math.Round(seconds, 1)) + " s";
        if (seconds < 2 * 3_600)
            return Pair(Math.Round(seconds), 60, "min", "s");
        if (seconds < 2 * 86_400)
            return Pair(Math.Round(seconds / 60), 60, "h", "min");
        return Pair(Math.Round(seconds / 3_600), 24, "d", "h");
    }

    private static string Pair(double amount, double size, string large, string small)
    {
        double whole = Math.Floor(amount / size);
        double rest = amount - whole * size;
        return rest == 0 ? Compact(whole) + " " + large : Compact(whole) + " " + large + " " + Compact(rest) + " " + small;
    }

    private static string Fixed(double value, int decimals)
    {
        string text = value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (text[0] != '-')
            return text;
        // A value that rounds to zero has no sign.
        bool zero = text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0;
        return zero ? text[1..] : Minus + text[1..];
    }

    private static int DecimalsOf(double step)
    {
        int decimals = 0;
        double scaled = Math.Abs(step);
        while (decimals < 12 && Math.Abs(scaled - Math.Round(scaled)) > 1e-6 * Math.Max(scaled, 1e-3))
        {
            scaled *= 10;
            decimals++;
        }
        return decimals;
    }
}
