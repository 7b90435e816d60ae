using System;
using System.Globalization;

namespace Bms.Hil.Traces;

/// <summary>
/// The quantities a trace may hold, each a slot number in a <see cref="TraceRow"/>, with the two names that Battery Data Format
/// 1.3.0 gives each of them: the label (<c>Test Time / s</c>) and the machine-readable one (<c>test_time_second</c>). BDF has no
/// pack columns; <c>Cell Voltage 1 / V</c> … <c>32</c> extend it in the same style.
/// </summary>
public static class TraceQuantity
{
    public const int TestTime = 0;
    public const int Voltage = 1;
    public const int Current = 2;
    public const int SurfaceTemperature = 3;
    public const int AmbientTemperature = 4;
    public const int NetCapacity = 5;

    /// <summary>Slot of <c>Temperature T1 / degC</c>; T2 … T5 follow.</summary>
    public const int FirstSensorTemperature = 6;

    /// <summary>Slot of <c>Cell Voltage 1 / V</c>; the other groups follow.</summary>
    public const int FirstCellVoltage = FirstSensorTemperature + MaximumSensors;

    /// <summary>Most temperature sensors of one trace (T1 … T5).</summary>
    public const int MaximumSensors = 5;

    /// <summary>Most series groups of one trace.</summary>
    public const int MaximumCells = 32;

    /// <summary>Number of slots.</summary>
    public const int Count = FirstCellVoltage + MaximumCells;

    private static readonly string[] Labels = new string[Count];
    private static readonly string[] SnakeNames = new string[Count];
    private static readonly string[] Units = new string[Count];

    static TraceQuantity()
    {
        Name(TestTime, "Test Time / s", "test_time_second", "s");
        Name(Voltage, "Voltage / V", "voltage_volt", "V");
        Name(Current, "Current / A", "current_ampere", "A");
        Name(SurfaceTemperature, "Surface Temperature / degC", "surface_temperature_celsius", "degC");
        Name(AmbientTemperature, "Ambient Temperature / degC", "ambient_temperature_celsius", "degC");
        Name(NetCapacity, "Net Capacity / Ah", "net_capacity_ah", "Ah");
        for (int sensor = 1; sensor <= MaximumSensors; sensor++)
        {
            string number = sensor.ToString(CultureInfo.InvariantCulture);
            Name(FirstSensorTemperature + sensor - 1, $"Temperature T{number} / degC", $"temperature_t{number}_celsius", "degC");
        }

        for (int cell = 1; cell <= MaximumCells; cell++)
        {
            string number = cell.ToString(CultureInfo.InvariantCulture);
            Name(FirstCellVoltage + cell - 1, $"Cell Voltage {number} / V", $"cell_voltage_{number}_volt", "V");
        }
    }

    /// <summary>True for the three quantities without which a row says nothing: time, voltage, current.</summary>
    public static bool IsRequired(int slot) => slot <= Current;

    /// <summary>The label of a slot, for example <c>Current / A</c>.</summary>
    public static string LabelOf(int slot) => Labels[slot];

    /// <summary>The snake-case name of a slot, for example <c>current_ampere</c>.</summary>
    public static string SnakeNameOf(int slot) => SnakeNames[slot];

    /// <summary>The unit of a slot as BDF writes it: s, V, A, degC or Ah.</summary>
    public static string UnitOf(int slot) => Units[slot];

    /// <summary>
    /// The largest magnitude that a value of the slot may have; what lies beyond is no measurement: 1000 V, 100 000 A, 10¹² s
    /// (30 000 years). Temperatures and the counter have no limit but being finite, because an open thermocouple that reads
    /// −2501 °C says nothing against the voltage beside it.
    /// </summary>
    public static double LargestMagnitude(int slot) => slot switch
    {
        TestTime => 1e12,
        Current => 100_000,
        Voltage or >= FirstCellVoltage => 1000,
        _ => double.MaxValue,
    };

    /// <summary>The slot that a header cell names, by label or snake-case name in any letter case, or −1.</summary>
    public static int Find(ReadOnlySpan<char> name)
    {
        for (int slot = 0; slot < Count; slot++)
        {
            if (name.Equals(Labels[slot], StringComparison.OrdinalIgnoreCase)
                || name.Equals(SnakeNames[slot], StringComparison.OrdinalIgnoreCase))
                return slot;
        }

        return -1;
    }

    private static void Name(int slot, string label, string snakeName, string unit)
    {
        Labels[slot] = label;
        SnakeNames[slot] = snakeName;
        Units[slot] = unit;
    }
}
