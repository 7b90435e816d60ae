using System;
using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>What flowed in a window, for <see cref="AdaptiveReference"/>, in double and with exact exponentials.</summary>
internal sealed class WindowReference
{
    private readonly double[] _tau;
    private readonly double[] _amps;
    private readonly double[] _shares;
    private readonly double[] _sums;
    private readonly double _ampHours;
    private readonly double _rate;
    private readonly int _gapMilliseconds;
    private double _ampSum;
    private double _voltSum;

    public WindowReference(PackConfiguration pack)
    {
        int[] tau = pack.Cell.TauMilliseconds;
        _tau = Array.ConvertAll(tau, milliseconds => milliseconds * 1e-3);
        _amps = new double[tau.Length];
        _shares = new double[tau.Length];
        _sums = new double[tau.Length];
        _ampHours = pack.Cell.CapacityMicroampHours * 1e-6 * pack.ParallelCells;
        _rate = pack.Cell.HysteresisRate;
        _gapMilliseconds = pack.Estimation.GapMilliseconds;
        Open();
    }

    public int Branches => _tau.Length;

    public long Milliseconds { get; private set; }

    public double Seconds { get; private set; }

    public int Samples { get; private set; }

    public double MovedSoc { get; private set; }

    public double UnknownSoc { get; private set; }

    public double UnknownAmps { get; private set; }

    public double HysteresisKept { get; private set; }

    public double HysteresisPull { get; private set; }

    public double Direction { get; private set; }

    public double MeanAmps => _ampSum / Samples;

    public double MeanVolts => _voltSum / Samples;

    public double MeanBranch(int branch) => _sums[branch] / Samples;

    public double Share(int branch) => _shares[branch];

    public void Open()
    {
        Milliseconds = 0;
        Samples = 0;
        MovedSoc = UnknownSoc = UnknownAmps = HysteresisPull = _ampSum = _voltSum = 0.0;
        HysteresisKept = 1.0;
        Array.Clear(_sums);
    }

    public void Close() => Seconds = Milliseconds * 1e-3;

    /// <summary>Takes a step; returns the change of SOC that was counted.</summary>
    public double Add(EstimatorInput input)
    {
        double amps = input.MeanMicroamps * 1e-6;
        double moved = 0.0;
        if (input.ElapsedMilliseconds > 0)
            moved = Advance(input, amps);
        if (!input.VoltageKnown || !input.CurrentKnown)
            return moved;
        _ampSum += amps;
        _voltSum += input.CellMicrovolts * 1e-6;
        for (int branch = 0; branch < _sums.Length; branch++)
            _sums[branch] += _amps[branch];
        Samples++;
        return moved;
    }

    private double Advance(EstimatorInput input, double amps)
    {
        double seconds = input.ElapsedMilliseconds * 1e-3;
        double moved = input.ChargeNanocoulombs * 1e-9 / 3600.0 / _ampHours;
        MovedSoc += moved;
        Milliseconds += input.ElapsedMilliseconds;
        double through = amps;
        if (input.ElapsedMilliseconds > _gapMilliseconds || !input.CurrentKnown)
        {
            double before = _amps.Length > 0 ? _amps[^1] : 0.0;
            bool goesOn = before > 0.0 ? amps >= before : amps <= before;
            through = goesOn ? before : 0.5 * before;
            UnknownSoc += input.CurrentKnown
                ? Math.Abs(moved) + (Math.Abs(before) / _ampHours * seconds / 3600.0)
                : seconds / 3600.0;
            UnknownAmps = Math.Abs(through);
        }
        for (int branch = 0; branch < _amps.Length; branch++)
        {
            double follow = 1.0 - Math.Exp(-seconds / _tau[branch]);
            _amps[branch] += follow * (through - _amps[branch]);
            // The firmware lets the share rest once it is nearly whole.
            if (_shares[branch] < 0.9999)
                _shares[branch] += follow * (1.0 - _shares[branch]);
        }
        if (Math.Abs(amps) > 0.003 * _ampHours)
        {
            Direction = Math.Sign(amps);
            double kept = Math.Exp(-_rate * Math.Abs(moved));
            HysteresisKept *= kept;
            HysteresisPull = (HysteresisPull * kept) + (Direction * (1.0 - kept));
        }
        return moved;
    }
}
