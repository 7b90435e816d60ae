using System;

namespace Bms.Hil.Scoring;

/// <summary>
/// How far an estimate is from the reference, row by row with equal weight. Times are seconds on any axis; the first scored row is 0
/// for <see cref="RmseAfter600s"/> and <see cref="ConvergenceSeconds"/>.
/// </summary>
public sealed class SocScore
{
    /// <summary>The error within which an estimate counts as converged.</summary>
    public const double ConvergedError = 0.03;

    /// <summary>How long it has to stay there, in seconds.</summary>
    public const double ConvergedSeconds = 300;

    private const double SettlingSeconds = 600;

    private double _firstSeconds;
    private double _squares;
    private double _absolutes;
    private double _squaresAfterSettling;
    private long _countAfterSettling;
    private double _sigmas;
    private long _covered;
    private double _withinSince = double.NaN;
    private double? _convergence;

    /// <summary>Rows scored.</summary>
    public long Count { get; private set; }

    /// <summary>Root mean square error; null without rows.</summary>
    public double? Rmse => Count == 0 ? null : Math.Sqrt(_squares / Count);

    /// <summary>Mean absolute error.</summary>
    public double? Mae => Count == 0 ? null : _absolutes / Count;

    /// <summary>Largest absolute error.</summary>
    public double? Max { get; private set; }

    /// <summary>Root mean square error of the rows at least 600 s after the first scored one; null where there is none.</summary>
    public double? RmseAfter600s => _countAfterSettling == 0 ? null : Math.Sqrt(_squaresAfterSettling / _countAfterSettling);

    /// <summary>The last estimate.</summary>
    public double? Final { get; private set; }

    /// <summary>The last reference.</summary>
    public double? FinalReference { get; private set; }

    /// <summary>
    /// Seconds after the first scored row from which on the error stayed within 0.03 for at least 300 s; null where it never did.
    /// </summary>
    public double? ConvergenceSeconds => _convergence;

    /// <summary>Share of the rows whose error lies within two reported sigmas.</summary>
    public double? Coverage2Sigma => Count == 0 ? null : (double)_covered / Count;

    /// <summary>Mean reported sigma.</summary>
    public double? MeanSigma => Count == 0 ? null : _sigmas / Count;

    /// <summary>All of it, as reports and JSON carry it.</summary>
    public SocFigures Figures =>
        new(Rmse, Mae, Max, RmseAfter600s, Final, FinalReference, ConvergenceSeconds, Coverage2Sigma, MeanSigma);

    /// <summary>Adds one row.</summary>
    public void Add(double seconds, double estimate, double sigma, double reference)
    {
        if (Count == 0)
            _firstSeconds = seconds;
        double elapsed = seconds - _firstSeconds;
        double error = estimate - reference;
        double magnitude = Math.Abs(error);
        Count++;
        _squares += error * error;
        _absolutes += magnitude;
        _sigmas += sigma;
        if (magnitude <= 2 * sigma)
            _covered++;
        if (!(Max >= magnitude))
            Max = magnitude;
        if (elapsed >= SettlingSeconds)
        {
            _squaresAfterSettling += error * error;
            _countAfterSettling++;
        }
        Final = estimate;
        FinalReference = reference;
        Converge(elapsed, magnitude);
    }

    private void Converge(double elapsed, double magnitude)
    {
        if (_convergence.HasValue)
            return;
        if (magnitude > ConvergedError)
            _withinSince = double.NaN;
        else if (double.IsNaN(_withinSince))
            _withinSince = elapsed;
        else if (elapsed - _withinSince >= ConvergedSeconds)
            _convergence = _withinSince;
    }
}
