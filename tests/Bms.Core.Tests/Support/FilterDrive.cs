using System;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// Random inputs for a filter: irregular steps, steps without time, gaps of hours, blocks of current and of rest, all temperatures,
/// lost voltages and currents, outliers. The voltages are near what the filter expects, so that it goes on believing them.
/// </summary>
internal sealed class FilterDrive
{
    private readonly Random _random;
    private readonly EstimatorInput _input = new();
    private int _microamps;
    private int _centidegrees = 2500;
    private int _step;

    public FilterDrive(int seed)
    {
        _random = new Random(seed);
    }

    public int Corrections { get; private set; }

    public int Limited { get; private set; }

    public void Step(ExtendedKalmanFilter filter)
    {
        if (_step % 50 == 0)
            _microamps = _random.Next(4) == 0 ? 0 : _random.Next(-6000000, 6000001);
        if (_step % 200 == 0)
            _centidegrees = _random.Next(-3000, 7000);
        _step++;
        // Turn at the ends, now and then after running on into them.
        if ((filter.Soc <= 0f && _microamps < 0) || (filter.Soc >= 1f && _microamps > 0))
            _microamps = _random.Next(30) == 0 ? -_microamps : _microamps;
        int milliseconds = Milliseconds();
        long charge = (long)_microamps * milliseconds;
        _input.ElapsedMilliseconds = milliseconds;
        _input.MeanMicroamps = _microamps;
        _input.ChargeNanocoulombs = milliseconds > 10000 ? charge / 100 : charge;
        _input.CurrentKnown = _random.Next(300) != 0;
        _input.VoltageKnown = _random.Next(100) != 0;
        _input.TemperatureCentidegrees = _centidegrees;
        float expected = filter.PredictedVolts * 1e6f;
        _input.CellMicrovolts = _random.Next(3000) == 0 ? _random.Next(500000, 5000000) : (int)expected + _random.Next(-30000, 30001);
        filter.Step(_input);
        if (filter.Reason is CorrectionReason.VoltageInnovation or CorrectionReason.InnovationLimited)
            Corrections++;
        if (filter.Reason == CorrectionReason.InnovationLimited)
            Limited++;
    }

    private int Milliseconds()
    {
        int kind = _random.Next(1000);
        if (kind == 0)
            return _random.Next(60001, 20000000);
        return kind < 20 ? 0 : _random.Next(1, 3000);
    }
}
