using System;
using Bms.Core.Configuration;

namespace Bms.Core.Tests.Support;

/// <summary>
/// A cell that behaves as its profile says in every feature, in double and with exact exponentials, except where a test makes it differ:
/// another capacity, other resistances. The truth for the tests of the adaptive filters.
/// </summary>
internal sealed class ModelledCell
{
    private readonly CellProfile _cell;
    private readonly ReferenceCell _tables;
    private readonly double[] _branchAmps;
    private double _direction;

    public ModelledCell(PackConfiguration pack, double soc, double capacityFactor = 1.0, double resistanceFactor = 1.0)
    {
        _cell = pack.Cell;
        _tables = new ReferenceCell(pack, soc);
        _branchAmps = new double[_cell.TauMilliseconds.Length];
        Soc = soc;
        ToldAmpHours = _tables.CapacityAmpHours;
        AmpHours = ToldAmpHours * capacityFactor;
        ResistanceFactor = resistanceFactor;
    }

    public double Soc { get; private set; }

    public double Hysteresis { get; private set; }

    public double AmpHours { get; }

    public double ToldAmpHours { get; }

    public double ResistanceFactor { get; set; }

    /// <summary>Holds a current for a time and returns the terminal voltage at its end.</summary>
    public double Step(double amps, double seconds, double celsius = 25.0)
    {
        double moved = amps * seconds / 3600.0 / AmpHours;
        Soc += moved;
        double factor = _tables.ChargeResistanceFactor(Soc, celsius);
        double over = amps * _tables.R0(Soc, celsius) * (amps > 0.0 ? factor : 1.0);
        double curvature = _tables.Saturation(celsius);
        for (int branch = 0; branch < _branchAmps.Length; branch++)
        {
            _branchAmps[branch] += (1.0 - Math.Exp(-seconds * 1000.0 / _cell.TauMilliseconds[branch])) * (amps - _branchAmps[branch]);
            double rate = _branchAmps[branch] / ToldAmpHours;
            double effective = curvature > 0.0 ? Math.Asinh(curvature * rate) / curvature : rate;
            over += ToldAmpHours * effective * _tables.Branch(branch, Soc, celsius) * (_branchAmps[branch] > 0.0 ? factor : 1.0);
        }
        if (Math.Abs(amps) > 0.003 * ToldAmpHours)
        {
            _direction = Math.Sign(amps);
            if (_cell.Hysteresis.Length > 0)
                Hysteresis += (1.0 - Math.Exp(-_cell.HysteresisRate * Math.Abs(moved))) * (_direction - Hysteresis);
        }
        return _tables.Ocv(Soc, celsius) + (over * ResistanceFactor) + (Hysteresis * _tables.HysteresisVolts(Soc, celsius))
            + (_direction * _tables.InstantHysteresisVolts(celsius));
    }
}
