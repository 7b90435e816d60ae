using System.Collections.Generic;

namespace Bms.Hil.SecondLife;

/// <summary>What <c>grade --json</c> prints. SOH and its errors are fractions.</summary>
public sealed record GradeResult
{
    public required string Source { get; init; }

    /// <summary>Cells whose SOH was measured: the model is fitted and judged on them.</summary>
    public required int MeasuredCells { get; init; }

    /// <summary>States of charge that every cell was tested at, in percent.</summary>
    public required IReadOnlyList<int> SocPercent { get; init; }

    /// <summary>The lowest SOH of each grade but the last.</summary>
    public required IReadOnlyList<double> GradeLimits { get; init; }

    /// <summary>Every cell predicted by a model that was chosen and fitted without it.</summary>
    public required SohErrors CrossValidated { get; init; }

    /// <summary>The same for simpler ways, and for parts of the data.</summary>
    public required IReadOnlyList<NamedErrors> Compared { get; init; }

    /// <summary>The share of measured cells whose SOH lies in the interval that was stated for them.</summary>
    public required double IntervalCoverage { get; init; }

    /// <summary>The share that the interval aims at.</summary>
    public required double IntervalLevel { get; init; }

    /// <summary>Grades by the predicted SOH.</summary>
    public required GradeCounts ByPrediction { get; init; }

    /// <summary>Grades by the interval's lower end.</summary>
    public required GradeCounts ByLowerBound { get; init; }

    /// <summary>The model over all measured cells, for cells that have not been measured.</summary>
    public required IReadOnlyList<ModelTerm> Model { get; init; }

    public required IReadOnlyList<GradedCell> Cells { get; init; }
}

/// <summary>Errors of predicted against measured SOH, as fractions.</summary>
public sealed record SohErrors(double Mae, double Rmse, double Max);

/// <summary>Errors of another way to predict.</summary>
public sealed record NamedErrors(string Name, SohErrors Errors);

/// <summary>How many measured cells got the right grade, one that is too good, one that is too bad.</summary>
public sealed record GradeCounts(int Right, int TooGood, int TooBad);

/// <summary>A feature of the model over all cells; the weight is the change of SOH for one standard deviation of it.</summary>
public sealed record ModelTerm(string Feature, double Weight);

/// <summary>One cell. A measured one is predicted by a model that has not seen it.</summary>
/// <param name="Cell">Its name.</param>
/// <param name="MeasuredSoh">Null where the table has none.</param>
/// <param name="PredictedSoh">Predicted.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Grade">By the prediction.</param>
/// <param name="SafeGrade">By the interval's lower end.</param>
/// <param name="MeasuredGrade">By the measured SOH; null without one.</param>
/// <param name="OhmicMilliohms">Mean ohmic resistance over the states of charge.</param>
public sealed record GradedCell(
    string Cell,
    double? MeasuredSoh,
    double PredictedSoh,
    double Low,
    double High,
    string Grade,
    string SafeGrade,
    string? MeasuredGrade,
    double OhmicMilliohms);
