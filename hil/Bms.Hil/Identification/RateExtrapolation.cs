using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>
/// Open-circuit voltage and resistance over the charge taken out, from two discharges of one cell at different constant currents:
/// at equal charge the voltages are put on a straight line over the current, and the line is read at no current. Since the faster
/// discharge is warmer, the resistance is taken to fall by a given share for each kelvin; two recordings cannot tell that share.
/// </summary>
public sealed class RateExtrapolation
{
    /// <summary>In the first part of a discharge the polarisation is still building up; its resistance is taken from the end of it.</summary>
    private const double SettlingFraction = 0.02;

    private const double ReferenceCelsius = 25.0;

    private readonly double _fallPerKelvin;
    private readonly double[] _ampHours;
    private readonly double[] _ocvVolts;
    private readonly double[] _ohms;

    /// <param name="slow">The discharge at the smaller current.</param>
    /// <param name="fast">The discharge at the larger current.</param>
    /// <param name="fallPerKelvin">R(T) = R(25 °C)·exp(−this·(T − 25 °C)), in 1/K, at least 0; 0.01 is a usual order above 20 °C.</param>
    /// <param name="intervals">Equal intervals of charge that the result is kept at, at least 2.</param>
    /// <exception cref="BadInputException">The two currents are too close, or one recording takes out no charge.</exception>
    public RateExtrapolation(DischargeRecording slow, DischargeRecording fast, double fallPerKelvin, int intervals)
    {
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(fast);
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(fallPerKelvin);
        _fallPerKelvin = fallPerKelvin;
        if (!(slow.MeanAmps - fast.MeanAmps > 0.1 * -slow.MeanAmps) || !(slow.MeanAmps < 0.0))
            throw new BadInputException("extrapolation to no current: expected two discharges, the second at least 10 % faster than the first");
        double end = Math.Min(slow.TotalAmpHours, fast.TotalAmpHours);
        (_ampHours, _ocvVolts, _ohms) = (new double[intervals + 1], new double[intervals + 1], new double[intervals + 1]);
        for (int k = 0; k <= intervals; k++)
        {
            double ampHours = end * k / intervals;
            double settled = Math.Max(ampHours, SettlingFraction * end);
            _ampHours[k] = ampHours;
            double slowAmps = slow.MeanAmps * Warmth(slow.CelsiusAt(settled));
            double difference = slowAmps - (fast.MeanAmps * Warmth(fast.CelsiusAt(settled)));
            if (!(difference > 0.0))
                throw new BadInputException("extrapolation to no current: at this fall per kelvin the faster discharge would lose less voltage than the slower one");
            _ohms[k] = (slow.VoltsAt(settled) - fast.VoltsAt(settled)) / difference;
            _ocvVolts[k] = slow.VoltsAt(ampHours) - (slow.MeanAmps * Warmth(slow.CelsiusAt(ampHours)) * _ohms[k]);
        }
    }

    /// <summary>The charge, in ampere-hours, that both recordings reach.</summary>
    public double EndAmpHours => _ampHours[^1];

    /// <summary>Open-circuit voltage after <paramref name="ampHours"/> were taken out; held at the ends.</summary>
    public double OcvVoltsAt(double ampHours) => PiecewiseLinear.At(_ampHours, _ocvVolts, ampHours);

    /// <summary>Resistance for a lasting current after <paramref name="ampHours"/> were taken out; held at the ends.</summary>
    public double OhmsAt(double ampHours, double celsius) => PiecewiseLinear.At(_ampHours, _ohms, ampHours) * Warmth(celsius);

    private double Warmth(double celsius) => Math.Exp(-_fallPerKelvin * (celsius - ReferenceCelsius));
}

/// <summary>A discharge at a constant current, over the charge taken out. Row k's current holds over (t[k−1], t[k]].</summary>
public sealed class DischargeRecording
{
    private readonly double[] _ampHours;
    private readonly double[] _volts;
    private readonly double[] _celsius;

    public DischargeRecording(IReadOnlyList<double> seconds, IReadOnlyList<double> amps, IReadOnlyList<double> volts, IReadOnlyList<double> celsius)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(amps);
        ArgumentNullException.ThrowIfNull(volts);
        ArgumentNullException.ThrowIfNull(celsius);
        int rows = seconds.Count;
        if (rows < 2 || amps.Count != rows || volts.Count != rows || celsius.Count != rows)
            throw new BadInputException("a discharge needs at least two rows, each with a time, a current, a voltage and a temperature");
        _ampHours = new double[rows - 1];
        _volts = new double[rows - 1];
        _celsius = new double[rows - 1];
        double total = 0.0;
        for (int k = 1; k < rows; k++)
        {
            total -= amps[k] * (seconds[k] - seconds[k - 1]) / 3600.0;
            _ampHours[k - 1] = total;
            _volts[k - 1] = volts[k];
            _celsius[k - 1] = celsius[k];
        }
        MeanAmps = -total * 3600.0 / (seconds[^1] - seconds[0]);
    }

    /// <summary>Positive charges; a discharge is below 0.</summary>
    public double MeanAmps { get; }

    public double TotalAmpHours => _ampHours[^1];

    public double VoltsAt(double ampHours) => PiecewiseLinear.At(_ampHours, _volts, ampHours);

    public double CelsiusAt(double ampHours) => PiecewiseLinear.At(_ampHours, _celsius, ampHours);
}
