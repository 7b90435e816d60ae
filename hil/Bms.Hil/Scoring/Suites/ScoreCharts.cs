using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Scoring.Suites;

/// <summary>Draws the error over time of every case of a recording, one below the other.</summary>
internal static class ScoreCharts
{
    private const int PanelHeight = 64;
    private const double SettlingSeconds = 600;
    private const double SmallestEnd = 1;
    private const double Room = 1.15;

    /// <summary>
    /// A panel for each case. Its axis covers what comes 600 s after the first scored row, so that a wrong start does not flatten the rest; what lies beyond is cut.
    /// </summary>
    /// <param name="cases">The cases of one recording and one estimator.</param>
    /// <param name="title">One line.</param>
    public static Chart Errors(IReadOnlyList<CaseScore> cases, string title)
    {
        var chart = new Chart(title) { Subtitle = "estimate − reference in percentage points of SOC" };
        double scoreFrom = cases[0].ScoreFromSeconds;
        if (scoreFrom > 0)
            chart.Marks.Add(new EventMark(scoreFrom, "scored from here", MarkLevel.Information));
        foreach (CaseScore one in cases)
        {
            if (one.Trace is not { IsEmpty: false } trace)
                continue;
            (double[] seconds, double[] errors) = trace.Line();
            (double[] bandSeconds, double[] twoSigma) = trace.Band();
            double[] percent = Array.ConvertAll(errors, error => 100 * error);
            double[] above = Array.ConvertAll(twoSigma, sigma => 100 * sigma);
            double end = Math.Max(SmallestEnd, Room * Math.Max(Largest(seconds, percent, scoreFrom), Largest(bandSeconds, above, scoreFrom)));
            bool first = chart.Panels.Count == 0;
            var panel = new Panel(HeadingOf(one)) { Height = PanelHeight, Minimum = -end, Maximum = end };
            panel.Series.Add(new BandSeries(first ? "±2σ" : "", bandSeconds, Array.ConvertAll(above, value => -value), above, Tone.Blue));
            panel.Series.Add(new LineSeries(first ? "error" : "", seconds, percent, Tone.Blue));
            chart.Panels.Add(panel);
        }
        return chart;
    }

    private static string HeadingOf(CaseScore one)
    {
        string heading = $"{one.Disturbance}: RMSE {ScoreText.Percent(one.Soc.RmseAfter600s)}, within 2σ {ScoreText.Percent(one.Soc.Coverage2Sigma, 1)}";
        return one.Verdict == ScoreVerdict.Failed ? heading + ", failed" : heading;
    }

    private static double Largest(double[] seconds, double[] values, double scoreFrom)
    {
        double after = Math.Max(seconds[0], scoreFrom) + SettlingSeconds;
        double[] settled = [.. values.Where((value, index) => seconds[index] >= after && double.IsFinite(value))];
        return (settled.Length > 0 ? settled : Array.FindAll(values, double.IsFinite)).Select(Math.Abs).DefaultIfEmpty(0).Max();
    }
}
