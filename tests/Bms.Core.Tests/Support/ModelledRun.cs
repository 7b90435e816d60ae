using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// An adaptive filter beside the modelled cell that it watches, second by second. The current is random blocks about a slow triangle
/// between two states of charge; what the sensors show may differ from what is, by what a test sets.
/// </summary>
internal sealed class ModelledRun
{
    private readonly Random _random;
    private readonly double _low;
    private readonly double _high;
    private double _heading = -1.0;
    private double _amps;
    private int _second;

    public ModelledRun(EstimatorKind kind, ModelledCell cell, PackConfiguration pack, double low, double high, int seed)
    {
        Cell = cell;
        _low = low;
        _high = high;
        _random = new Random(seed);
        Filter = new AdaptiveFilter(kind, pack);
    }

    public ModelledCell Cell { get; }

    public AdaptiveFilter Filter { get; }

    /// <summary>What the current sensor shows too much, in amperes.</summary>
    public double OffsetAmps { get; set; }

    /// <summary>What the voltage sensor shows too much, in volts.</summary>
    public double OffsetVolts { get; set; }

    /// <summary>What the voltage sensor shows instead of the truth; 0 for the truth.</summary>
    public double WildVolts { get; set; }

    public double NoiseVolts { get; set; } = 1e-3;

    /// <summary>Mean rate of the triangle, in C.</summary>
    public double Rate { get; set; } = 0.4;

    public double Error => Filter.Estimator.Soc - Cell.Soc;

    public int Seconds { get; private set; }

    public int Covered { get; private set; }

    public double WorstError { get; private set; }

    /// <summary>Forgets the statistics.</summary>
    public void Count() => (Seconds, Covered, WorstError) = (0, 0, 0.0);

    public void Run(int seconds)
    {
        for (int second = 0; second < seconds; second++)
            Second();
    }

    private void Second()
    {
        if (_second++ % 20 == 0)
        {
            _heading = Cell.Soc < _low ? 1.0 : Cell.Soc > _high ? -1.0 : _heading;
            double rate = (_heading * Rate) + (1.5 * ((2.0 * _random.NextDouble()) - 1.0));
            _amps = _random.Next(6) == 0 ? 0.0 : rate * Cell.ToldAmpHours;
        }
        int microamps = (int)((_amps + OffsetAmps) * 1e6);
        double noise = NoiseVolts * Math.Sqrt(-2.0 * Math.Log(1.0 - _random.NextDouble())) * Math.Cos(2.0 * Math.PI * _random.NextDouble());
        double volts = Cell.Step(_amps, 1.0) + OffsetVolts + noise;
        Filter.Estimator.Step(new EstimatorInput
        {
            ElapsedMilliseconds = 1000,
            ChargeNanocoulombs = microamps * 1000L,
            MeanMicroamps = microamps,
            CurrentKnown = true,
            VoltageKnown = true,
            CellMicrovolts = (int)Math.Round((WildVolts > 0.0 ? WildVolts : volts) * 1e6),
            TemperatureCentidegrees = 2500,
            Resting = microamps == 0,
        });
        Seconds++;
        if (Math.Abs(Error) <= 2.0 * Filter.Estimator.SocSigma)
            Covered++;
        WorstError = Math.Max(WorstError, Math.Abs(Error));
    }
}
