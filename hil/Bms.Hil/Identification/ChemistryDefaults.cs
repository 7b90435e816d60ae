using Bms.Core.Configuration;
using Bms.Hil.Packs;

namespace Bms.Hil.Identification;

/// <summary>What is taken for a chemistry where recordings say nothing: what it is called, and in which temperatures it may work.</summary>
internal static class ChemistryDefaults
{
    private const double PlateauVolts = 0.12;

    /// <summary>The chemistry that an open-circuit voltage looks like; <c>nmc</c> stands for all that reach about 4 V.</summary>
    public static string Guess(OcvCurve curve)
    {
        double middle = curve.VoltsAt(0.5);
        double plateau = curve.VoltsAt(0.9) - curve.VoltsAt(0.3);
        if (middle is > 3.1 and < 3.45 && plateau < PlateauVolts)
            return "lfp";
        return middle < 2.6 ? "lto" : "nmc";
    }

    /// <summary>Temperatures for charging, in degrees Celsius: the usual ones of the chemistry, not this cell's data sheet.</summary>
    public static double[] ChargeCelsius(string chemistry) => chemistry switch
    {
        "solid-polymer" => [50, 90],
        "lto" => [-30, 55],
        "sodium-ion" => [-10, 45],
        _ => [0, 45],
    };

    /// <summary>Temperatures for discharging, in degrees Celsius.</summary>
    public static double[] DischargeCelsius(string chemistry) => chemistry switch
    {
        "solid-polymer" => [50, 95],
        "lto" => [-30, 60],
        _ => [-20, 60],
    };

    /// <summary>Lowest and highest voltage that a profile of the chemistry may have, in volts.</summary>
    public static (double Lowest, double Highest) VoltRange(string chemistry)
    {
        Chemistry kind = CellQuantiser.ChemistryOf(chemistry);
        // The protection rows trip 50 mV outside a cell's own range and must stay inside the chemistry's.
        return ((ChemistryLimits.LowestCellMicrovolts(kind) * 1e-6) + 0.05, (ChemistryLimits.HighestCellMicrovolts(kind) * 1e-6) - 0.05);
    }
}
