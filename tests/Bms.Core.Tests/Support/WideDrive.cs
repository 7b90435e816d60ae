using System;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// Random inputs as wide as an estimator can meet them: stretches sampled every 10 ms to every 60 s, long rests, charging and discharging
/// on into both ends, gaps of hours, lost voltages and currents one by one and for long, all temperatures, wild voltages. Between these the
/// voltage is near what the estimator expects, so that it goes on believing it.
/// </summary>
internal sealed class WideDrive
{
    private readonly Random _random;
    private readonly EstimatorInput _input = new();
    private readonly int _largestMicroamps;
    private int _heading = -1;
    private int _microamps;
    private int _milliseconds = 1000;
    private int _centidegrees = 2500;
    private bool _voltageLost;
    private bool _currentLost;
    private int _step;

    public WideDrive(int seed, double ampHours)
    {
        _random = new Random(seed);
        _largestMicroamps = (int)(3e6 * ampHours);
    }

    public int Corrections { get; private set; }

    public int[] Reasons { get; } = new int[16];

    public int LastMilliseconds => _input.ElapsedMilliseconds;

    public int AtEmpty { get; private set; }

    public int AtFull { get; private set; }

    public void Step(IStateEstimator estimator)
    {
        if (_step % 400 == 0)
            NewStretch();
        if (_step % 40 == 0)
            _microamps = _random.Next(4) == 0 ? 0 : _heading * _random.Next(-_largestMicroamps / 3, _largestMicroamps + 1);
        _step++;
        // Towards the other end, but only after having run on into this one.
        if ((_heading < 0 ? estimator.Soc <= 0f : estimator.Soc >= 1f) && _random.Next(100) == 0)
            _heading = -_heading;
        int milliseconds = Milliseconds();
        // A minute at full current would cross the whole range; what flows in long steps is less.
        int microamps = milliseconds > 3000 ? _microamps / (milliseconds / 1000) * 2 : _microamps;
        _input.ElapsedMilliseconds = milliseconds;
        _input.MeanMicroamps = microamps;
        _input.ChargeNanocoulombs = (long)microamps * milliseconds;
        _input.CurrentKnown = !_currentLost && _random.Next(300) != 0;
        _input.VoltageKnown = !_voltageLost && _random.Next(100) != 0;
        _input.TemperatureCentidegrees = _centidegrees;
        _input.Resting = microamps == 0;
        int near = (int)(estimator.PredictedVolts * 1e6f) + _random.Next(-30000, 30001);
        _input.CellMicrovolts = _random.Next(1000) == 0 || estimator.PredictedVolts == 0f ? _random.Next(500000, 5000000) : near;
        estimator.Step(_input);
        if (estimator.Reason is not CorrectionReason.None and not CorrectionReason.RangeLimited)
            Corrections++;
        Reasons[(int)estimator.Reason]++;
        if (estimator.Soc <= 0f)
            AtEmpty++;
        if (estimator.Soc >= 1f)
            AtFull++;
    }

    private void NewStretch()
    {
        _milliseconds = _random.Next(6) switch { 0 => 10, 1 => 100, 2 => 10000, 3 => 60000, _ => 1000 };
        _centidegrees = _random.Next(-3000, 7000);
        _voltageLost = _random.Next(12) == 0;
        _currentLost = _random.Next(12) == 0;
        if (_random.Next(8) == 0)
            _microamps = 0;
    }

    private int Milliseconds()
    {
        int kind = _random.Next(1000);
        if (kind == 0)
            return _random.Next(60001, 20000000);
        return kind < 10 ? 0 : kind < 100 ? _random.Next(1, (2 * _milliseconds) + 1) : _milliseconds;
    }
}
