using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Bms.Hil.SecondLife;

/// <summary>
/// Predicts each cell's state of health from its pulse tests and grades it. A measured cell is predicted by a model whose features, penalty
/// and weights were chosen without it; the intervals come from the errors of the other cells, made the same way.
/// </summary>
public sealed class Grading
{
    /// <summary>The share of cells that a stated interval is to hold.</summary>
    public const double IntervalLevel = 0.9;

    /// <summary>Fewer measured cells teach nothing.</summary>
    public const int FewestCells = 12;

    private readonly PulseTable _table;
    private readonly CellFeatures _features;
    private readonly int[] _measured;
    private readonly double[][] _rows;
    private readonly double[] _soh;

    private Grading(PulseTable table)
    {
        _table = table;
        _features = CellFeatures.Of(table);
        _measured = [.. Enumerable.Range(0, table.Cells.Count).Where(index => table.Cells[index].Soh.HasValue)];
        if (_measured.Length < FewestCells)
            throw new BadInputException($"{table.Source}: {_measured.Length} cells with a measured SOH; expected at least {FewestCells}");
        _rows = [.. _measured.Select(index => _features.Values[index])];
        _soh = [.. _measured.Select(index => table.Cells[index].Soh!.Value)];
    }

    /// <summary>Grades a table.</summary>
    /// <exception cref="BadInputException">It has too few measured cells, or no state of charge in common.</exception>
    public static GradeResult Run(PulseTable table, GradeLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(limits);
        return new Grading(table).Run(limits, cancellation);
    }

    private GradeResult Run(GradeLimits limits, CancellationToken cancellation)
    {
        int[] all = _features.Where((_, _) => true);
        int[] ohmic = _features.Where((kind, _) => kind == 1);
        double[] predicted = LeaveOneOut(all, cancellation);
        double[] errors = Errors(predicted);
        var compared = new List<NamedErrors>
        {
            new("mean of the other cells", Summary(Errors(LeaveOneOut([], cancellation)))),
            new("mean ohmic resistance alone", Summary(Errors(LeaveOneOutOhmic(ohmic)))),
            new("without rest voltages", Summary(Errors(LeaveOneOut(_features.Where((kind, _) => kind != 0), cancellation)))),
        };
        foreach (int level in _features.Levels)
        {
            double[] alone = LeaveOneOut(_features.Where((_, soc) => soc == level), cancellation);
            compared.Add(new NamedErrors(string.Create(CultureInfo.InvariantCulture, $"tested at {level} % alone"), Summary(Errors(alone))));
        }
        RidgeModel model = FeatureChoice.Fit(_rows, _soh, all);
        GradedCell[] cells = Grade(model, predicted, errors, limits, ohmic);
        GradedCell[] judged = [.. cells.Where(cell => cell.MeasuredSoh.HasValue)];
        return new GradeResult
        {
            Source = _table.Source,
            MeasuredCells = _soh.Length,
            SocPercent = _features.Levels,
            GradeLimits = limits.Values,
            CrossValidated = Summary(errors),
            Compared = compared,
            IntervalLevel = IntervalLevel,
            IntervalCoverage = judged.Average(cell => cell.MeasuredSoh >= cell.Low && cell.MeasuredSoh <= cell.High ? 1.0 : 0.0),
            ByPrediction = Count(judged, limits, cell => cell.PredictedSoh),
            ByLowerBound = Count(judged, limits, cell => cell.Low),
            Model = [.. model.Features.Select((feature, index) => new ModelTerm(_features.Names[feature], model.Weights[index]))],
            Cells = cells,
        };
    }

    private double[] LeaveOneOut(int[] candidates, CancellationToken cancellation)
    {
        double[] predicted = new double[_soh.Length];
        for (int left = 0; left < predicted.Length; left++)
        {
            cancellation.ThrowIfCancellationRequested();
            RidgeModel model = FeatureChoice.Fit(Without(_rows, left), Without(_soh, left), candidates);
            predicted[left] = model.Predict(_rows[left]);
        }
        return predicted;
    }

    private double[] LeaveOneOutOhmic(int[] ohmic)
    {
        double[][] rows = Array.ConvertAll(_rows, row => new[] { ohmic.Average(feature => row[feature]) });
        return [.. RidgeModel.Fit(rows, _soh, [0], 0).LeftOutErrors.Select((error, index) => _soh[index] + error)];
    }

    private double[] Errors(double[] predicted) => [.. predicted.Select((value, index) => value - _soh[index])];

    private GradedCell[] Grade(RidgeModel model, double[] predicted, double[] errors, GradeLimits limits, int[] ohmic)
    {
        var cells = new GradedCell[_table.Cells.Count];
        for (int index = 0; index < cells.Length; index++)
        {
            int known = Array.IndexOf(_measured, index);
            double soh = known >= 0 ? predicted[known] : model.Predict(_features.Values[index]);
            double half = HalfWidth(known >= 0 ? Without(errors, known) : errors);
            double? truth = _table.Cells[index].Soh;
            cells[index] = new GradedCell(
                _table.Cells[index].Name,
                truth,
                soh,
                soh - half,
                soh + half,
                GradeLimits.Letter(limits.Of(soh)),
                GradeLimits.Letter(limits.Of(soh - half)),
                truth is double measured ? GradeLimits.Letter(limits.Of(measured)) : null,
                ohmic.Average(feature => _features.Values[index][feature]));
        }
        return cells;
    }

    /// <summary>The magnitude that the level's share of the others' errors stays below, with the correction for their number.</summary>
    private static double HalfWidth(double[] errors)
    {
        double[] rising = [.. errors.Select(Math.Abs).Order()];
        int rank = (int)Math.Ceiling(IntervalLevel * (rising.Length + 1));
        return rising[Math.Min(rank, rising.Length) - 1];
    }

    private static GradeCounts Count(GradedCell[] cells, GradeLimits limits, Func<GradedCell, double> by)
    {
        int[] differences = [.. cells.Select(cell => limits.Of(by(cell)) - limits.Of(cell.MeasuredSoh!.Value))];
        return new GradeCounts(differences.Count(d => d == 0), differences.Count(d => d < 0), differences.Count(d => d > 0));
    }

    private static SohErrors Summary(double[] errors) => new(
        errors.Average(Math.Abs), Math.Sqrt(errors.Average(error => error * error)), errors.Max(Math.Abs));

    private static T[] Without<T>(T[] values, int left) => [.. values.Where((_, index) => index != left)];
}
