using System;
using Bms.Core.Configuration;

namespace Bms.Core.Tests.Support;

/// <summary>The slow tables of <see cref="AdaptiveReference"/>, one of eight read anew in each update, in the firmware's order.</summary>
internal sealed class ReferenceTables
{
    private readonly ReferenceCell _cell;
    private readonly double[] _branches;
    private int _turn;
    private int _toRead;

    public ReferenceTables(ReferenceCell cell, PackConfiguration pack, double soc)
    {
        _cell = cell;
        _branches = new double[pack.Cell.TauMilliseconds.Length];
        for (int turn = 0; turn < 8; turn++)
            ReadOne(soc, 25.0);
        StartReading();
    }

    public bool Complete => _toRead == 0;

    public double ZeroOhms { get; private set; }

    public double HysteresisVolts { get; private set; }

    public double InstantHysteresisVolts { get; private set; }

    public double ArgumentPerAmp { get; private set; }

    public double ErrorVolts { get; private set; }

    /// <summary>Half the gap of hysteresis as it was when the error was read.</summary>
    public double HeldVolts { get; private set; }

    public double ErrorFraction { get; private set; }

    public double ChargeFactor { get; private set; }

    public double BranchOhms { get; private set; }

    public double Branch(int branch) => _branches[branch];

    public void StartReading() => _toRead = 8;

    public void ReadOne(double soc, double celsius)
    {
        switch (_turn)
        {
            case 0:
                ZeroOhms = _cell.R0(soc, celsius);
                break;
            case 1:
                HysteresisVolts = _cell.HysteresisVolts(soc, celsius);
                break;
            case 2:
                InstantHysteresisVolts = _cell.InstantHysteresisVolts(celsius);
                double curvature = _cell.Saturation(celsius);
                ArgumentPerAmp = curvature < 1e-3 ? 0.0 : curvature / _cell.CapacityAmpHours;
                break;
            case 3 or 4 or 5:
                int branch = _turn - 3;
                if (branch < _branches.Length)
                    _branches[branch] = _cell.Branch(branch, soc, celsius);
                if (branch == 2)
                    BranchOhms = Sum(_branches);
                break;
            case 6:
                ErrorVolts = _cell.ModelErrorVolts(soc, celsius);
                HeldVolts = HysteresisVolts;
                ErrorFraction = _cell.ModelErrorOverpotential(celsius);
                break;
            default:
                ChargeFactor = _cell.ChargeResistanceFactor(soc, celsius);
                break;
        }
        _turn = (_turn + 1) % 8;
        _toRead = Math.Max(_toRead - 1, 0);
    }

    private static double Sum(double[] values)
    {
        double sum = 0.0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
