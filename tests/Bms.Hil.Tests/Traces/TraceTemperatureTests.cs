using System;
using System.Collections.Generic;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

public sealed class TraceTemperatureTests
{
    private const string Surface = ",Surface Temperature / degC";
    private const string First = ",Temperature T1 / degC";
    private const string Ambient = ",Ambient Temperature / degC";

    [Theory]
    [InlineData(Ambient + First + Surface, "1,2,3", TemperatureSource.Surface, "surface", 3)]
    [InlineData(Ambient + First, "1,2", TemperatureSource.T1, "t1", 2)]
    [InlineData(Ambient, "1", TemperatureSource.Ambient, "ambient", 1)]
    [InlineData(",Temperature T2 / degC", "1", TemperatureSource.Given, "given", -7)]
    [InlineData(Ambient + Surface, "1,", TemperatureSource.Ambient, "ambient", 1)]
    [InlineData(Ambient + Surface, ",", TemperatureSource.Given, "given", -7)]
    public void Takes_surface_else_t1_else_ambient_else_what_is_given(string columns, string cells, TemperatureSource source, string name, double expected)
    {
        using TraceReader reader = TraceText.Open("Test Time / s,Voltage / V,Current / A" + columns + "\n0,3,1," + cells + "\n");
        TraceTemperature temperature = TraceTemperature.Resolve(reader, -7);
        var row = new TraceRow();
        Assert.True(reader.Read(row));
        Assert.Equal((source, name, expected), (temperature.Source, temperature.SourceName, temperature.CelsiusOf(row)));
    }

    [Fact]
    public void Holds_the_last_value_over_empty_cells_and_the_first_before_it()
    {
        using TraceReader reader = TraceText.Open(
            "Test Time / s,Voltage / V,Current / A" + Surface + Ambient + "\n0,3,1,,9\n1,3,1,20,9\n2,3,1,,9\n3,3,1,21,9\n4,3,1,,9");
        TraceTemperature temperature = TraceTemperature.Resolve(reader, null);
        var seen = new List<double>();
        var row = new TraceRow();
        while (reader.Read(row))
            seen.Add(temperature.CelsiusOf(row));
        Assert.Equal([20, 20, 20, 21, 21], seen);
        Assert.Equal(3, temperature.HeldRows);
    }

    [Fact]
    public void Refuses_a_trace_without_any()
    {
        using TraceReader reader = TraceText.Open("Test Time / s,Voltage / V,Current / A" + Surface + "\n0,3,1,\n");
        string message = Assert.Throws<BadInputException>(() => TraceTemperature.Resolve(reader, null)).Message;
        Assert.StartsWith("test.csv: no temperature", message, StringComparison.Ordinal);
        Assert.Contains("--temperature", message, StringComparison.Ordinal);
        Assert.Null(TraceTemperature.TryResolve(reader.Columns, null));
    }
}
