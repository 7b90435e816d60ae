using System;
using System.Globalization;
using Bms.Hil.SecondLife;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>Writes a <see cref="GradeResult"/> for people.</summary>
internal static class GradeTable
{
    public static void Write(IAnsiConsole console, GradeResult result, GradeLimits limits)
    {
        console.WriteLine(Text($"{result.Source}: {result.Cells.Count} cells, {result.MeasuredCells} with a measured SOH, tested at {string.Join(", ", result.SocPercent)} % SOC"));
        for (int grade = 0; grade <= limits.Values.Count; grade++)
            console.WriteLine($"  grade {GradeLimits.Letter(grade)}: SOH {limits.Meaning(grade)}");
        Table cells = new Table { Border = TableBorder.Simple }.AddColumns("cell", "measured / %", "predicted / %", "90 % interval", "grade", "safe grade", "ohmic / mOhm");
        foreach (GradedCell cell in result.Cells)
        {
            cells.AddRow(
                new Text(cell.Cell),
                new Text(cell.MeasuredSoh is double soh ? Percent(soh) : "-"),
                new Text(Percent(cell.PredictedSoh)),
                new Text($"{Percent(cell.Low)} to {Percent(cell.High)}"),
                new Text(cell.MeasuredGrade is string truth && truth != cell.Grade ? $"{cell.Grade} (is {truth})" : cell.Grade),
                new Text(cell.SafeGrade),
                new Text(cell.OhmicMilliohms.ToString("0.000", CultureInfo.InvariantCulture)));
        }
        console.Write(cells);
        Table errors = new Table { Border = TableBorder.Simple }.AddColumns("cell left out, error in %-points of SOH", "mean", "RMSE", "largest");
        Row(errors, "this grading", result.CrossValidated);
        foreach (NamedErrors other in result.Compared)
            Row(errors, other.Name, other.Errors);
        console.Write(errors);
        console.WriteLine(Text($"Interval of {100 * result.IntervalLevel:0} %: holds {100 * result.IntervalCoverage:0.0} % of the cells."));
        console.WriteLine("Grade by prediction:  " + Counts(result.ByPrediction));
        console.WriteLine("Grade by lower bound: " + Counts(result.ByLowerBound));
        foreach (ModelTerm term in result.Model)
            console.WriteLine(Text($"Model of all cells: {term.Feature}, {100 * term.Weight:+0.00;-0.00} %-points a standard deviation"));
    }

    private static void Row(Table table, string name, SohErrors errors) =>
        table.AddRow(new Text(name), new Text(Percent(errors.Mae, "0.00")), new Text(Percent(errors.Rmse, "0.00")), new Text(Percent(errors.Max, "0.00")));

    private static string Counts(GradeCounts counts) => Text($"{counts.Right} right, {counts.TooGood} too good, {counts.TooBad} too bad");

    private static string Percent(double fraction, string format = "0.0") => (100 * fraction).ToString(format, CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
