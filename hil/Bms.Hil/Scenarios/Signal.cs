using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Bms.Hil.Quantities;

namespace Bms.Hil.Scenarios;

/// <summary>
/// A number that expectations can be about. Names that begin with <c>true</c> are the simulated pack's own, whatever the sensors
/// say; they exist only where a plant is the source.
/// </summary>
/// <param name="Name">As scenario files spell it.</param>
/// <param name="Dimension">Its unit; null for a count.</param>
/// <param name="Meaning">A few words for the reference of keys.</param>
/// <param name="Read">Reads it from a step; NaN where it is not known.</param>
public sealed record Signal(string Name, Dimension? Dimension, string Meaning, Func<ScenarioStep, double> Read)
{
    private const double Micro = 1e-6;

    /// <summary>The signal whose two states have words of their own.</summary>
    public const string Contactors = "contactors";

    /// <summary>The same of the simulated pack.</summary>
    public const string TrueContactors = "trueContactors";

    /// <summary>All signals.</summary>
    public static IReadOnlyList<Signal> All { get; } =
    [
        new(Contactors, null, "command to the main contactors, open or closed", step => step.Outputs.MainContactorsClosed ? 1 : 0),
        new("mode", null, "mode of the pack, as its number", step => (int)step.Outputs.Mode),
        new("precharge", null, "1 while the precharge contactor is to be closed", step => step.Outputs.PrechargeClosed ? 1 : 0),
        new("zeroCurrent", null, "1 while no current is to be taken", step => step.Outputs.ZeroCurrentRequested ? 1 : 0),
        new("heater", null, "1 while the heater is to be on", step => step.Outputs.HeaterOn ? 1 : 0),
        new("cooling", null, "1 while cooling is to be on", step => step.Outputs.CoolingOn ? 1 : 0),
        new("chargePhase", null, "phase of a commanded charge, as its number", step => (int)step.Outputs.ChargePhase),
        new("chargerCurrent", Quantities.Dimension.Current, "commanded current of the charger", step => step.Outputs.ChargerMicroamps * Micro),
        new("chargerVoltage", Quantities.Dimension.Voltage, "commanded voltage of the charger", step => step.Outputs.ChargerPackMicrovolts * Micro),
        new("trueLinkVoltage", Quantities.Dimension.Voltage, "voltage behind the contactors", step => step.Plant!.LinkVolts),
        new("chargeLimit", Quantities.Dimension.Current, "permitted charge current", step => step.Outputs.ChargeLimitMicroamps * Micro),
        new("dischargeLimit", Quantities.Dimension.Current, "permitted discharge current, a magnitude", step => step.Outputs.DischargeLimitMicroamps * Micro),
        new("chargeLimitCause", null, "what holds the permitted charge current, as its number", step => (int)step.Outputs.ChargeLimitCause),
        new("dischargeLimitCause", null, "what holds the permitted discharge current, as its number", step => (int)step.Outputs.DischargeLimitCause),
        new("sopCharge10s", Quantities.Dimension.Power, "power that can be charged for 10 s", step => step.Outputs.ChargeWatts[1]),
        new("sopDischarge10s", Quantities.Dimension.Power, "power that can be drawn for 10 s", step => step.Outputs.DischargeWatts[1]),
        new("sopCharge", Quantities.Dimension.Power, "power that can be charged continuously", step => step.Outputs.ChargeWatts[3]),
        new("sopDischarge", Quantities.Dimension.Power, "power that can be drawn continuously", step => step.Outputs.DischargeWatts[3]),
        new("bleedingGroups", null, "groups whose bleed resistor is on", step => BitOperations.PopCount(step.Outputs.BleedingGroups)),
        new("soc", Quantities.Dimension.Fraction, "estimated state of charge", step => step.Outputs.Soc),
        new("socSigma", Quantities.Dimension.Fraction, "its reported standard deviation", step => step.Outputs.SocSigma),
        new("socError", Quantities.Dimension.Fraction, "estimate less truth", step => step.Outputs.Soc - step.ReferenceSoc),
        new("cellVoltageMin", Quantities.Dimension.Voltage, "lowest valid cell voltage as measured", step => step.LowestCellVolts),
        new("cellVoltageMax", Quantities.Dimension.Voltage, "highest valid cell voltage as measured", step => step.HighestCellVolts),
        new("cellSpread", Quantities.Dimension.Voltage, "highest less lowest", step => step.HighestCellVolts - step.LowestCellVolts),
        new("current", Quantities.Dimension.Current, "pack current as measured, positive charges", step => step.Amps),
        new("temperatureMin", Quantities.Dimension.Temperature, "lowest valid temperature as measured", step => step.LowestCelsius),
        new("temperatureMax", Quantities.Dimension.Temperature, "highest valid temperature as measured", step => step.HighestCelsius),
        new(TrueContactors, null, "main contactors themselves, open or closed", step => step.Plant!.MainClosed ? 1 : 0),
        new("trueSoc", Quantities.Dimension.Fraction, "mean state of charge of the groups", step => step.ReferenceSoc),
        new("trueSocSpread", Quantities.Dimension.Fraction, "highest state of charge of a group less the lowest", step => Spread(step.Plant!.Soc)),
        new("trueCellVoltageMin", Quantities.Dimension.Voltage, "lowest group voltage", step => Lowest(step.Plant!.GroupVolts)),
        new("trueCellVoltageMax", Quantities.Dimension.Voltage, "highest group voltage", step => Highest(step.Plant!.GroupVolts)),
        new("trueCurrent", Quantities.Dimension.Current, "string current, positive charges", step => step.Plant!.PackAmps),
        new("trueTemperatureMin", Quantities.Dimension.Temperature, "temperature of the coldest group", step => Lowest(step.Plant!.GroupCelsius)),
        new("trueTemperatureMax", Quantities.Dimension.Temperature, "temperature of the hottest group", step => Highest(step.Plant!.GroupCelsius)),
    ];

    /// <summary>All signals by name.</summary>
    public static IReadOnlyDictionary<string, Signal> ByName { get; } = All.ToDictionary(signal => signal.Name);

    /// <summary>Whether only a simulated pack has it.</summary>
    public bool NeedsPlant => Name.StartsWith("true", StringComparison.Ordinal) && Name != "trueSoc";

    /// <summary>Whether its states are open and closed.</summary>
    public bool IsContactor => Name is Contactors or TrueContactors;

    /// <summary>A value in words with its unit.</summary>
    public string Words(double value)
    {
        if (double.IsNaN(value))
            return "not known";
        if (IsContactor)
            return value > 0.5 ? "closed" : "open";
        return QuantityText.Of(value, Dimension);
    }

    private static double Lowest(ReadOnlySpan<double> values)
    {
        double lowest = double.PositiveInfinity;
        foreach (double value in values)
            lowest = Math.Min(lowest, value);
        return lowest;
    }

    private static double Highest(ReadOnlySpan<double> values)
    {
        double highest = double.NegativeInfinity;
        foreach (double value in values)
            highest = Math.Max(highest, value);
        return highest;
    }

    private static double Spread(ReadOnlySpan<double> values) => Highest(values) - Lowest(values);
}
