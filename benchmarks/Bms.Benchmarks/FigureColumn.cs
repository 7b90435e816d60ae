using System;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Mathematics;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Bms.Benchmarks;

/// <summary>
/// A column of our own, made from the shortest iteration: on a machine that others use too, that is the one which was disturbed least,
/// whereas a mean tells of the others' work.
/// </summary>
internal sealed class FigureColumn(string name, string legend, Func<Summary, BenchmarkCase, double?> figure) : IColumn
{
    /// <summary>Shortest iteration over the baseline's shortest one.</summary>
    public static FigureColumn RatioOfMinima { get; } = new(
        "Ratio of minima",
        "Shortest iteration over the baseline's shortest",
        (summary, benchmark) =>
            Least(summary, benchmark) / Least(summary, summary.GetBaseline(summary.GetLogicalGroupKey(benchmark)!)));

    /// <summary>How many million operations a second the shortest iteration stands for.</summary>
    public static FigureColumn MillionsPerSecond { get; } = new(
        "Million/s", "Million operations a second in the shortest iteration", (summary, benchmark) => 1e3 / Least(summary, benchmark));

    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => legend;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        figure(summary, benchmarkCase)?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    private static double? Least(Summary summary, BenchmarkCase? benchmark)
    {
        Statistics? statistics = summary.Reports.FirstOrDefault(report => report.BenchmarkCase == benchmark)?.ResultStatistics;
        return statistics?.Min;
    }
}
