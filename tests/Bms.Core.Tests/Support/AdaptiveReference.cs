using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using MathNet.Numerics.LinearAlgebra;

namespace Bms.Core.Tests.Support;

/// <summary>
/// The equations of the adaptive filter once more, written for clarity: double precision, full 6×6 matrices, P ← F·P·Fᵀ + Q, the
/// update in Joseph's form, tables by <see cref="ReferenceCell"/>. What the firmware spreads over updates (one of the slow tables and
/// one end of the chord each time) is spread alike, for those values enter the equations. What is tuned, the firmware's constants, is taken
/// from there.
/// </summary>
internal class AdaptiveReference
{
    private readonly EstimationSettings _settings;
    private readonly ChordReference _chord;
    private readonly ReferenceTables _tables;
    private readonly WindowReference _window;
    private readonly bool _hysteresis;
    private readonly double _ampHours;
    private Vector<double> _x = Vector<double>.Build.Dense(6);
    private double _smoothVolts;
    private double _surprise = 1.0;
    private double _unsettledVolts;
    private bool _fresh = true;

    public AdaptiveReference(PackConfiguration pack, double soc, double sigma)
    {
        var cell = new ReferenceCell(pack, soc);
        _settings = pack.Estimation;
        _hysteresis = pack.Cell.Hysteresis.Length > 0;
        _ampHours = cell.CapacityAmpHours;
        _tables = new ReferenceTables(cell, pack, soc);
        _chord = new ChordReference(pack, cell, soc);
        _window = new WindowReference(pack);
        _x[0] = soc;
        P = Matrix<double>.Build.DenseOfDiagonalArray(
            [sigma * sigma, ErrorVariance(0.0), Square(_settings.SensorOffsetPermyriad * 1e-4 * _ampHours), Square(AdaptiveKalmanFilter.StartScaleSigma),
                Square(_settings.CapacityErrorPermille * 1e-3), _hysteresis ? AdaptiveKalmanFilter.StartHysteresisVariance : 0.0]);
    }

    public Matrix<double> P { get; private set; }

    public Vector<double> X => _x;

    protected ReferenceTables Tables => _tables;

    protected ChordReference Chord => _chord;

    public int Updates { get; private set; }

    public void Step(EstimatorInput input)
    {
        _x[0] += _window.Add(input);
        if (!_fresh && _window.Milliseconds < _settings.UpdateMilliseconds)
            return;
        _window.Close();
        if (_window.Seconds > 0.0)
            Predict();
        _chord.Look(_x[0], P[0, 0], input.TemperatureCentidegrees * 0.01);
        _tables.ReadOne(_x[0], input.TemperatureCentidegrees * 0.01);
        if (_fresh && !input.Resting)
            P[1, 1] += Square(AdaptiveKalmanFilter.StartRate * _ampHours * _tables.BranchOhms);
        _fresh = false;
        if (_window.Samples > 0 && _tables.Complete)
            Correct(input.TemperatureCentidegrees * 0.01);
        _window.Open();
    }

    private void Predict()
    {
        double seconds = _window.Seconds;
        double kept = Math.Exp(-seconds / AdaptiveKalmanFilter.ErrorTauSeconds);
        double pulled = _hysteresis ? _window.HysteresisKept : 1.0;
        Matrix<double> f = Matrix<double>.Build.DenseOfDiagonalArray([1.0, kept, 1.0, 1.0, 1.0, pulled]);
        double unknown = _window.UnknownSoc;
        if (unknown == 0.0)
        {
            f[0, 2] = -seconds / 3600.0 / _ampHours;
            f[0, 4] = _window.MovedSoc;
        }
        Matrix<double> q = Matrix<double>.Build.DenseOfDiagonalArray(
            [(seconds * Square(_settings.SocWalkPartsPerMillion * 1e-6)) + (unknown * unknown),
                (1.0 - (kept * kept)) * ErrorVariance(_smoothVolts), 0.0,
                seconds * Square(_settings.ResistanceWalkPartsPerMillion * 1e-6), 0.0, _hysteresis ? (1.0 - (pulled * pulled)) * AdaptiveKalmanFilter.HysteresisVariance : 0.0]);
        _x = f * _x;
        if (_hysteresis)
            _x[5] += _window.HysteresisPull;
        P = (f * P * f.Transpose()) + q;
        P[3, 3] = Math.Min(P[3, 3], AdaptiveKalmanFilter.LargestScaleVariance);
        if (P[0, 0] > AdaptiveKalmanFilter.LargestSocVariance)
        {
            P.ClearRow(0);
            P.ClearColumn(0);
            P[0, 0] = AdaptiveKalmanFilter.LargestSocVariance;
        }
        if (unknown <= 0.0)
            return;
        P[1, 1] += Square(Math.Min(_window.UnknownAmps, AdaptiveKalmanFilter.StartRate * _ampHours) * _tables.BranchOhms);
        _unsettledVolts = _window.UnknownAmps * _tables.BranchOhms;
        _tables.StartReading();
    }

