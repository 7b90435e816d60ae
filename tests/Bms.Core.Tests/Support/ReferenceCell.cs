using System;
using Bms.Core.Configuration;

namespace Bms.Core.Tests.Support;

/// <summary>
/// The truth that an estimator is tested against: the profile's own model, but in double, with exact exponentials and the real asinh,
/// and written without the core.
/// </summary>
internal sealed class ReferenceCell
{
    private readonly CellProfile _cell;
    private readonly int _parallel;
    private readonly double[] _branchAmps;
    private double _hysteresis;

    public ReferenceCell(PackConfiguration pack, double soc)
    {
        _cell = pack.Cell;
        _parallel = pack.ParallelCells;
        _branchAmps = new double[_cell.TauMilliseconds.Length];
        Soc = soc;
    }

    public double Soc { get; private set; }

    public double CapacityAmpHours => _cell.CapacityMicroampHours * 1e-6 * _parallel;

    /// <summary>Holds a current for a time and returns the terminal voltage at its end.</summary>
    public double Step(double amps, double seconds, double celsius)
    {
        double moved = amps * seconds / 3600.0 / CapacityAmpHours;
        Soc += moved;
        double volts = Ocv(Soc, celsius) + (amps * R0(Soc, celsius));
        double curvature = Saturation(celsius);
        for (int branch = 0; branch < _branchAmps.Length; branch++)
        {
            double follow = 1.0 - Math.Exp(-seconds * 1000.0 / _cell.TauMilliseconds[branch]);
            _branchAmps[branch] += follow * (amps - _branchAmps[branch]);
            double ohms = Table(_cell.BranchResistance[branch], Soc, celsius) * _cell.ResistanceStepNanoohms[branch + 1] * 1e-9 / _parallel;
            double rate = _branchAmps[branch] / CapacityAmpHours;
            double effective = curvature > 0.0 ? Math.Asinh(curvature * rate) / curvature : rate;
            volts += ohms * CapacityAmpHours * effective;
        }
        if (_cell.Hysteresis.Length > 0)
        {
            double lost = 1.0 - Math.Exp(-_cell.HysteresisRate * Math.Abs(moved));
            _hysteresis += lost * (Math.Sign(amps) - _hysteresis);
            volts += _hysteresis * Table(_cell.Hysteresis, Soc, celsius) * CellProfile.HysteresisStepMicrovolts * 1e-6;
        }
        return volts;
    }

    public double Ocv(double soc, double celsius) =>
        (_cell.OcvBaseMicrovolts + (Table(_cell.Ocv, soc, celsius) * CellProfile.OcvStepMicrovolts)) * 1e-6;

    public double R0(double soc, double celsius) =>
        Table(_cell.R0, soc, celsius) * _cell.ResistanceStepNanoohms[0] * 1e-9 / _parallel;

    public double Branch(int branch, double soc, double celsius) =>
        Table(_cell.BranchResistance[branch], soc, celsius) * _cell.ResistanceStepNanoohms[branch + 1] * 1e-9 / _parallel;

    public double Saturation(double celsius) => 1e-3 * Row(_cell.SaturationThousandths, celsius);

    public double ModelErrorVolts(double soc, double celsius) =>
        Table(_cell.ModelError, soc, celsius) * CellProfile.ModelErrorStepMicrovolts * 1e-6;

    public double ModelErrorOverpotential(double celsius) => 1e-3 * Row(_cell.ModelErrorOverpotentialPermille, celsius);

    public double HysteresisVolts(double soc, double celsius) => _cell.Hysteresis.Length == 0
        ? 0.0
        : Table(_cell.Hysteresis, soc, celsius) * CellProfile.HysteresisStepMicrovolts * 1e-6;

    public double InstantHysteresisVolts(double celsius) => _cell.InstantHysteresis.Length == 0
        ? 0.0
        : Row(_cell.InstantHysteresis, celsius) * CellProfile.HysteresisStepMicrovolts * 1e-6;

    public double ChargeResistanceFactor(double soc, double celsius) => _cell.ChargeResistancePermille.Length == 0
        ? 1.0
        : 1e-3 * Table(_cell.ChargeResistancePermille, soc, celsius);

    private double Row(short[] row, double celsius)
    {
        (int lower, double weight) = Temperature(celsius);
        int upper = Math.Min(lower + 1, row.Length - 1);
        return ((1.0 - weight) * row[lower]) + (weight * row[upper]);
    }

    /// <summary>Bilinear between the nodes, held at the ends.</summary>
    private double Table(short[] table, double soc, double celsius)
    {
        short[] nodes = _cell.SocPermyriad;
        double place = Math.Clamp(soc, 0.0, 1.0) * 1e4;
        int node = 0;
        while (node < nodes.Length - 2 && place >= nodes[node + 1])
            node++;
        double along = (place - nodes[node]) / (nodes[node + 1] - nodes[node]);
        (int lower, double weight) = Temperature(celsius);
        int upper = Math.Min(lower + 1, _cell.TemperatureCentidegrees.Length - 1);
        double At(int row) => ((1.0 - along) * table[(row * nodes.Length) + node]) + (along * table[(row * nodes.Length) + node + 1]);
        return ((1.0 - weight) * At(lower)) + (weight * At(upper));
    }

    private (int Lower, double Weight) Temperature(double celsius)
    {
        short[] nodes = _cell.TemperatureCentidegrees;
        if (nodes.Length == 1)
            return (0, 0.0);
        double place = Math.Clamp(celsius * 100.0, nodes[0], nodes[^1]);
        int lower = 0;
        while (lower < nodes.Length - 2 && place >= nodes[lower + 1])
            lower++;
        return (lower, (place - nodes[lower]) / (nodes[lower + 1] - nodes[lower]));
    }
}
