namespace Bms.Core.Configuration;

/// <summary>
/// The outermost trip limits that an image may ask for, a row a chemistry. They are not operating limits: a pack's own table lies
/// within them. Voltages leave about 0.1 V above and 0.5 V below the usual full and empty voltages of the chemistry; temperatures
/// stop at 65 °C while charging and 70 °C while discharging for cells with liquid electrolyte (LFP works to 60 °C, see the table of
/// cells in the standards notes), and reach further only for the solid-state cells that work warm; discharging stops about 10 °C below
/// what the makers of each chemistry allow at the lowest.
/// </summary>
public static class ChemistryLimits
{
    /// <summary>The number of chemistries.</summary>
    public const int Count = 9;

    private const int Columns = 6;
    private const int HighestMillivolts = 0;
    private const int LowestMillivolts = 1;
    private const int HighestChargeCelsius = 2;
    private const int HighestDischargeCelsius = 3;
    private const int LowestChargeCelsius = 4;
    private const int LowestDischargeCelsius = 5;

    private static readonly int[] Table =
    [
        3750, 1800, 65, 70, -10, -40,
        4500, 2000, 65, 70, -20, -45,
        4350, 2000, 65, 70, -20, -45,
        4350, 2000, 65, 70, -20, -45,
        2950, 1200, 65, 70, -40, -55,
        4150, 1200, 65, 70, -30, -45,
        4500, 2000, 65, 75, -20, -45,
        4500, 2000, 100, 110, -20, -45,
        3750, 1800, 100, 110, 20, 0,
    ];

    /// <summary>The highest cell voltage at which a trip may be set, in microvolts.</summary>
    public static int HighestCellMicrovolts(Chemistry chemistry) => At(chemistry, HighestMillivolts) * 1000;

    /// <summary>The lowest cell voltage at which a trip may be set, in microvolts.</summary>
    public static int LowestCellMicrovolts(Chemistry chemistry) => At(chemistry, LowestMillivolts) * 1000;

    /// <summary>The highest temperature at which charging may be cut off, in centidegrees Celsius.</summary>
    public static int HighestChargeCentidegrees(Chemistry chemistry) => At(chemistry, HighestChargeCelsius) * 100;

    /// <summary>The highest temperature at which discharging may be cut off, in centidegrees Celsius.</summary>
    public static int HighestDischargeCentidegrees(Chemistry chemistry) => At(chemistry, HighestDischargeCelsius) * 100;

    /// <summary>The lowest temperature at which charging may be cut off, in centidegrees Celsius.</summary>
    public static int LowestChargeCentidegrees(Chemistry chemistry) => At(chemistry, LowestChargeCelsius) * 100;

    /// <summary>The lowest temperature at which discharging may be cut off, in centidegrees Celsius.</summary>
    public static int LowestDischargeCentidegrees(Chemistry chemistry) => At(chemistry, LowestDischargeCelsius) * 100;

    private static int At(Chemistry chemistry, int column) => Table[((int)chemistry * Columns) + column];
}
