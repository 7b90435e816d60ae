using System;

namespace Bms.Hil.Traces;

/// <summary>Where the temperature of a trace is taken from.</summary>
public enum TemperatureSource
{
    /// <summary>Column <c>Surface Temperature / degC</c>.</summary>
    Surface,

    /// <summary>Column <c>Temperature T1 / degC</c>.</summary>
    T1,

    /// <summary>Column <c>Ambient Temperature / degC</c>.</summary>
    Ambient,

    /// <summary>The user's value.</summary>
    Given,
}

/// <summary>
/// The cell temperature along a trace. One source serves a whole file: Surface, else T1, else Ambient, else what the user
/// gives. A column counts if it holds a value at the start of the file. Testers log temperatures less often than voltages:
/// where a cell is empty the last value holds, before the first value that one does. It is never taken from another column
/// half-way, because a jump between two sensors is no change of temperature.
/// </summary>
public sealed class TraceTemperature
{
    private readonly int _slot;
    private double _celsius;

    private TraceTemperature(TemperatureSource source, int slot, double celsius)
    {
        Source = source;
        _slot = slot;
        _celsius = celsius;
    }

    /// <summary>Where the temperature comes from.</summary>
    public TemperatureSource Source { get; }

    /// <summary>The source as reports and JSON name it: <c>surface</c>, <c>t1</c>, <c>ambient</c> or <c>given</c>.</summary>
    public string SourceName => NameOf(Source);

    /// <summary>Rows whose cell was empty, so that another row's value was used.</summary>
    public long HeldRows { get; private set; }

    /// <summary>Chooses the source for a trace whose header has been read.</summary>
    /// <param name="rows">The trace.</param>
    /// <param name="givenCelsius">The user's value in degrees Celsius, or null.</param>
    /// <exception cref="BadInputException">There is no temperature at all.</exception>
    public static TraceTemperature Resolve(ITraceRows rows, double? givenCelsius)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return TryResolve(rows.Columns, givenCelsius) ?? throw new BadInputException(
            $"{rows.Name}: no temperature: none of the columns '{TraceQuantity.LabelOf(TraceQuantity.SurfaceTemperature)}', "
            + $"'{TraceQuantity.LabelOf(TraceQuantity.FirstSensorTemperature)}' and "
            + $"'{TraceQuantity.LabelOf(TraceQuantity.AmbientTemperature)}' holds a value at the start; give one with --temperature");
    }

    /// <summary>As <see cref="Resolve"/>, but null where there is no temperature.</summary>
    public static TraceTemperature? TryResolve(TraceColumns columns, double? givenCelsius)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return FromColumn(TemperatureSource.Surface, TraceQuantity.SurfaceTemperature)
            ?? FromColumn(TemperatureSource.T1, TraceQuantity.FirstSensorTemperature)
            ?? FromColumn(TemperatureSource.Ambient, TraceQuantity.AmbientTemperature)
            ?? (givenCelsius is double given ? new TraceTemperature(TemperatureSource.Given, -1, given) : null);

        TraceTemperature? FromColumn(TemperatureSource source, int slot)
        {
            double first = columns.FirstValueOf(slot);
            return double.IsNaN(first) ? null : new TraceTemperature(source, slot, first);
        }
    }

    /// <summary>The name of a source in reports and JSON.</summary>
    public static string NameOf(TemperatureSource source) => source switch
    {
        TemperatureSource.Surface => "surface",
        TemperatureSource.T1 => "t1",
        TemperatureSource.Ambient => "ambient",
        _ => "given",
    };

    /// <summary>The temperature at a row in degrees Celsius; rows must come in file order.</summary>
    public double CelsiusOf(TraceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (_slot < 0)
            return _celsius;
        double read = row[_slot];
        if (double.IsNaN(read))
            HeldRows++;
        else
            _celsius = read;
        return _celsius;
    }
}
