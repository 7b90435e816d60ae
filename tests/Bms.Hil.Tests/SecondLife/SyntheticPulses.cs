using System;
using System.Globalization;
using System.Text;

namespace Bms.Hil.Tests.SecondLife;

/// <summary>
/// Makes the shipped table of pulse tests: 40 cells that never existed. SOH goes from 70 to 96 %; polarisation grows as it falls, the
/// ohmic resistance hardly does, and both have a spread of their own.
/// </summary>
internal static class SyntheticPulses
{
    public const int Cells = 40;
    public const double RatedAmpHours = 35;

    private static readonly int[] Levels = [20, 50];
    private static readonly double[] Rates = [0.5, -0.5, 1, -1, 1.5];

    /// <param name="seed">One seed, one table.</param>
    /// <param name="related">False leaves the voltages without any relation to the SOH.</param>
    /// <param name="unmeasured">This many of the last cells have no SOH.</param>
    public static string Csv(int seed = 20, bool related = true, int unmeasured = 0)
    {
        var random = new Random(seed);
        var text = new StringBuilder("Origin,No.,Qn,SOH,SOC");
        for (int number = 1; number <= 21; number++)
            text.Append(CultureInfo.InvariantCulture, $",U{number}");
        text.Append('\n');
        for (int cell = 1; cell <= Cells; cell++)
        {
            double soh = 0.70 + (0.26 * random.NextDouble());
            double age = (1 - (related ? soh : 0.70 + (0.26 * random.NextDouble()))) / 0.3;
            double ohmic = 0.0022 + (0.0001 * age) + (0.0003 * (random.NextDouble() - 0.5));
            double slow = 0.0006 + (0.0008 * age) + (0.00015 * (random.NextDouble() - 0.5));
            foreach (int level in Levels)
            {
                text.Append(CultureInfo.InvariantCulture, $"synthetic,{cell},{RatedAmpHours},");
                if (cell <= Cells - unmeasured)
                    text.Append(CultureInfo.InvariantCulture, $"{soh:0.0000}");
                text.Append(CultureInfo.InvariantCulture, $",{level}");
                AppendVolts(text, random, level, ohmic, slow * (level == 20 ? 1.1 : 1));
                text.Append('\n');
            }
        }
        return text.ToString();
    }

    private static void AppendVolts(StringBuilder text, Random random, int level, double ohmic, double slow)
    {
        double rest = level == 20 ? 3.26 : 3.31;
        Add(rest);
        foreach (double rate in Rates)
        {
            double amps = rate * RatedAmpHours;
            Add(rest + (amps * ohmic));
            Add(rest + (amps * (ohmic + slow)));
            Add(rest + (amps * slow));
            Add(rest + (amps * slow * 0.2));
        }

        void Add(double volts) => text.Append(CultureInfo.InvariantCulture, $",{volts + (0.0002 * (random.NextDouble() - 0.5)):0.0000}");
    }
}
