using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.SecondLife;

/// <summary>What is computed from pulse tests to tell a cell's state of health by: six figures for each state of charge that every cell has.</summary>
public sealed class CellFeatures
{
    private const int PerTest = 6;
    private const int PointsPerPulse = 4;

    private static readonly string[] Kinds =
    [
        "rest voltage", "ohmic resistance", "polarisation", "relaxation", "asymmetry", "rate dependence",
    ];

    private CellFeatures(IReadOnlyList<int> levels, string[] names, double[][] values)
    {
        Levels = levels;
        Names = names;
        Values = values;
    }

    /// <summary>States of charge that every cell was tested at, in percent, rising.</summary>
    public IReadOnlyList<int> Levels { get; }

    /// <summary>A feature's kind and level, as <c>polarisation at 40 %</c>.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>[cell][feature]: volts for the first kind, milliohms for the others.</summary>
    public double[][] Values { get; }

    /// <summary>Computes them.</summary>
    /// <exception cref="BadInputException">No state of charge is common to all cells.</exception>
    public static CellFeatures Of(PulseTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        int[] levels =
        [
            .. table.Cells[0].Tests.Select(test => test.SocPercent).Where(soc => table.Cells.All(cell => cell.Tests.Any(test => test.SocPercent == soc))),
        ];
        if (levels.Length == 0)
            throw new BadInputException($"{table.Source}: there is no SOC at which every cell was tested");
        string[] names = [.. levels.SelectMany(soc => Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind} at {soc} %")))];
        double[][] values =
        [
            .. table.Cells.Select(cell => levels.SelectMany(soc => Of(cell.Tests.First(test => test.SocPercent == soc), cell.RatedAmpHours)).ToArray()),
        ];
        return new CellFeatures(levels, names, values);
    }

    /// <summary>The features of a kind at some levels, or of all kinds: their indexes.</summary>
    /// <param name="takes">Takes the kind's number (0 rest voltage, 1 ohmic …) and the level.</param>
    public int[] Where(Func<int, int, bool> takes) =>
        [.. Enumerable.Range(0, Names.Count).Where(index => takes(index % PerTest, Levels[index / PerTest]))];

    private static double[] Of(PulseTest test, double ratedAmpHours)
    {
        double[] volts = test.Volts;
        int pulses = PulseTable.PulseRates.Count;
        double[] ohmic = new double[pulses];
        double[] slow = new double[pulses];
        double[] after = new double[pulses];
        for (int pulse = 0; pulse < pulses; pulse++)
        {
            double milliPerAmp = 1000 / (PulseTable.PulseRates[pulse] * ratedAmpHours);
            int first = PointsPerPulse * pulse;
            double before = volts[first];
            double start = volts[first + 1];
            double end = volts[first + 2];
            double off = volts[first + 3];
            double rested = volts[first + 4];
            // Both edges of a pulse show the same resistance.
            ohmic[pulse] = 0.5 * (start - before + (end - off)) * milliPerAmp;
            slow[pulse] = (end - start) * milliPerAmp;
            after[pulse] = (off - rested) * milliPerAmp;
        }
        double charging = (slow[0] + slow[2]) / 2;
        double discharging = (slow[1] + slow[3]) / 2;
        return [volts[0], ohmic.Average(), slow.Average(), after.Average(), charging - discharging, slow[0] - slow[4]];
    }
}
