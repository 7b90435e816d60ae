using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;

namespace Bms.Hil.Diagnostics;

/// <summary>What each event of the catalogue means and what a person may do about it. The firmware knows numbers only.</summary>
public static class EventTexts
{
    private static readonly Dictionary<ProtectionKind, string> Rows = new()
    {
        [ProtectionKind.CellOverVoltage] = "A group's voltage is too high. Stop charging; look for a group that is fuller than the others.",
        [ProtectionKind.CellUnderVoltage] = "A group's voltage is too low. Stop discharging and charge soon.",
        [ProtectionKind.OverTemperatureCharge] = "Too hot to charge. Wait, or cool.",
        [ProtectionKind.UnderTemperatureCharge] = "Too cold to charge: lithium would plate. Warm the pack first.",
        [ProtectionKind.OverTemperatureDischarge] = "Too hot to discharge. Reduce the load, or cool.",
        [ProtectionKind.UnderTemperatureDischarge] = "Too cold to discharge. Warm the pack first.",
        [ProtectionKind.OverCurrentCharge] = "The charge current is too large. Check the charger's limit.",
        [ProtectionKind.OverCurrentDischarge] = "The discharge current is too large. Check the load.",
        [ProtectionKind.CellVoltageLost] = "A group's voltage is missing or not believed. Check its sense wire and the AFE.",
        [ProtectionKind.TemperatureLost] = "A temperature is missing or not believed. Check the sensor and its plug.",
        [ProtectionKind.CurrentLost] = "The current is missing or not believed. Check the current sensor.",
        [ProtectionKind.ShortCircuit] = "A short circuit. Find it before service resets this.",
        [ProtectionKind.OpenWire] = "A sense wire is open. Repair it.",
        [ProtectionKind.AfeLost] = "The AFE does not answer. Check its supply and its bus.",
        [ProtectionKind.DeepDischarge] = "A group was discharged so far that it may be damaged. Have the pack examined before service resets this.",
        [ProtectionKind.PackOverVoltage] = "The pack's voltage is too high. Stop charging.",
        [ProtectionKind.PackUnderVoltage] = "The pack's voltage is too low. Stop discharging.",
        [ProtectionKind.OverloadCharge] = "Too much charge current for too long. Let the pack rest.",
        [ProtectionKind.OverloadDischarge] = "Too much discharge current for too long. Let the pack rest.",
        [ProtectionKind.OverTemperatureRest] = "Too hot although nothing flows. Find what heats the pack.",
        [ProtectionKind.UnderTemperatureRest] = "Too cold to be kept. Warm the place.",
        [ProtectionKind.TemperatureSpread] = "Parts of the pack differ too much in temperature. Check cooling and connections.",
        [ProtectionKind.TemperatureRise] = "A temperature rises faster than the load explains. Watch the pack.",
        [ProtectionKind.VoltageSpread] = "Groups differ too much in voltage. Balance, or look for a weak group.",
        [ProtectionKind.PressureHigh] = "The pressure is too high. Have the pack examined.",
        [ProtectionKind.PressureLow] = "The pressure is too low for the cells to work. Have the clamping examined.",
        [ProtectionKind.PressureRate] = "The pressure changes too fast. Have the pack examined.",
        [ProtectionKind.InsulationLow] = "The insulation to the chassis is too low. Do not touch; find the fault.",
        [ProtectionKind.InterlockOpen] = "The interlock is open. Close all plugs and covers.",
        [ProtectionKind.LeakDetected] = "There is liquid in the pack. Find the leak.",
        [ProtectionKind.LinkLost] = "No commands from the vehicle or plant. Check the link.",
        [ProtectionKind.AfeDifference] = "The AFE's own thresholds are not those of the pack image. Configure it anew.",
        [ProtectionKind.IntegrityFault] = "Image, program, memory or limits are damaged. Write them anew, or replace the board.",
        [ProtectionKind.LoopOverrun] = "A step came too late. Look for what holds the program up.",
        [ProtectionKind.PackSumMismatch] = "The pack's voltage is not the sum of its groups. Check both measurements.",
        [ProtectionKind.CurrentMismatch] = "The two current sensors differ. Check both.",
        [ProtectionKind.ChargeCounterMismatch] = "The charge counter and the current differ. Check the counter.",
        [ProtectionKind.AuxiliaryLost] = "An input of the board is missing. Check its sensor.",
        [ProtectionKind.RunawayWarning] = "Signs of a beginning thermal runaway. Leave the pack and warn others.",
        [ProtectionKind.ThermalRunaway] = "A thermal runaway. Leave the pack; it must not be used again.",
    };

    /// <summary>All kinds of the catalogue, in its order.</summary>
    public static IReadOnlyList<EventKind> Kinds { get; } =
        [.. Enumerable.Range(0, EventCatalogue.Places).Select(EventCatalogue.KindAt).Where(kind => (int)kind >= 0)];

    /// <summary>The text of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The catalogue has no such kind.</exception>
    public static string Of(EventKind kind) => kind switch
    {
        EventKind.TimeRanBackwards => "The clock ran backwards. Check the board's clock.",
        EventKind.InternalFault => "An exception ended a step. Start the board anew and report it with its freeze frame.",
        EventKind.ContactorFault => "A contactor does not obey, or precharging or heating took too long. Check contactors and load before service resets this.",
        EventKind.MemoryFault => "The non-volatile memory does not keep what it should. What is stored stays; check or replace the part.",
        EventKind.Restarted => "The board was started on a memory that held records.",
        EventKind.HeaterFault => "The heater does not do what it is told. Check its switch, its supply and its element.",
        EventKind.ChargeFault => "A charge was given up. Check the charger and its line.",
        _ when Rows.TryGetValue((ProtectionKind)(int)kind, out string? text) => text,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "the catalogue has no such kind"),
    };

    /// <summary>What the firmware does at most about a kind in a pack.</summary>
    public static EventAction ActionOf(EventKind kind, PackConfiguration pack)
    {
        ArgumentNullException.ThrowIfNull(pack);
        bool latching = (int)kind < ProtectionPolicy.RowCount && pack.FindRow((ProtectionKind)(int)kind) is { Latching: true };
        return EventCatalogue.ActionOf(kind, kind is EventKind.TimeRanBackwards or EventKind.MemoryFault ? 1 : 3, latching);
    }
}
