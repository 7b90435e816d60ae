using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>
/// Open-circuit voltage and resistance over the charge taken out, from two discharges of one cell at different constant currents:
/// at equal charge the voltages are put on a straight line over the current, and the line is read at no current. The warming of
/// the faster discharge is not corrected for, which leaves the resistance a little low.
/// </summary>
public sealed class RateExtrapolation
{
    /// <summary>In the first part of a discharge the polarisation is still building up; its resistance is taken from the end of it.</summary>
    private const double SettlingFraction = 0.02;

    private readonly double[] _ampHours;
    private readonly double[] _ocvVolts;
    private readonly double[] _ohms;

    /// <param name="slow">The discharge at the smaller current.</param>
    /// <param name="fast">The discharge at the larger current.</param>
    /// <param name="intervals">Equal intervals of charge that the result is kept at, at least 2.</param>
    /// <exception cref="BadInputException">The two currents are too close, or one recording takes out no charge.</exception>
    public RateExtrapolation(DischargeRecording slow, DischargeRecording fast, int intervals)
    {
        ArgumentNullException.ThrowIfNull(slow);
        ArgumentNullException.ThrowIfNull(fast);
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 2);
        double difference = slow.MeanAmps - fast.MeanAmps;
        if (!(difference > 0.1 * -slow.MeanAmps) || !(slow.MeanAmps < 0.0))
            throw new BadInputException("extrapolation to no current: expected two discharges, the second at least 10 % faster than the first");
        double end = Math.Min(slow.TotalAmpHours, fast.TotalAmpHours);
        (_ampHours, _ocvVolts, _ohms) = (new double[intervals + 1], new double[intervals + 1], new double[intervals + 1]);
        for (int k = 0; k <= intervals; k++)
        {
            double ampHours = end * k / intervals;
            double settled = Math.Max(ampHours, SettlingFraction * end);
            _ampHours[k] = ampHours;
            _ohms[k] = (slow.VoltsAt(settled) - fast.VoltsAt(settled)) / difference;
            _ocvVolts[k] = slow.VoltsAt(ampHours) - (slow.MeanAmps * _ohms[k]);
        }
    }

    /// <summary>The charge, in ampere-hours, that both recordings reach.</summary>
    public double EndAmpHours => _ampHours[^1];

    /// <summary>Open-circuit voltage after <paramref name="ampHours"/> were taken out; held at the ends.</summary>
    public double OcvVoltsAt(double ampHours) => PiecewiseLinear.At(_ampHours, _ocvVolts, ampHours);

    /// <summary>Resistance for a lasting current after <paramref name="ampHours"/> were taken out; held at the ends.</summary>
    public double OhmsAt(double ampHours) => PiecewiseLinear.At(_ampHours, _ohms, ampHours);
}

/// <summary>A discharge at a constant current, over the charge taken out. Row k's current holds over (t[k−1], t[k]].</summary>
public sealed class DischargeRecording
{
    private readonly double[] _ampHours;
    private readonly double[] _volts;

    public DischargeRecording(IReadOnlyList<double> seconds, IReadOnlyList<double> amps, IReadOnlyList<double> volts)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(amps);
        ArgumentNullException.ThrowIfNull(volts);
        if (seconds.Count < 2 || amps.Count != seconds.Count || volts.Count != seconds.Count)
            throw new BadInputException("a discharge needs at least two rows, each with a time, a current and a voltage");
        _ampHours = new double[seconds.Count - 1];
        _volts = new double[seconds.Count - 1];
        double total = 0.0;
        for (int k = 1; k < seconds.Count; k++)
        {
            total -= amps[k] * (seconds[k] - seconds[k - 1]) / 3600.0;
            _ampHours[k - 1] = total;
            _volts[k - 1] = volts[k];
        }
        MeanAmps = -total * 3600.0 / (seconds[^1] - seconds[0]);
    }

    /// <summary>Positive charges; a discharge is below 0.</summary>
    public double MeanAmps { get; }

    public double TotalAmpHours => _ampHours[^1];

    public double VoltsAt(double ampHours) => PiecewiseLinear.At(_ampHours, _volts, ampHours);
}
