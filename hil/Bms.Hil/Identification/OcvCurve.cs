using System;

namespace Bms.Hil.Identification;

/// <summary>An open-circuit voltage over SOC at one temperature, on a fine grid, with half the gap between its branches.</summary>
internal sealed class OcvCurve
{
    /// <summary>Number of points, evenly spaced from 0 to 1.</summary>
    public const int Points = 401;

    private const double FadeSoc = 0.1;

    public required double[] Volts { get; init; }

    /// <summary>Half the gap between the branches as measured, or null where only one is known.</summary>
    public double[]? HalfGapVolts { get; init; }

    /// <summary>The charge branch, less its ohmic drop; null where it is not known or was left out.</summary>
    public double[]? ChargeVolts { get; init; }

    /// <summary>The discharge branch, less its ohmic drop; null where it is not known.</summary>
    public double[]? DischargeVolts { get; init; }

    /// <summary>Current of the branches in amperes, for what they drop over slow resistances.</summary>
    public double BranchAmps { get; init; }

    /// <summary>The resistance that was already taken out of the branches, in ohms.</summary>
    public double RemovedOhms { get; init; }

    /// <summary>SOC that the recordings reach down to.</summary>
    public double LowestSoc { get; init; }

    /// <summary>SOC that the recordings reach up to.</summary>
    public double HighestSoc { get; init; } = 1;

    /// <summary>How far the curve may be off before loads are looked at, one sigma in volts.</summary>
    public required double SigmaVolts { get; init; }

    /// <summary>How far its SOC may be off that of the loads, one sigma.</summary>
    public double SigmaSoc { get; init; } = 0.02;

    /// <summary>The grid's SOC.</summary>
    public static double SocOf(int point) => point / (double)(Points - 1);

    /// <summary>A value of a table on the grid; it goes on with its last slope beyond the ends.</summary>
    public static double At(double[] table, double soc)
    {
        double place = soc * (Points - 1);
        int left = Math.Clamp((int)Math.Floor(place), 0, Points - 2);
        return table[left] + ((place - left) * (table[left + 1] - table[left]));
    }

    /// <summary>The open-circuit voltage; beyond 0…1 it goes on with its last slope.</summary>
    public double VoltsAt(double soc) => At(Volts, soc);

    /// <summary>
    /// The open-circuit voltage where the curve stands shifted along SOC. The shift fades within the last tenth before both ends, which
    /// stay where the curve has them.
    /// </summary>
    public double ShiftedVoltsAt(double soc, double shift) =>
        VoltsAt(soc + (shift * Math.Clamp(Math.Min(soc, 1 - soc) / FadeSoc, 0, 1)));

    /// <summary>The lowest SOC with at least this voltage, 0…1.</summary>
    public double SocAt(double volts)
    {
        for (int point = 0; point < Points; point++)
        {
            if (Volts[point] < volts)
                continue;
            if (point == 0)
                return 0;
            double rise = Volts[point] - Volts[point - 1];
            return SocOf(point - 1) + ((volts - Volts[point - 1]) / rise / (Points - 1));
        }
        return 1;
    }
}
