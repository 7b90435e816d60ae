using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>
/// The protection table that a cell's own limits suggest. Voltages trip 50 mV outside the maker's range, temperatures 2 °C outside
/// it, currents at 1.25 times the continuous limit; each row warns and derates before it trips.
/// </summary>
public static class DefaultProtection
{
    /// <summary>The table for a pack of this cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="chargeMicroamps">The pack's continuous charge current.</param>
    /// <param name="dischargeMicroamps">The pack's continuous discharge current.</param>
    public static ProtectionRow[] For(CellFile cell, int chargeMicroamps, int dischargeMicroamps)
    {
        CellLimits limits = cell.Limits;
        int highest = CellQuantiser.Int(limits.MaximumVolts * 1e6);
        int lowest = CellQuantiser.Int(limits.MinimumVolts * 1e6);
        return
        [
            Voltage(ProtectionKind.CellOverVoltage, highest + 20_000, highest + 30_000, highest + 50_000, 50_000, 200),
            Voltage(ProtectionKind.CellUnderVoltage, lowest + 100_000, lowest + 50_000, lowest - 50_000, 200_000, 500),
            Temperature(ProtectionKind.OverTemperatureCharge, limits.ChargeCelsius[1], -1),
            Temperature(ProtectionKind.UnderTemperatureCharge, limits.ChargeCelsius[0], +1),
            Temperature(ProtectionKind.OverTemperatureDischarge, limits.DischargeCelsius[1], -1),
            Temperature(ProtectionKind.UnderTemperatureDischarge, limits.DischargeCelsius[0], +1),
            Current(ProtectionKind.OverCurrentCharge, chargeMicroamps),
            Current(ProtectionKind.OverCurrentDischarge, dischargeMicroamps),
            Lost(ProtectionKind.CellVoltageLost, 400),
            Lost(ProtectionKind.TemperatureLost, 1000),
            Lost(ProtectionKind.CurrentLost, 400),
            ShortCircuit(Math.Max(chargeMicroamps, dischargeMicroamps)),
            Found(ProtectionKind.OpenWire),
            DeepDischarge(lowest - 150_000),
        ];
    }

    /// <summary>The table with the row that watches inputs, where there are any.</summary>
    public static ProtectionRow[] WithInputs(ProtectionRow[] rows, int inputs)
    {
        const int CounterOnly = 1 << (int)AuxiliaryChannel.ChargeCounter;
        return (inputs & ~CounterOnly) == 0 ? rows : [.. rows, Lost(ProtectionKind.AuxiliaryLost, 1000)];
    }

    private static ProtectionRow ShortCircuit(int microamps) => new()
    {
        Kind = ProtectionKind.ShortCircuit,
        WarningLimit = CellQuantiser.Int(microamps * 3.0),
        DerateLimit = CellQuantiser.Int(microamps * 3.0),
        TripLimit = CellQuantiser.Int(microamps * 3.0),
        Hysteresis = CellQuantiser.Int(microamps * 0.5),
        DebounceSamples = 1,
        RecoveryMilliseconds = 10_000,
        Latching = true,
    };

    private static ProtectionRow Found(ProtectionKind kind) => new()
    {
        Kind = kind,
        WarningLimit = 1,
        DerateLimit = 1,
        TripLimit = 1,
        DebounceSamples = 1,
        RecoveryMilliseconds = 5_000,
    };

    private static ProtectionRow DeepDischarge(int trip) => new()
    {
        Kind = ProtectionKind.DeepDischarge,
        WarningLimit = trip,
        DerateLimit = trip,
        TripLimit = trip,
        Hysteresis = 300_000,
        DebounceSamples = 3,
        DebounceMilliseconds = 2_000,
        RecoveryMilliseconds = 10_000,
        Latching = true,
    };

    private static ProtectionRow Voltage(ProtectionKind kind, int warning, int derate, int trip, int hysteresis, int debounce) => new()
    {
        Kind = kind,
        WarningLimit = warning,
        DerateLimit = derate,
        TripLimit = trip,
        Hysteresis = hysteresis,
        DebounceSamples = 3,
        DebounceMilliseconds = debounce,
        RecoveryMilliseconds = 10_000,
    };

    private static ProtectionRow Temperature(ProtectionKind kind, double celsius, int inwards)
    {
        int limit = CellQuantiser.Int(celsius * 100);
        return new ProtectionRow
        {
            Kind = kind,
            WarningLimit = limit + (inwards * 300),
            DerateLimit = limit + (inwards * 200),
            TripLimit = limit - (inwards * 200),
            Hysteresis = 300,
            DebounceSamples = 3,
            DebounceMilliseconds = 800,
            RecoveryMilliseconds = 30_000,
        };
    }

    private static ProtectionRow Current(ProtectionKind kind, int microamps) => new()
    {
        Kind = kind,
        WarningLimit = CellQuantiser.Int(microamps * 1.05),
        DerateLimit = CellQuantiser.Int(microamps * 1.1),
        TripLimit = CellQuantiser.Int(microamps * 1.25),
        Hysteresis = CellQuantiser.Int(microamps * 0.1),
        DebounceSamples = 3,
        DebounceMilliseconds = 200,
        RecoveryMilliseconds = 10_000,
        Latching = true,
    };

    private static ProtectionRow Lost(ProtectionKind kind, int debounce) => new()
    {
        Kind = kind,
        WarningLimit = 1,
        DerateLimit = 1,
        TripLimit = 1,
        Hysteresis = 0,
        DebounceSamples = 2,
        DebounceMilliseconds = debounce,
        RecoveryMilliseconds = 5_000,
        // A channel that keeps failing stays failed until somebody has looked at it.
        RecloseLimit = 10,
    };
}
