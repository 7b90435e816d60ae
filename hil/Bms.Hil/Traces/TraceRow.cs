using System;

namespace Bms.Hil.Traces;

/// <summary>
/// One row of a trace, allocated once and filled again for every row. NaN means that the trace has no such column or that this
/// cell of it is empty; time, voltage and current of a row that was read are always finite.
/// </summary>
public sealed class TraceRow
{
    private readonly double[] _values = new double[TraceQuantity.Count];

    /// <param name="cellCount">Series groups with a voltage of their own, 0 to 32.</param>
    public TraceRow(int cellCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cellCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cellCount, TraceQuantity.MaximumCells);
        CellCount = cellCount;
        Clear();
    }

    /// <summary>Line of the file, the header being line 1 unless blank lines precede it.</summary>
    public long LineNumber { get; set; }

    /// <summary>Number of series groups that <see cref="CellVolts"/> holds; 0 for a single cell.</summary>
    public int CellCount { get; internal set; }

    /// <summary>Test time in seconds as in the file; it need not start at 0.</summary>
    public double TimeSeconds
    {
        get => _values[TraceQuantity.TestTime];
        set => _values[TraceQuantity.TestTime] = value;
    }

    /// <summary>Terminal voltage in volts.</summary>
    public double VoltageVolts
    {
        get => _values[TraceQuantity.Voltage];
        set => _values[TraceQuantity.Voltage] = value;
    }

    /// <summary>Current in amperes, positive when it charges.</summary>
    public double CurrentAmps
    {
        get => _values[TraceQuantity.Current];
        set => _values[TraceQuantity.Current] = value;
    }

    /// <summary>Temperature of the cell's surface in degrees Celsius, or NaN.</summary>
    public double SurfaceTemperatureCelsius
    {
        get => _values[TraceQuantity.SurfaceTemperature];
        set => _values[TraceQuantity.SurfaceTemperature] = value;
    }

    /// <summary>Temperature around the cell in degrees Celsius, or NaN.</summary>
    public double AmbientTemperatureCelsius
    {
        get => _values[TraceQuantity.AmbientTemperature];
        set => _values[TraceQuantity.AmbientTemperature] = value;
    }

    /// <summary>The tester's own charge counter in ampere-hours, charging positive, from an arbitrary zero, or NaN.</summary>
    public double NetCapacityAmpHours
    {
        get => _values[TraceQuantity.NetCapacity];
        set => _values[TraceQuantity.NetCapacity] = value;
    }

    /// <summary>Temperatures T1 … T5 in degrees Celsius; NaN where there is none.</summary>
    public Span<double> SensorTemperaturesCelsius => _values.AsSpan(TraceQuantity.FirstSensorTemperature, TraceQuantity.MaximumSensors);

    /// <summary>Voltages of the series groups in volts, as many as the trace has columns for; NaN where a cell is empty.</summary>
    public Span<double> CellVolts => _values.AsSpan(TraceQuantity.FirstCellVoltage, CellCount);

    /// <summary>Any value by its slot in <see cref="TraceQuantity"/>.</summary>
    public double this[int slot]
    {
        get => _values[slot];
        set => _values[slot] = value;
    }

    /// <summary>
    /// Voltage of one series group: the mean of those that are there, or the terminal voltage of a single cell; NaN where none is.
    /// </summary>
    public double MeanGroupVolts
    {
        get
        {
            if (CellCount == 0)
                return VoltageVolts;
            double sum = 0;
            int count = 0;
            foreach (double volts in CellVolts)
            {
                if (double.IsNaN(volts))
                    continue;
                sum += volts;
                count++;
            }
            return count == 0 ? double.NaN : sum / count;
        }
    }

    /// <summary>Makes every value NaN.</summary>
    public void Clear() => Array.Fill(_values, double.NaN);
}
