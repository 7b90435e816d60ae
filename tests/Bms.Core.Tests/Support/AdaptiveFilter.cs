using System;
using System.Globalization;
using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// One of the estimators with six states, seen alike whatever it is: SOC, model error, sensor offset, resistance, capacity gain,
/// hysteresis, in this order, and their covariance.
/// </summary>
internal sealed class AdaptiveFilter
{
    public const int States = 6;
    public const int Soc = 0;
    public const int Error = 1;
    public const int Offset = 2;
    public const int Resistance = 3;
    public const int Gain = 4;
    public const int Hysteresis = 5;

    private const string Letters = "sebrgh";

    private readonly Func<double>[] _covariance = new Func<double>[States * States];
    private Func<float>[] _states = [];

    public AdaptiveFilter(EstimatorKind kind, PackConfiguration pack)
    {
        var model = new GroupModel(pack);
        switch (kind)
        {
            case EstimatorKind.Aekf:
                Estimator = Watch(new AdaptiveKalmanFilter(pack, model));
                break;
            case EstimatorKind.Spkf:
                Estimator = Watch(new SigmaPointFilter(pack, model));
                break;
            default:
                throw new ArgumentException($"{kind} has not these states");
        }
        Fields = new FloatFields(Estimator);
    }

    public IStateEstimator Estimator { get; }

    public FloatFields Fields { get; }

    public double State(int state) => _states[state]();

    public double Covariance(int row, int column) => _covariance[(row * States) + column]();

    public double Sigma(int state) => Math.Sqrt(Covariance(state, state));

    private AdaptiveKalmanFilter Watch(AdaptiveKalmanFilter filter)
    {
        for (int entry = 0; entry < _covariance.Length; entry++)
        {
            int first = Math.Min(entry / States, entry % States);
            int second = Math.Max(entry / States, entry % States);
            _covariance[entry] = Widened(FloatFields.Reader(filter, $"_{Letters[first]}{Letters[second]}"));
        }
        _states = [() => filter.Soc, () => filter.ErrorVolts, () => filter.OffsetAmps, () => filter.ResistanceError,
            () => filter.CapacityGain, () => filter.Hysteresis];
        return filter;
    }

    private SigmaPointFilter Watch(SigmaPointFilter filter)
    {
        int[] places = [SigmaPointFilter.Charge, SigmaPointFilter.Error, SigmaPointFilter.Offset, SigmaPointFilter.Scale,
            SigmaPointFilter.Gain, SigmaPointFilter.Pull];
        float[] rows = filter.Root.Rows;
        for (int entry = 0; entry < _covariance.Length; entry++)
        {
            int first = places[entry / States] * States;
            int second = places[entry % States] * States;
            _covariance[entry] = () =>
            {
                double sum = 0.0;
                for (int column = 0; column < States; column++)
                    sum += (double)rows[first + column] * rows[second + column];
                return sum;
            };
        }
        _states = [() => filter.Soc, () => filter.ErrorVolts, () => filter.OffsetAmps, () => filter.ResistanceError,
            () => filter.CapacityGain, () => filter.Hysteresis];
        return filter;
    }

    private static Func<double> Widened(Func<float> read) => () => read();

    /// <summary>For the messages of failed tests.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"s {State(Soc):G9} ± {Sigma(Soc):G4}, e {State(Error):G9}, b {State(Offset):G9}, r {State(Resistance):G9}, g {State(Gain):G9}, h {State(Hysteresis):G9}");

    /// <summary>
    /// The smallest pivot of Cholesky's factorisation of the correlations, in double; states of no variance must have no covariance.
    /// Negative where the matrix is indefinite.
    /// </summary>
    public double SmallestPivot()
    {
        Span<double> factor = stackalloc double[States * States];
        factor.Clear();
        double smallest = 1.0;
        for (int row = 0; row < States; row++)
        {
            double variance = Covariance(row, row);
            if (variance < 0.0)
                return variance;
            for (int column = 0; column <= row; column++)
            {
                double other = Covariance(column, column);
                if (variance == 0.0 || other == 0.0)
                {
                    if (Covariance(row, column) != 0.0)
                        return double.NegativeInfinity;
                    continue;
                }
                double sum = Covariance(row, column) / Math.Sqrt(variance * other);
                for (int index = 0; index < column; index++)
                    sum -= factor[(row * States) + index] * factor[(column * States) + index];
                if (row != column)
                    factor[(row * States) + column] = sum / factor[(column * States) + column];
                else if (sum <= 0.0)
                    return sum;
                else
                    factor[(row * States) + row] = Math.Sqrt(sum);
                if (row == column)
                    smallest = Math.Min(smallest, sum);
            }
        }
        return smallest;
    }
}