    private void Correct(double celsius)
    {
        Expectation expected = Expect(celsius);
        (double ohmic, double polarisation, _) = Overpotential(_x[2]);
        double size = Math.Abs(ohmic) + Math.Abs(polarisation);
        double seconds = _window.Seconds > 0.0 ? _window.Seconds : 1.0;
        _smoothVolts += seconds / (seconds + AdaptiveKalmanFilter.SmoothingSeconds) * (size - _smoothVolts);
        double noise = Square(AdaptiveKalmanFilter.NoiseVolts) + Square(AdaptiveKalmanFilter.NoiseFraction * size)
            + Square(AdaptiveKalmanFilter.NoiseSoc * expected.Slope) + expected.BendVariance;
        noise += AdaptiveKalmanFilter.UnsettledSeconds * Square(_unsettledVolts);
        _unsettledVolts *= 1.0 - Math.Min(seconds / AdaptiveKalmanFilter.SettlingSeconds, 1.0);
        if (_unsettledVolts <= AdaptiveKalmanFilter.SettledVolts)
            _unsettledVolts = 0.0;
        noise /= Math.Min(seconds, AdaptiveKalmanFilter.LongestUpdateSeconds);
        Update(_window.MeanVolts - expected.Volts, expected, noise, seconds);
    }

    /// <summary>What the measurement should be and how it goes with the states; here by a line.</summary>
    protected virtual Expectation Expect(double celsius)
    {
        (double ohmic, double polarisation, double offsetOhms) = Overpotential(_x[2]);
        double scale = 1.0 + _x[3];
        Vector<double> h = Vector<double>.Build.Dense(
            [_chord.Slope, 1.0, -scale * offsetOhms, ohmic + polarisation, 0.0, _tables.HysteresisVolts]);
        return new Expectation
        {
            Volts = _chord.Volts + Rest() + (scale * (ohmic + polarisation)),
            Slope = _chord.Slope,
            BendVariance = _chord.BendVariance,
            Shared = P * h,
            States = h * P * h,
            Line = h,
        };
    }

    /// <summary>What neither the SOC nor the current brings, in volts.</summary>
    protected double Rest() => (_tables.HysteresisVolts * _x[5]) + (_tables.InstantHysteresisVolts * _window.Direction) + _x[1];

    /// <summary>Ohmic and polarisation voltage for an offset, and the change of both with it, in ohms.</summary>
    protected (double Ohmic, double Polarisation, double OffsetOhms) Overpotential(double offset)
    {
        double ohmicOhms = _tables.ZeroOhms * (_window.MeanAmps > offset ? _tables.ChargeFactor : 1.0);
        double offsetOhms = ohmicOhms;
        double polarisation = 0.0;
        for (int branch = 0; branch < _window.Branches; branch++)
        {
            double amps = _window.MeanBranch(branch) - (offset * _window.Share(branch));
            double gain = _tables.ArgumentPerAmp > 0.0 ? ExtendedKalmanFilter.SecantGain((float)(Math.Abs(amps) * _tables.ArgumentPerAmp)) : 1.0;
            double ohms = _tables.Branch(branch) * (amps > 0.0 ? _tables.ChargeFactor : 1.0) * gain;
            polarisation += ohms * amps;
            offsetOhms += ohms * gain * _window.Share(branch);
        }
        return (ohmicOhms * (_window.MeanAmps - offset), polarisation, offsetOhms);
    }

    private void Update(double innovation, Expectation expected, double noise, double seconds)
    {
        double states = expected.States;
        double ratio = Math.Min(innovation * innovation / (states + noise), AdaptiveKalmanFilter.LargestSurprise);
        _surprise += seconds / (seconds + AdaptiveKalmanFilter.SurpriseSeconds) * (ratio - _surprise);
        noise *= Math.Max(_surprise, 1.0);
        double s = Math.Max(((1.0 + AdaptiveKalmanFilter.LeastNoiseFraction) * states) + noise, innovation * innovation / AdaptiveKalmanFilter.GateSquared);
        s = Math.Max(s, Math.Abs(expected.Shared[0] * innovation) / (AdaptiveKalmanFilter.LargestSocPerSecond * seconds));
        Vector<double> k = expected.Shared / s;
        _x += k * innovation;
        _x[3] = Math.Clamp(_x[3], AdaptiveKalmanFilter.SmallestScale, AdaptiveKalmanFilter.LargestScale);
        _x[4] = Math.Clamp(_x[4], -AdaptiveKalmanFilter.LargestGain, AdaptiveKalmanFilter.LargestGain);
        _x[5] = Math.Clamp(_x[5], -1.0, 1.0);
        if (expected.Line is { } h)
        {
            Matrix<double> left = Matrix<double>.Build.DenseIdentity(6) - k.OuterProduct(h);
            P = (left * P * left.Transpose()) + (k.OuterProduct(k) * (s - states));
        }
        else
        {
            P -= k.OuterProduct(k) * s;
        }
        Updates++;
    }

    private double ErrorVariance(double overpotential) =>
        Square(_tables.ErrorVolts) + Square(_tables.ErrorFraction * overpotential)
        + Square(AdaptiveKalmanFilter.HysteresisErrorFraction * _tables.HysteresisVolts);

    private static double Square(double value) => value * value;

    /// <summary>The measurement as expected.</summary>
    protected sealed class Expectation
    {
        public double Volts { get; init; }

        public double Slope { get; init; }

        public double BendVariance { get; init; }

        /// <summary>Covariance of each state with the measurement.</summary>
        public Vector<double> Shared { get; init; } = null!;

        /// <summary>Variance of the measurement that the states bring.</summary>
        public double States { get; init; }

        /// <summary>The line, where there is one.</summary>
        public Vector<double>? Line { get; init; }
    }
}
