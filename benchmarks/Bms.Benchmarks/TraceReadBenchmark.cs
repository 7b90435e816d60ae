using System.IO;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Bms.Hil.Traces;

namespace Bms.Benchmarks;

/// <summary>Reading a recording of six columns, plain and gzip; the time is of one row.</summary>
[MemoryDiagnoser]
[Config(typeof(RowsPerSecond))]
public class TraceReadBenchmark
{
    private const int Rows = 50_000;

    private string _path = "";

    /// <summary>Whether the file is compressed.</summary>
    [Params(false, true)]
    public bool Gzip { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _path = Path.GetTempFileName();
        SampleRecording.WriteFile(_path, Rows, Gzip);
    }

    [GlobalCleanup]
    public void Clean() => File.Delete(_path);

    [Benchmark(OperationsPerInvoke = Rows)]
    public double Read()
    {
        using TraceReader reader = TraceReader.Open(_path);
        var row = new TraceRow(reader.Columns.CellCount);
        double sum = 0;
        while (reader.Read(row))
            sum += row.VoltageVolts;
        return sum;
    }

    private sealed class RowsPerSecond : ManualConfig
    {
        public RowsPerSecond() => AddColumn(FigureColumn.MillionsPerSecond);
    }
}
