using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// Seeded inputs from a <see cref="ModelledCell"/>: blocks of random current about a slow swing around the start, uneven steps, now and
/// then a lost voltage or current, noise of the sensor. Temperature wanders.
/// </summary>
internal sealed class ModelledDrive
{
    private readonly ModelledCell _cell;
    private readonly Random _random;
    private readonly EstimatorInput _input = new();
    private readonly double _start;
    private double _celsius = 25.0;
    private double _amps;
    private int _step;

    public ModelledDrive(PackConfiguration pack, double soc, int seed)
    {
        _cell = new ModelledCell(pack, soc);
        _random = new Random(seed);
        _start = soc;
    }

    public EstimatorInput Next()
    {
        if (_step % 30 == 0)
        {
            double swing = 1.5 * _cell.ToldAmpHours * ((2.0 * _random.NextDouble()) - 1.0);
            _amps = _random.Next(5) == 0 ? 0.0 : swing + (4.0 * _cell.ToldAmpHours * (_start - _cell.Soc));
        }
        _celsius = Math.Clamp(_celsius + (0.05 * ((2.0 * _random.NextDouble()) - 1.0)), -15.0, 50.0);
        _step++;
        int microamps = (int)(_amps * 1e6);
        int milliseconds = _step == 1 ? 0 : _random.Next(8) switch { 0 => 100, 1 => _random.Next(1, 900), 2 => 3000, _ => 700 };
        double volts = _cell.Step(microamps * 1e-6, milliseconds * 1e-3, _celsius) + (0.004 * (_random.NextDouble() - 0.5));
        _input.ElapsedMilliseconds = milliseconds;
        _input.MeanMicroamps = microamps;
        _input.ChargeNanocoulombs = (long)microamps * milliseconds;
        _input.CurrentKnown = _random.Next(700) != 0;
        _input.VoltageKnown = _random.Next(40) != 0;
        _input.CellMicrovolts = (int)Math.Round(volts * 1e6);
        _input.TemperatureCentidegrees = (int)Math.Round(_celsius * 100.0);
        _input.Resting = microamps == 0;
        return _input;
    }
}
