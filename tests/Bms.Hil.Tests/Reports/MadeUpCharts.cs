using System;
using System.Globalization;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Tests.Reports;

/// <summary>Charts that are hard to lay out.</summary>
internal static class MadeUpCharts
{
    /// <summary>Far more events, limits and series than fit.</summary>
    public static Chart Crowded()
    {
        var random = new Random(11);
        var chart = new Chart("Ninety events, fourteen series, six limits close together, and a title that goes on for longer than anybody reads")
        {
            Subtitle = "A subtitle that is too long for one line as well, with every word of it"
                + string.Concat(System.Linq.Enumerable.Repeat(", repeated", 9)),
        };
        var panel = new Panel("Voltage", "V");
        for (int series = 0; series < 14; series++)
        {
            var x = new double[200];
            var y = new double[200];
            for (int index = 0; index < x.Length; index++)
            {
                x[index] = index * 3_600;
                y[index] = 3 + 0.05 * series + 0.1 * Math.Sin(index / 9.0);
            }
            string name = "series number " + (series + 1).ToString(CultureInfo.InvariantCulture);
            panel.Series.Add(new LineSeries(name, x, y) { Dashed = series >= 6 });
        }
        for (int limit = 0; limit < 6; limit++)
        {
            string name = "limit " + limit.ToString(CultureInfo.InvariantCulture);
            panel.Limits.Add(new LimitLine(3.9 + 0.002 * limit, name, (MarkLevel)(limit % 4)));
        }
        panel.Limits.Add(new LimitLine(99, "far above", MarkLevel.Trip));
        panel.Limits.Add(new LimitLine(-99, "far below", MarkLevel.Trip));
        chart.Panels.Add(panel);
        for (int mark = 0; mark < 90; mark++)
        {
            string label = "event " + (mark % 13).ToString(CultureInfo.InvariantCulture);
            chart.Marks.Add(new EventMark(random.NextDouble() * 199 * 3_600, label, (MarkLevel)(mark % 4)));
        }
        return chart;
    }

    /// <summary>A number axis with dots and bars.</summary>
    public static Chart Numbers()
    {
        var random = new Random(5);
        var edges = new double[41];
        var heights = new double[40];
        for (int index = 0; index < edges.Length; index++)
            edges[index] = -0.02 + 0.001 * index;
        var x = new double[400];
        var y = new double[400];
        for (int index = 0; index < x.Length; index++)
        {
            x[index] = 0.006 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
            y[index] = 10 * x[index] * x[index] + 1e-4 * random.NextDouble();
            heights[Math.Clamp((int)((x[index] + 0.02) / 0.001), 0, 39)]++;
        }
        var chart = new Chart("SOC error") { AxisKind = AxisKind.Number, AxisLabel = "Error" };
        var histogram = new Panel("Samples");
        histogram.Series.Add(new BarSeries("ekf", edges, heights));
        var cloud = new Panel("Squared");
        cloud.Series.Add(new ScatterSeries("ekf", x, y));
        chart.Panels.Add(histogram);
        chart.Panels.Add(cloud);
        return chart;
    }
}
