using System;
using Bms.Core.Configuration;

namespace Bms.Core.Tests.Support;

/// <summary>The statistical linearisation of <see cref="AdaptiveReference"/>: a chord over √3 sigmas of SOC, its ends looked up in turn.</summary>
internal sealed class ChordReference
{
    private readonly ReferenceCell _cell;
    private readonly double _firstNode;
    private readonly double _lastNode;
    private double _reach = 0.12;
    private double _celsius = 25.0;
    private bool _low;
    private (double Soc, double Volts) _below;
    private (double Soc, double Volts) _above;

    public ChordReference(PackConfiguration pack, ReferenceCell cell, double soc)
    {
        _cell = cell;
        short[] nodes = pack.Cell.SocPermyriad;
        _firstNode = nodes[1] * 1e-4;
        _lastNode = nodes[^2] * 1e-4;
        LookLow(soc);
        LookHigh(soc);
    }

    public double Volts { get; private set; }

    public double Slope { get; private set; }

    public double BendVariance { get; private set; }

    public void Look(double soc, double variance, double celsius)
    {
        _celsius = celsius;
        _reach = Math.Clamp(0.5 * (_reach + (3.0 * variance / _reach)), 0.005, 0.12);
        _low = !_low;
        if (_low)
            LookLow(soc);
        else
            LookHigh(soc);
        if (soc - _below.Soc < 0.005 || _above.Soc - soc < 0.005)
        {
            LookLow(soc);
            LookHigh(soc);
        }
        double middle = Ocv(soc);
        double below = soc - _below.Soc;
        double above = _above.Soc - soc;
        double bend = (((_below.Volts * above) + (_above.Volts * below)) / (above + below)) - middle;
        Volts = middle + (bend / 3.0);
        BendVariance = bend * bend * 2.0 / 9.0;
        Slope = Math.Max((_above.Volts - _below.Volts) / (above + below), 0.02);
    }

    /// <summary>Slope and bend of a chord of one's own over a displacement of SOC, both ends looked up.</summary>
    public (double Slope, double Bend) Along(double soc, double displacement)
    {
        double reach = Math.Clamp(Math.Sqrt(3.0) * Math.Abs(displacement), 0.005, 0.12);
        double low = Low(soc, reach);
        double high = High(soc, reach);
        double slope = (Ocv(high) - Ocv(low)) / (high - low);
        return (Math.Max(slope, 0.02), Ocv(low) + (slope * (soc - low)) - Ocv(soc));
    }

    private static double Low(double soc, double reach) => soc - reach >= 0.0 ? soc - reach : soc > 0.01 ? 0.0 : soc - 0.01;

    private static double High(double soc, double reach) => soc + reach <= 1.0 ? soc + reach : soc < 0.99 ? 1.0 : soc + 0.01;

    private void LookLow(double soc)
    {
        _below.Soc = Low(soc, _reach);
        _below.Volts = Ocv(_below.Soc);
    }

    private void LookHigh(double soc)
    {
        _above.Soc = High(soc, _reach);
        _above.Volts = Ocv(_above.Soc);
    }

    /// <summary>Beyond the ends the OCV goes on as a line.</summary>
    public double Ocv(double soc)
    {
        double held = Math.Clamp(soc, 0.0, 1.0);
        double slope = soc < 0.0
            ? (_cell.Ocv(_firstNode, _celsius) - _cell.Ocv(0.0, _celsius)) / _firstNode
            : (_cell.Ocv(1.0, _celsius) - _cell.Ocv(_lastNode, _celsius)) / (1.0 - _lastNode);
        return _cell.Ocv(held, _celsius) + ((soc - held) * slope);
    }
}
