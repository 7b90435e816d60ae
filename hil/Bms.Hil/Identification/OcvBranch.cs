using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>One direction of slow current at one temperature: voltage over SOC, the ohmic drop taken out.</summary>
internal sealed class OcvBranch
{
    /// <summary>Currents above this many times the capacity per hour tell nothing of the open-circuit voltage.</summary>
    public const double FastestRate = 0.125;

    private const double SlowestRate = 0.003;
    private const double LeastSocMoved = 0.2;

    private readonly double[] _sums = new double[OcvCurve.Points];
    private readonly double[] _counts = new double[OcvCurve.Points];
    private double _ampSeconds;
    private double _seconds;

    private OcvBranch(int direction, double ohms)
    {
        Direction = direction;
        RemovedOhms = ohms;
    }

    /// <summary>1 for charging, −1 for discharging.</summary>
    public int Direction { get; }

    /// <summary>Resistance taken out, in ohms.</summary>
    public double RemovedOhms { get; }

    /// <summary>Lowest SOC that it covers.</summary>
    public double LowestSoc { get; private set; } = double.MaxValue;

    /// <summary>Highest SOC that it covers.</summary>
    public double HighestSoc { get; private set; } = double.MinValue;

    /// <summary>SOC that a single pass moves, the largest of all.</summary>
    public double LargestSocMoved { get; private set; }

    /// <summary>Voltage at which its last pass ended.</summary>
    public double EndVolts { get; private set; }

    /// <summary>Mean magnitude of the current, in amperes.</summary>
    public double MeanAmps => _seconds > 0 ? _ampSeconds / _seconds : 0;

    /// <summary>The branch of a direction in some recordings of one temperature, or null where they hold none.</summary>
    /// <param name="recordings">Counted recordings.</param>
    /// <param name="direction">1 for charging, −1 for discharging.</param>
    /// <param name="ohms">Resistance to take out.</param>
    public static OcvBranch? Find(IReadOnlyList<FitRecording> recordings, int direction, double ohms)
    {
        var branch = new OcvBranch(direction, ohms);
        foreach (FitRecording recording in recordings)
        {
            foreach (ChargePhase phase in ChargePhase.Find(recording))
            {
                if (phase.Direction == direction)
                    branch.Add(recording, phase);
            }
        }
        return branch._seconds > 0 ? branch : null;
    }

    /// <summary>The resistance that steps of the current between rest and slow load show, in ohms: the median; null without one.</summary>
    public static double? StepOhms(IReadOnlyList<FitRecording> recordings)
    {
        var steps = new List<double>();
        foreach (FitRecording recording in recordings)
        {
            double rate = SlowestRate * recording.CapacityAmpHours;
            for (int row = 1; row < recording.Rows; row++)
            {
                double before = recording.Amps[row - 1];
                double after = recording.Amps[row];
                bool toOrFromRest = (Math.Abs(before) < rate) != (Math.Abs(after) < rate);
                if (toOrFromRest && recording.StepSeconds[row] is > 0 and < 200 && recording.IsUsed(row) && Math.Abs(after - before) > 3 * rate)
                    steps.Add((recording.Volts[row] - recording.Volts[row - 1]) / (after - before));
            }
        }
        if (steps.Count == 0)
            return null;
        steps.Sort();
        // At the empty end a step also holds what the cell recovers over minutes, so the lower of two middle ones is the better.
        return Math.Max(0, steps[(steps.Count - 1) / 2]);
    }

    /// <summary>The branch on the grid of <see cref="OcvCurve"/>, mean of its passes, holes and ends filled.</summary>
    public double[] ToTable()
    {
        var table = new double[OcvCurve.Points];
        Array.Fill(table, double.NaN);
        for (int point = 0; point < table.Length; point++)
        {
            if (_counts[point] > 0)
                table[point] = _sums[point] / _counts[point];
        }
        OcvTables.FillHoles(table);
        return table;
    }

    private void Add(FitRecording recording, ChargePhase phase)
    {
        double slowest = SlowestRate * recording.CapacityAmpHours;
        double fastest = FastestRate * recording.CapacityAmpHours;
        int first = Math.Max(phase.First, recording.FirstUsedRow);
        double moved = 0;
        var rows = new List<int>();
        for (int row = Math.Max(1, first); row <= phase.Last; row++)
        {
            double amps = recording.Amps[row] * Direction;
            if (amps < slowest || amps > fastest || !(recording.StepSeconds[row] > 0) || recording.Gaps.ContainsKey(row))
                continue;
            rows.Add(row);
            moved += Math.Abs(recording.AmpHours[row] - recording.AmpHours[row - 1]) / recording.CapacityAmpHours;
        }
        if (moved < LeastSocMoved)
            return;
        LargestSocMoved = Math.Max(LargestSocMoved, moved);
        EndVolts = recording.Volts[rows[^1]];
        double[] table = Resample(recording, rows);
        for (int point = 0; point < table.Length; point++)
        {
            if (double.IsNaN(table[point]))
                continue;
            _sums[point] += table[point];
            _counts[point]++;
        }
    }

    private double[] Resample(FitRecording recording, List<int> rows)
    {
        var table = new double[OcvCurve.Points];
        Array.Fill(table, double.NaN);
        double lastSoc = double.NaN;
        double lastVolts = 0;
        foreach (int row in rows)
        {
            double soc = recording.SocAt(row);
            double volts = recording.Volts[row] - (RemovedOhms * recording.Amps[row]);
            LowestSoc = Math.Min(LowestSoc, soc);
            HighestSoc = Math.Max(HighestSoc, soc);
            _ampSeconds += Math.Abs(recording.Amps[row]) * recording.StepSeconds[row];
            _seconds += recording.StepSeconds[row];
            if (!double.IsNaN(lastSoc) && soc != lastSoc)
                FillBetween(table, lastSoc, lastVolts, soc, volts);
            (lastSoc, lastVolts) = (soc, volts);
        }
        return table;
    }

    private static void FillBetween(double[] table, double fromSoc, double fromVolts, double toSoc, double toVolts)
    {
        double low = Math.Min(fromSoc, toSoc) * (OcvCurve.Points - 1);
        double high = Math.Max(fromSoc, toSoc) * (OcvCurve.Points - 1);
        int last = Math.Min(OcvCurve.Points - 1, (int)Math.Floor(high));
        for (int point = Math.Max(0, (int)Math.Ceiling(low)); point <= last; point++)
            table[point] = fromVolts + ((OcvCurve.SocOf(point) - fromSoc) / (toSoc - fromSoc) * (toVolts - fromVolts));
    }
}
