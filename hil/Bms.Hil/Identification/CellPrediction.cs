using System;
using Bms.Hil.Cells;

namespace Bms.Hil.Identification;

/// <summary>The voltage that a finished profile predicts along a recording's own SOC: open loop, nothing corrected on the way.</summary>
internal static class CellPrediction
{
    /// <summary>Predicts every row, in volts.</summary>
    public static double[] Volts(CellFile cell, FitRecording recording)
    {
        var currents = new double[cell.Branches.Count][];
        for (int branch = 0; branch < currents.Length; branch++)
            currents[branch] = BranchCurrents.Filter(recording, cell.Branches[branch].TauSeconds);
        double[]? state = cell.HysteresisVolts is null ? null : BranchCurrents.Hysteresis(recording, cell.HysteresisRate);
        var volts = new double[recording.Rows];
        for (int row = 0; row < volts.Length; row++)
        {
            var place = new Place(cell, Math.Clamp(recording.SocAt(row), 0, 1), recording.Celsius[row]);
            double sum = place.At(cell.OcvVolts) + (place.At(cell.R0Ohms) * recording.Amps[row]);
            double perRate = cell.SaturationPerRate is null ? 0 : place.Along(cell.SaturationPerRate);
            for (int branch = 0; branch < currents.Length; branch++)
                sum += place.At(cell.Branches[branch].Ohms) * BranchCurrents.Saturate(currents[branch][row], perRate, cell.CapacityAmpHours);
            if (state is not null)
                sum += place.At(cell.HysteresisVolts!) * state[row];
            volts[row] = sum;
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
