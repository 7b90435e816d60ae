using System.Globalization;
using Bms.Core.Configuration;

namespace Bms.Hil.Packs;

/// <summary>The words for each reason to refuse a pack image or a configuration.</summary>
public static class PackFaultText
{
    private static readonly string[] MeasurementSettings =
    [
        "age of cell voltages (1 ms to 10 s)", "age of temperatures (1 ms to 60 s)", "age of the current (1 ms to 10 s)",
        "plausible minimum of cell voltages (below the cell's minimum)", "plausible maximum of cell voltages (above the cell's maximum)",
        "plausible minimum of temperatures", "plausible maximum of temperatures",
        "plausible current (at least the pack's limits)", "rest current (at most a twentieth of the smaller of the pack's limits)",
    ];

    private static readonly string[] BalancingSettings =
    [
        "start (1 to 200 mV)", "stop (below the start)", "minimum cell voltage (within the cell's range)",
        "maximum temperature (0 to 120 °C)", "rest time (at most a day)",
    ];

    private static readonly string[] EstimationSettings =
    [
        "kind", "steps between two runs (1 to 1000)", "start sigma (0.001 to 0.5)", "current offset (0 to 0.1 C)", "SOC walk", "gap (1 s to 1 h)",
        "update (0.1 to 60 s)", "sensor offset (0 to 0.2 C)", "capacity error (0 to 0.3)", "resistance walk (0 to 0.1)",
    ];

    private static readonly string[] UncertaintySettings =
    [
        "volts (0.1 mV to 1 V)", "overpotential fraction (0 to 10)", "SOC error (0 to 0.5)",
    ];

    private static readonly string[] CellTables =
    [
        "SOC nodes", "temperature nodes", "OCV", "hysteresis", "R0", "time constants", "resistance steps", "branches", "saturation",
        "model error", "model error's part of the overpotential", "instantaneous hysteresis", "resistance factor of charging",
    ];

    private static readonly string[] CellLimitNames =
    [
        "maximum voltage", "minimum voltage", "charge current", "discharge current",
    ];

    /// <summary>One line: what is wrong, where, and what was expected.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="detail">Its detail.</param>
    public static string Of(PackFault fault, int detail) => fault switch
    {
        PackFault.None => "no fault",
        PackFault.ImageTooShort => $"pack image of {N(detail)} bytes is too short to be one",
        PackFault.ImageTooLong => $"pack image of {N(detail)} bytes is too long: at most {N(PackImage.MaximumLength)} are read",
        PackFault.ImageNotRecognised => "not a pack image: it does not begin with BMSP",
        PackFault.ImageVersion => $"pack image of version {N(detail)}: this core reads version {N(PackImage.Version)}",
        PackFault.ImageLength => $"pack image damaged: its header says {N(detail)} bytes, which is not the file's length",
        PackFault.ImageChecksum => $"pack image damaged: the CRC-32 at byte {N(detail)} does not match the content",
        PackFault.ImageContentLength => $"pack image damaged: its tables do not end where they should (byte {N(detail)})",
        PackFault.SeriesGroups => $"{N(detail)} series groups: 1 to {N(PackConfiguration.MaximumSeriesGroups)} are possible",
        PackFault.ParallelCells => $"{N(detail)} cells in parallel: 1 to 255 are possible",
        PackFault.TemperatureSensors => $"{N(detail)} temperature sensors: 1 to {N(PackConfiguration.MaximumTemperatureSensors)} are possible",
        PackFault.CurrentLimits => $"the pack's {(detail == 0 ? "charge" : "discharge")} limit must be above 0 and at most what its cells take",
        PackFault.Measurement => $"measurement setting out of range: {Name(MeasurementSettings, detail)}",
        PackFault.ProtectionOrder => $"protection table: row {N(detail)} is missing, doubled or out of order; each of the {N(ProtectionPolicy.RowCount)} kinds must be there once",
        PackFault.ProtectionLevels => $"protection row {Row(detail)}: warning, derate and trip limits are not in order",
        PackFault.ProtectionReach => $"protection row {Row(detail)}: the trip limit lies where it protects nothing",
        PackFault.ProtectionHysteresis => $"protection row {Row(detail)}: hysteresis missing or too large",
        PackFault.ProtectionTimes => $"protection row {Row(detail)}: debounce (1 to 100 samples, 0 to 10 s) or recovery (at most 1 h) out of range",
        PackFault.Balancing => $"balancing setting out of range: {Name(BalancingSettings, detail)}",
        PackFault.Estimation => $"estimation setting out of range: {Name(EstimationSettings, detail)}",
        PackFault.CellChemistry => $"cell: unknown chemistry number {N(detail)}",
        PackFault.CellCapacity => "cell: the capacity must be above 1 mAh and at most 2000 Ah, also of the whole pack",
        PackFault.CellGrid => $"cell: SOC nodes must rise from 0 to 1 and temperatures must rise (node {N(detail)})",
        PackFault.CellOcv => $"cell: the OCV falls with SOC or leaves 0.5 to 5.5 V (table entry {N(detail)})",
        PackFault.CellHysteresis => $"cell: the hysteresis is negative or its rate outside 0 to 1000 ({HysteresisPlace(detail)})",
        PackFault.CellResistance => $"cell: a resistance is not positive (table entry {N(detail)})",
        PackFault.CellTau => $"cell: time constants must rise and lie in 0.1 to 100000 s (branch {N(detail)})",
        PackFault.CellSaturation => $"cell: a saturation is negative (temperature node {N(detail)})",
        PackFault.CellUncertainty => $"cell: uncertainty out of range: {Name(UncertaintySettings, detail)}",
        PackFault.CellModelError => $"cell: the model's error must be 0.1 mV to 1 V and 0 to 10 of the overpotential ({ModelErrorPlace(detail)})",
        PackFault.CellChargeResistance => $"cell: the resistance factor of charging must be 0.1 to 10 (table entry {N(detail)})",
        PackFault.CellEfficiency => $"cell: the coulombic efficiency must be 9000 to 10000 of 10000, found {N(detail)}",
        PackFault.CellLimits => $"cell: {Name(CellLimitNames, detail)} out of order or outside what the chemistry allows",
        PackFault.CellShape => $"cell: {Name(CellTables, detail)}: the table's length is not what the grid and the branches ask for",
        _ => $"fault {N((int)fault)} (detail {N(detail)})",
    };

    /// <summary>The name of a protection row as events and messages print it, in camelCase.</summary>
    public static string RowName(int row)
    {
        string name = ((ProtectionKind)row).ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string HysteresisPlace(int detail) =>
        detail >= 0 ? $"table entry {N(detail)}" : detail == -1 ? "rate" : $"instantaneous, temperature node {N(-2 - detail)}";

    private static string ModelErrorPlace(int detail) =>
        detail >= 0 ? $"table entry {N(detail)}" : $"part of the overpotential, temperature node {N(-1 - detail)}";

    private static string Row(int detail) => RowName(detail);

    private static string Name(string[] names, int detail) => detail >= 0 && detail < names.Length ? names[detail] : N(detail);

    private static string N(int value) => value.ToString(CultureInfo.InvariantCulture);
}
