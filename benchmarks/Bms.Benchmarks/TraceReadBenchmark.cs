using System.IO;
using System.IO.Compression;
using System.Linq;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Bms.Hil.Traces;

namespace Bms.Benchmarks;

/// <summary>Reading a recording of six columns, plain and gzip; the time is of one row.</summary>
[MemoryDiagnoser]
[Config(typeof(RowsPerSecond))]
public class TraceReadBenchmark
{
    private const int Rows = 300_000;

    private string _path = "";

    /// <summary>Whether the file is compressed.</summary>
    [Params(false, true)]
    public bool Gzip { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _path = Path.GetTempFileName();
        using FileStream file = File.Create(_path);
        using Stream target = Gzip ? new GZipStream(file, CompressionLevel.Optimal) : file;
        SampleRecording.Write(target, Rows);
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
        public RowsPerSecond() => AddColumn(new Column());

        /// <summary>The reciprocal of the mean, as readers of files are compared.</summary>
        private sealed class Column : IColumn
        {
            public string Id => nameof(RowsPerSecond);

            public string ColumnName => "Million rows/s";

            public bool AlwaysShow => true;

            public ColumnCategory Category => ColumnCategory.Custom;

            public int PriorityInCategory => 0;

            public bool IsNumeric => true;

            public UnitType UnitType => UnitType.Dimensionless;

            public string Legend => "Rows read in a second";

            public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
            {
                BenchmarkReport? report = summary.Reports.FirstOrDefault(candidate => candidate.BenchmarkCase == benchmarkCase);
                return report?.ResultStatistics is { } statistics
                    ? (1e3 / statistics.Mean).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)
                    : "?";
            }

            public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

            public bool IsAvailable(Summary summary) => true;

            public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
        }
    }
}
