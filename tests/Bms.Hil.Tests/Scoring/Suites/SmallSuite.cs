using System;
using System.Linq;
using Bms.Hil.Scoring.Suites;
using Bms.Hil.Tests.Support;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>A suite of two short recordings in a folder of its own, with what a test adds.</summary>
internal sealed class SmallSuite : IDisposable
{
    public const string Yaml = """
        score: Small
        cells: { nmc: synthetic-nmc-50ah }
        estimators: [coulomb, ekf]
        disturbances: [true-start, start-0.3, { name: offset, currentOffset: 5 A }]
        recordings:
          - { name: one, file: one.csv, cell: nmc }
          - { name: two, file: two.csv, cell: nmc, scoreFrom: 100 s }

        """;

    private readonly SmallTrace _traces = new();

    public SmallSuite()
    {
        _traces.Discharge("one.csv", 1801, -50);
        _traces.Discharge("two.csv", 1201, -20);
    }

    public string Folder => _traces.Folder;

    public void Dispose() => _traces.Dispose();

    /// <summary>Writes a suite and gives its path.</summary>
    public string Write(string yaml = Yaml, string name = "small.yaml") => _traces.Write(name, yaml);

    /// <summary>Writes a suite and reads it.</summary>
    public ScoreSuite Read(string yaml = Yaml) => ScoreSuiteReader.Open(Write(yaml));

    /// <summary>Writes a suite with something put in the place of something else.</summary>
    public string With(params string[] pairs) =>
        Write(pairs.Chunk(2).Aggregate(Yaml, (yaml, pair) => yaml.Replace(pair[0], pair[1], StringComparison.Ordinal)));
}
