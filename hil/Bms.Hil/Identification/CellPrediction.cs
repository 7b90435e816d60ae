using System;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>The voltage that a finished profile predicts along a recording's own SOC: open loop, nothing corrected on the way.</summary>
internal static class CellPrediction
{
    /// <summary>Time over which an overpotential is smoothed before the model's error is taken as a part of it, in seconds.</summary>
    public const double LoadSeconds = 30;

    /// <summary>Predicts every row, in volts.</summary>
    public static double[] Volts(CellFile cell, FitRecording recording) => Predict(cell, recording, null);

    /// <summary>One sigma of the model's error at every row, in volts, as the cell says.</summary>
    public static double[] Sigmas(CellFile cell, FitRecording recording)
    {
        var sigmas = new double[recording.Rows];
        Predict(cell, recording, sigmas);
        return sigmas;
    }

    private static double[] Predict(CellFile cell, FitRecording recording, double[]? sigmas)
    {
        var currents = new double[cell.Branches.Count][];
        for (int branch = 0; branch < currents.Length; branch++)
            currents[branch] = BranchCurrents.Filter(recording, cell.Branches[branch].TauSeconds);
        double[]? state = cell.HysteresisVolts is null ? null : BranchCurrents.Hysteresis(recording, cell.HysteresisRate);
        double[]? sign = cell.InstantHysteresisVolts is null ? null : BranchCurrents.LastSign(recording);
        CellModelError error = cell.ModelError ?? CellModelError.Assumed(cell);
        var volts = new double[recording.Rows];
        double loadVolts = 0;
        for (int row = 0; row < volts.Length; row++)
        {
            var place = new Place(cell, Math.Clamp(recording.SocAt(row), 0, 1), recording.Celsius[row]);
            double charging = cell.ChargeResistanceFactor is null ? 1 : place.At(cell.ChargeResistanceFactor);
            double ohmic = place.At(cell.R0Ohms) * recording.Amps[row] * (recording.Amps[row] > 0 ? charging : 1);
            double perRate = cell.SaturationPerRate is null ? 0 : place.Along(cell.SaturationPerRate);
            double polarisation = 0;
            for (int branch = 0; branch < currents.Length; branch++)
            {
                double amps = BranchCurrents.Saturate(currents[branch][row], perRate, cell.CapacityAmpHours);
                polarisation += place.At(cell.Branches[branch].Ohms) * amps * (amps > 0 ? charging : 1);
            }
            volts[row] = place.At(cell.OcvVolts) + ohmic + polarisation;
            if (state is not null)
                volts[row] += place.At(cell.HysteresisVolts!) * state[row];
            if (sign is not null)
                volts[row] += place.Along(cell.InstantHysteresisVolts!) * sign[row];
            if (sigmas is null)
                continue;
            double follow = 1 - Math.Exp(-recording.StepSeconds[row] / LoadSeconds);
            loadVolts += (Math.Abs(ohmic) + Math.Abs(polarisation) - loadVolts) * follow;
            double share = place.Along(error.OverpotentialFraction) * loadVolts;
            double still = place.At(error.Volts);
            sigmas[row] = Math.Sqrt((still * still) + (share * share));
        }
        return volts;
    }

    /// <summary>A place in the grid of a cell file.</summary>
    private readonly struct Place
    {
        private readonly int _row;
        private readonly double _rowShare;
        private readonly int _column;
        private readonly double _columnShare;

        public Place(CellFile cell, double soc, double celsius)
        {
            _column = SocNodes.Locate(cell.Grid.Soc, soc, out _columnShare);
            if (cell.Grid.TemperatureCelsius.Length > 1)
                _row = SocNodes.Locate(cell.Grid.TemperatureCelsius, celsius, out _rowShare);
        }

        public double At(double[][] table)
        {
            double lower = Row(table[_row]);
            return _rowShare <= 0 ? lower : lower + (_rowShare * (Row(table[_row + 1]) - lower));
        }

        public double Along(double[] values) =>
            _rowShare <= 0 ? values[_row] : values[_row] + (_rowShare * (values[_row + 1] - values[_row]));

        private double Row(double[] row) => row[_column] + (_columnShare * (row[_column + 1] - row[_column]));
    }
}
