using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Faults;
using Bms.Hil.Scoring.Suites;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>docs/SCORING.md tells the truth: its suite can be read, and no word of the format is missing.</summary>
public sealed class ScoringDocumentTests : IDisposable
{
    private readonly SmallSuite _small = new();
    private readonly string _document = File.ReadAllText(Path.Combine(RecordedTraces.RepositoryRoot, "docs", "SCORING.md")).ReplaceLineEndings("\n");

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Its_suite_can_be_read()
    {
        int start = _document.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        string yaml = _document[start.._document.IndexOf("```", start, StringComparison.Ordinal)];
        foreach (string name in (string[])["slow_25C.csv", "hppc_25C.csv", "hppc_0C.csv", "highway_25C.csv", "city_25C.csv"])
            File.Copy(Path.Combine(_small.Folder, "one.csv"), Path.Combine(_small.Folder, name));
        ScoreRecording recording = Assert.Single(ScoreSuiteReader.Open(_small.Write(yaml), _small.Folder).Recordings);
        Assert.Equal(26, recording.Disturbances.Count);
        Assert.Equal((0.01, 0.012, 0.03), (recording.Limits.RmseAfter600s["true-start"], recording.Limits.RmseAfter600s["start-0.3"], recording.Limits.RmseAfter600s["offset+0.1A"]));
        Assert.Equal(4, recording.Cell.Recipe!.Inputs.Count);
    }

    [Fact]
    public void Every_word_is_explained()
    {
        IEnumerable<string> words =
        [
            .. DisturbanceKind.All.Select(kind => kind.Key),
            .. DisturbanceKind.All.Select(kind => kind.Name),
            .. StandardDisturbances.All.Select(one => one.Name),
            .. ShippedFile.Names("scoring", ".yaml"),
            "include", "data", "cells", "estimators", "disturbances", "limits", "seed", "recordings", "identify", "capacity", "referenceSoc", "initialSoc",
            "temperature", "series", "from", "to", "scoreFrom", "rmseAfter600s", "coverage", "meanSigma", "sigmaOverRmse", "all",
        ];
        Assert.All(words, word => Assert.Contains($"`{word}`", _document, StringComparison.Ordinal));
    }
}
