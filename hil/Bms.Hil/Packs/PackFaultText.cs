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

    private static readonly string[] PlausibilitySettings =
    [
        "cell jump (off, 50 mV to 2 V)", "cell stuck (off, 5 mV to 1 V)", "stuck current", "open wire (off, 50 mV to 2 V)",
        "temperature jump (off, 1 to 100 °C)", "temperature stuck (off, 1 to 100 °C)", "doubt (at most 10 min)", "charge counter",
    ];

    private static readonly string[] RunawaySettings =
    [
        "rise (off, 1 to 600 °C a minute)", "drop (off, 10 mV to 2 V)", "heat (off, 30 to 150 °C)", "pressure (off, or with the input)",
        "hold (at most 10 min)",
    ];

    private static readonly string[] ContactorSettings =
    [
        "start blanking (at most 10 s)", "wait before opening (at most 5 s)", "zero current (at most the discharge limit)",
        "reaction (off, 10 ms to 5 s)", "precharge (needs the link voltage)", "precharge target (50 to 99.9 %)", "precharge end current",
        "precharge minimum (below the maximum)", "precharge maximum (10 ms to 30 s)", "precharge tries (1 to 10)",
        "precharge cool-down (at most 10 min)", "preheat", "preheat below (under the target)", "preheat until", "preheat maximum (at most a day)",
    ];

    private static readonly string[] AfeSettings =
    [
        "voltage margin (at most 0.5 V)", "current margin (at most 200 %)", "voltage tolerance (at most 100 mV)",
        "current tolerance (at most 50 %)", "delay (at most 10 s)", "period (1 s to 1 h)",
    ];

    private static readonly string[] BalancingSettings =
    [
        "start (1 to 200 mV)", "stop (below the start)", "minimum cell voltage (within the cell's range)",
        "maximum temperature (0 to 120 °C)", "rest time (at most a day)", "strategy (by charge needs packState)", "anchor (0 to 1)",
        "bleed resistor (0.1 to 10 000 Ω)", "margin (0 to 5 sigmas)", "smallest (0.0001 to 0.1)", "window (1 s or more, with settle below groupUnseen)",
        "settle (at most 10 min)", "look (1 s to 1 h)", "channels (1 to 32)", "sensor (0 or one that the pack has)",
        "warm (below the maximum temperature)", "minimum SOC (0 to 1)",
    ];

    private static readonly string[] EstimationSettings =
    [
        "kind", "steps between two runs (1 to 1000)", "start sigma (0.001 to 0.5)", "current offset (0 to 0.1 C)", "SOC walk", "gap (1 s to 1 h)",
        "update (0.1 to 60 s)", "sensor offset (0 to 0.2 C)", "capacity error (0 to 0.3)", "resistance walk (0 to 0.1)",
    ];

    private static readonly string[] PackStateSettings =
    [
        "group voltage offset (0.1 to 50 mV)", "group SOC (0.001 to 0.3)", "group capacity (0.001 to 0.3)", "group resistance (0.001 to 0.5)",
        "group drift (at most 0.001 a square-root second)", "group unseen (10 s to a day)",
        "capacity error (0.01 to 0.5)", "capacity span (0.1 to 0.9)", "capacity kept (0.5 to 0.999)", "current gain (at most 0.1)",
        "resistance error (0.05 to 1)", "least temperature of health (-20 to 40 °C)",
    ];

    private static readonly string[] PowerSettings =
    [
        "margin (0.5 to 5 sigmas)", "resistance spread (0 to 0.3)", "continuous (1 min to 1 h)", "horizon", "recovery (at most 10 min)",
        "what is left without a channel (0 to 1)", "charge taper (0 to 500 mV)", "discharge taper (0 to 1 V)", "lower pressure (below the upper)",
        "upper pressure (with the input)", "pressure band (1 kPa to 100 MPa)", "strings (1 to 16)", "landing current (0 to 1)", "reserve (0 to 0.9)",
        "degrade band (up to 0.9, above 0 where it degrades)", "map temperatures (1 to 8, rising)", "map states of charge (1 to 8, rising)",
        "charge map (a part of 0 to 1 for each node)", "discharge map (a part of 0 to 1 for each node)",
    ];

    private static readonly string[] ChargingSettings =
    [
        "voltage (at most the cell's maximum)", "window (1 to 50 mV)", "precharge below (under the voltage)", "precharge current (0.1 to 100 %)",
        "tail (at most a twentieth of the capacity an hour)", "recharge SOC (below 100 %)", "recharge voltage (under the voltage)", "storage SOC",
        "precharge maximum (1 s to a day)", "longest constant current (1 min to 3 days)", "longest constant voltage (1 min to a day)",
        "tail time (1 min to 1 h)", "stall (1 min to 2 h)", "no current (5 s to 1 h)", "hold (at most a day)",
        "temperatures of the steps (1 to 8, rising, -60 to 150 °C)", "SOC of the steps (1 to 8, rising, the last one 100 %)",
        "currents of the steps (0 to 100 %, as many as there are steps)",
    ];

    private static readonly string[] ThermalSettings =
    [
        "cooling above (over where it ends)", "cooling below (over where heating ends)", "least cooling (at most 1 h)", "least pause of cooling (at most 1 h)",
        "charge heating below (under its end)", "charge heating until", "heater reaction (1 to 60 s)", "heater rise (0.1 to 20 °C)",
        "heater rise time (1 s to 2 h)", "heater overrun (at most 2 h)", "least heating (at most 1 h)", "least pause of heating (at most 1 h)",
        "highest heater temperature (over where heating ends)",
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
        PackFault.ProtectionOrder => $"protection table: row {N(detail)} is missing, doubled or out of order; the rows up to currentLost must be there, each kind at most once",
        PackFault.ProtectionLevels => $"protection row {Row(detail)}: warning, derate and trip limits are not in order",
        PackFault.ProtectionReach => $"protection row {Row(detail)}: the trip limit lies where it protects nothing",
        PackFault.ProtectionHysteresis => $"protection row {Row(detail)}: hysteresis missing or too large",
        PackFault.ProtectionTimes => $"protection row {Row(detail)}: debounce ({N(LeastSamples(detail))} to 100 samples, 0 to 10 s) or recovery (at most 1 h) out of range",
        PackFault.ProtectionInput => $"protection row {Row(detail)}: it needs an input that the board has not, or inputs lack this row",
        PackFault.ProtectionRecovery => $"protection row {Row(detail)}: cool-down (at most 1 d), reclose limit (at most 255), wait (at most 5 s, none where it may not wait) or latch",
        PackFault.Plausibility => $"plausibility setting out of range: {Name(PlausibilitySettings, detail)}",
        PackFault.Runaway => $"runaway setting out of range: {Name(RunawaySettings, detail)}",
        PackFault.Contactors => $"contactor setting out of range: {Name(ContactorSettings, detail)}",
        PackFault.Afe => $"AFE setting out of range: {Name(AfeSettings, detail)}",
        PackFault.Balancing => $"balancing setting out of range: {Name(BalancingSettings, detail)}",
        PackFault.Estimation => $"estimation setting out of range: {Name(EstimationSettings, detail)}",
        PackFault.PackState => $"pack state setting out of range: {Name(PackStateSettings, detail)}",
        PackFault.Power => $"power setting out of range: {Name(PowerSettings, detail)}",
        PackFault.Identity => IdentityText(detail),
        PackFault.Charging => $"charging setting out of range: {Name(ChargingSettings, detail)}",
        PackFault.Thermal => $"thermal setting out of range: {Name(ThermalSettings, detail)}",
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

    private static string IdentityText(int detail) => detail switch
    {
        64 => "identity: code and previous code are the same",
        65 => "identity: unknown status",
        66 => "identity: the day of manufacture is not within 1970 to 2099",
        67 => "identity: the day of service is not within 1970 to 2099",
        68 => "identity: the extreme cold limit must be -60 to 30 °C",
        69 => "identity: the extreme heat limit must be above 30 and at most 120 °C",
        >= 32 => $"identity: previous code: {CodeText(detail - 32)}",
        _ => $"identity: code: {CodeText(detail)}",
    };

    private static string CodeText(int position) => position switch
    {
        3 => "character 4 must be the product: P for a pack (a previous code may be M or C)",
        4 => "character 5 must be the chemistry's letter: B for LFP, E for NMC and NCA, another one for others",
        14 => "character 15 must be the year: a digit or a letter other than I and O",
        15 => "character 16 must be the month: 1 to 9, A to C",
        16 => "character 17 must be the day: 1 to 9 or A to X other than I and O",
        _ => $"character {N(position + 1)} is wrong: 24 digits and capital letters are expected",
    };

    private static string HysteresisPlace(int detail) =>
        detail >= 0 ? $"table entry {N(detail)}" : detail == -1 ? "rate" : $"instantaneous, temperature node {N(-2 - detail)}";

    private static string ModelErrorPlace(int detail) =>
        detail >= 0 ? $"table entry {N(detail)}" : $"part of the overpotential, temperature node {N(-1 - detail)}";

    private static int LeastSamples(int row) => row is >= 0 and < ProtectionPolicy.RowCount ? ProtectionPolicy.LeastSamples((ProtectionKind)row) : 1;

    private static string Row(int detail) => RowName(detail);

    private static string Name(string[] names, int detail) => detail >= 0 && detail < names.Length ? names[detail] : N(detail);

    private static string N(int value) => value.ToString(CultureInfo.InvariantCulture);
}
