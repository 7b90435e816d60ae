using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

/// <summary>
/// Measures the colours: contrast as WCAG 2 defines it, and distances (CIE 1976) as seen without and with the three colour-vision
/// deficiencies, simulated with the full-severity matrices of Machado, Oliveira and Fernandes (2009).
/// </summary>
public class PaletteTests
{
    private static readonly string[] SeriesNames = ["neutral", "blue", "orange", "teal", "purple", "ochre", "rose"];

    private static readonly string[] TextNames =
        ["text", "muted", "link", "information", "warning", "derate", "trip", "passed", "failed"];

    private static readonly double[][] Sights =
    [
        [1, 0, 0, 0, 1, 0, 0, 0, 1],
        [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Series_stand_out_from_the_background_and_text_is_readable(bool dark)
    {
        double[] background = Linear(ColorOf("background", dark));
        foreach (string name in SeriesNames)
            Assert.True(Contrast(Linear(ColorOf(name, dark)), background) >= 3, name);
        foreach (string name in TextNames)
        {
            Assert.True(Contrast(Linear(ColorOf(name, dark)), background) >= 4.5, name);
            Assert.True(Contrast(Linear(ColorOf(name, dark)), Linear(ColorOf("raised", dark))) >= 4.5, name + " on a raised ground");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Series_differ_for_every_kind_of_sight(bool dark)
    {
        foreach (double[] sight in Sights)
        {
            for (int first = 0; first < SeriesNames.Length; first++)
            {
                for (int second = first + 1; second < SeriesNames.Length; second++)
                {
                    double[] a = Lab(Seen(Linear(ColorOf(SeriesNames[first], dark)), sight));
                    double[] b = Lab(Seen(Linear(ColorOf(SeriesNames[second], dark)), sight));
                    double distance = Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
                    Assert.True(distance >= 15, $"{SeriesNames[first]} and {SeriesNames[second]}: {distance:0.0}");
                }
            }
        }
    }

    [Fact]
    public void Every_tone_and_level_has_its_colour_in_the_sheet()
    {
        var classes = new List<string>();
        foreach (Tone tone in Enum.GetValues<Tone>())
            classes.Add(Palette.ClassOf(tone));
        foreach (MarkLevel level in Enum.GetValues<MarkLevel>())
            classes.Add(Palette.ClassOf(level));
        Assert.All(classes, name => Assert.Contains("." + name + "{color:", ChartStyle.Sheet, StringComparison.Ordinal));
    }

    private static string ColorOf(string name, bool dark)
    {
        PaletteColor color = Palette.Colors.Single(one => one.Name == name);
        return dark ? color.Dark : color.Light;
    }

    private static double[] Linear(string hex) => Enumerable.Range(0, 3).Select(index =>
    {
        double value = int.Parse(hex.AsSpan(1 + 2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }).ToArray();

    private static double Contrast(double[] a, double[] b)
    {
        double first = 0.2126 * a[0] + 0.7152 * a[1] + 0.0722 * a[2] + 0.05;
        double second = 0.2126 * b[0] + 0.7152 * b[1] + 0.0722 * b[2] + 0.05;
        return Math.Max(first, second) / Math.Min(first, second);
    }

    private static double[] Seen(double[] rgb, double[] sight) => Enumerable.Range(0, 3).Select(row =>
        Math.Clamp(sight[3 * row] * rgb[0] + sight[3 * row + 1] * rgb[1] + sight[3 * row + 2] * rgb[2], 0, 1)).ToArray();

    private static double[] Lab(double[] rgb)
    {
        double x = Compress((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = Compress(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = Compress((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
    }

    private static double Compress(double value) => value > 0.008856 ? Math.Cbrt(value) : 7.787 * value + 16.0 / 116;
}
