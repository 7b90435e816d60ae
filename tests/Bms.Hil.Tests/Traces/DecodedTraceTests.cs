using System;
using System.Linq;
using Bms.Hil.Tests.Support;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Traces;

/// <summary>A trace in memory gives what its file gives, as often as one likes.</summary>
public sealed class DecodedTraceTests : IDisposable
{
    private const string Text =
        "Test Time / s,Voltage / V,Current / A,Cell Voltage 1 / V,Cell Voltage 2 / V,Temperature T1 / degC\n"
        + "0,7.4,0,3.7,3.7,25\n1,7.4,-1,3.6,,\nbroken,7.4,-1,3.6,3.5,24\n2,7.3,-2,3.5,3.6,24\n";

    private readonly SmallTrace _traces = new();

    public void Dispose() => _traces.Dispose();

    [Fact]
    public void Its_rows_are_those_of_the_file_pass_after_pass()
    {
        string path = _traces.Write("a.csv", Text);
        DecodedTrace trace = DecodedTrace.Read(path, TestContext.Current.CancellationToken)!;
        using TraceReader reader = TraceReader.Open(path);
        double[][] expected = Values(reader);
        Assert.Equal(3, expected.Length);
        Assert.Equal(expected, Values(trace.Rows()));
        Assert.Equal(expected, Values(trace.Rows()));
    }

    [Fact]
    public void It_knows_name_columns_and_skipped_rows()
    {
        string path = _traces.Write("a.csv", Text);
        ITraceRows rows = DecodedTrace.Read(path, TestContext.Current.CancellationToken)!.Rows();
        Assert.Equal((path, 2, 1), (rows.Name, rows.Columns.CellCount, rows.SkippedRows));
        Assert.Equal(4, Assert.Single(rows.FirstSkipped).Line);
        Assert.Equal("t1", TraceTemperature.Resolve(rows, null).SourceName);
    }

    [Fact]
    public void A_file_without_rows_is_refused_as_ever() =>
        Assert.Contains("no usable row", Assert.Throws<BadInputException>(() => DecodedTrace.Read(_traces.Write("a.csv", Text[..Text.IndexOf('\n', StringComparison.Ordinal)]), TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    private static double[][] Values(ITraceRows rows)
    {
        var row = new TraceRow(rows.Columns.CellCount);
        return [.. Enumerable.Repeat(0, 100).TakeWhile(_ => rows.Read(row)).Select(_ => Enumerable.Range(0, TraceQuantity.Count).Select(slot => row[slot]).ToArray())];
    }
}
