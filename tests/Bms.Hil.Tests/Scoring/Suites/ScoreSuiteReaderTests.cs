using System;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Faults;
using Bms.Hil.Identification;
using Bms.Hil.Scoring.Suites;
using Xunit;

namespace Bms.Hil.Tests.Scoring.Suites;

/// <summary>What suites say is read, and what is wrong with them is said with file, line and column.</summary>
public sealed class ScoreSuiteReaderTests : IDisposable
{
    private readonly SmallSuite _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void Cases_come_recording_by_recording_estimator_by_estimator()
    {
        ScoreSuite suite = _small.Read();
        Assert.Equal(2 * 2 * 3, suite.Cases.Count());
        Assert.Equal(
            ["nmc/one/coulomb/true-start", "nmc/one/coulomb/start-0.3", "nmc/one/coulomb/offset", "nmc/one/ekf/true-start"],
            suite.Cases.Take(4).Select(one => one.Id));
        Assert.Equal(100, suite.Recordings[1].Settings.ScoreFromSeconds);
        Assert.Equal(5, suite.Recordings[0].Disturbances[2].Disturbances.CurrentOffsetAmps);
    }

    [Fact]
    public void A_recording_can_have_everything_of_its_own()
    {
        ScoreRecording one = ScoreSuiteReader.Open(_small.With(
            "name: one, file: one.csv, cell: nmc",
            "name: one, file: one.csv, cell: nmc, capacity: 40 Ah, referenceSoc: 90 %, initialSoc: 0.5, temperature: 10 C, series: 4, from: 1 min, "
            + "to: 20 min, estimators: [ocv], disturbances: [{name: slow, sampleMean: 10 s}]",
            "estimators: [coulomb, ekf]", "seed: 7")).Recordings[0];
        Assert.Equal((40, 0.9, 0.5, 10, 4), (one.Settings.CapacityAmpHours, one.Settings.ReferenceSoc, one.Settings.InitialSoc, one.Settings.TemperatureCelsius, one.Settings.SeriesGroups));
        Assert.Equal((60, 1200, null, 7ul), (one.Settings.FromSeconds, one.Settings.ToSeconds, one.Settings.ScoreFromSeconds, one.Settings.Seed));
        Assert.Equal([EstimatorKind.Ocv], one.Estimators);
        Assert.Equal(new ScoreDisturbance("slow", new Disturbances { SampleMeanSeconds = 10 }), Assert.Single(one.Disturbances));
    }

    [Fact]
    public void The_shipped_list_can_be_taken_whole_and_added_to()
    {
        Assert.Equal(25, StandardDisturbances.All.Count);
        Assert.Equal(25, StandardDisturbances.All.Select(one => one.Name).Distinct().Count());
        ScoreSuite whole = ScoreSuiteReader.Open(_small.With("[true-start, start-0.3, { name: offset, currentOffset: 5 A }]", "standard"));
        Assert.Equal(StandardDisturbances.All, whole.Recordings[0].Disturbances);
        ScoreSuite more = ScoreSuiteReader.Open(_small.With("[true-start, start-0.3,", "[standard,"));
        Assert.Equal(26, more.Recordings[0].Disturbances.Count);
        ScoreSuite absent = ScoreSuiteReader.Open(_small.With("disturbances: [true-start, start-0.3, { name: offset, currentOffset: 5 A }]", "seed: 1"));
        Assert.Equal(StandardDisturbances.All, absent.Recordings[0].Disturbances);
    }

    [Fact]
    public void Limits_are_one_number_or_one_for_each_and_a_recordings_own_come_first()
    {
        ScoreSuite suite = ScoreSuiteReader.Open(_small.With(
            "recordings:", "limits: { rmseAfter600s: { true-start: 1 %, elsewhere: 2 % }, coverage: 90 %, meanSigma: 0.03 }\nrecordings:",
            "scoreFrom: 100 s", "limits: { rmseAfter600s: { start-0.3: 5 %, all: 3 % }, sigmaOverRmse: 4 }"));
        ScoreLimits one = suite.Recordings[0].Limits;
        Assert.Equal(0.01, Assert.Single(one.RmseAfter600s).Value);
        Assert.Equal((3, 0.03, null), (one.Coverage.Count, one.MeanSigma, one.SigmaOverRmse));
        ScoreLimits two = suite.Recordings[1].Limits;
        Assert.Equal((0.03, 0.05, 0.03), (two.RmseAfter600s["true-start"], two.RmseAfter600s["start-0.3"], two.RmseAfter600s["offset"]));
        Assert.Equal((3, 0.03, 4.0), (two.Coverage.Count, two.MeanSigma, two.SigmaOverRmse));
        Assert.All(suite.WithoutLimits().Recordings, recording => Assert.Equal(ScoreLimits.None, recording.Limits));
    }

    [Fact]
    public void A_cell_can_be_a_recipe_with_the_inputs_of_fit()
    {
        ScoreSuite suite = ScoreSuiteReader.Open(_small.With(
            "{ nmc: synthetic-nmc-50ah }",
            "{ nmc: { identify: { name: Mine, chemistry: nmc, capacity: 50 Ah, ocv: [one.csv], dynamic: [one.csv, two.csv;capacity=2;to=900] } } }"));
        FitSettings recipe = suite.Recordings[0].Cell.Recipe!;
        Assert.Equal(("Mine", "nmc", 50.0), (recipe.Name, recipe.Chemistry, recipe.CapacityAmpHours));
        Assert.Equal([FitRole.Ocv, FitRole.Dynamic, FitRole.Dynamic], recipe.Inputs.Select(input => input.Role));
        Assert.Equal((2.0, 900.0, Path.Combine(_small.Folder, "two.csv")), (recipe.Inputs[2].CapacityAmpHours, recipe.Inputs[2].ToSeconds, recipe.Inputs[2].Path));
    }

    [Fact]
    public void A_suite_can_include_others_in_its_place_of_the_order()
    {
        _small.Write();
        _small.Write(SmallSuite.Yaml.Replace("name: one", "name: three", StringComparison.Ordinal).Replace("name: two", "name: four", StringComparison.Ordinal), "b.yaml");
        ScoreSuite suite = ScoreSuiteReader.Open(_small.Write("score: Both\ninclude: [b.yaml, small.yaml]\n", "both.yaml"));
        Assert.Equal(["three", "four", "one", "two"], suite.Recordings.Select(recording => recording.Name));
    }

    [Fact]
    public void Estimators_of_the_command_line_take_the_place_of_all()
    {
        ScoreSuite suite = ScoreSuiteReader.Open(_small.With("[coulomb, ekf]", "[not-yet-known]"), null, [EstimatorKind.Ocv]);
        Assert.All(suite.Recordings, recording => Assert.Equal([EstimatorKind.Ocv], recording.Estimators));
    }

    [Theory]
    [InlineData("score: Small", "scores: Small", "1:1: unknown key 'scores'; expected one of score,")]
    [InlineData("synthetic-nmc-50ah", "nothing", "2:15: cells.nmc: 'nothing': no such cell file")]
    [InlineData("synthetic-nmc-50ah", "{ file: synthetic-nmc-50ah, identify: {} }", "only one of the keys file, identify can be given")]
    [InlineData("synthetic-nmc-50ah", "{ identify: { name: x } }", "cells.nmc.identify: nothing to identify from")]
    [InlineData("synthetic-nmc-50ah", "{ identify: { ocv: [one.csv;capacitie=3] } }", "2:35: cells.nmc.identify.ocv[1]: --ocv 'one.csv;capacitie=3': 'capacitie=3' is none of")]
    [InlineData("synthetic-nmc-50ah", "{ identify: { pulse: [none.csv] } }", "2:37: cells.nmc.identify.pulse[1]: 'none.csv': no such recording")]
    [InlineData("[coulomb, ekf]", "[coulomb, akf]", "3:23: estimators[2]: 'akf' is not known; expected one of coulomb, ocv, ekf")]
    [InlineData("[coulomb, ekf]", "[ekf, ekf]", "an estimator is there twice")]
    [InlineData("[true-start,", "[true-strat,", "4:16: disturbances[1]: 'true-strat' is no shipped disturbance")]
    [InlineData("[true-start,", "[start-0.3,", "the disturbance 'start-0.3' is there twice")]
    [InlineData("currentOffset: 5 A", "currentOfset: 5 A", "unknown key 'currentOfset'; expected one of")]
    [InlineData("currentOffset: 5 A", "currentOffset: 5 V", "disturbances[3].currentOffset: '5 V' is no current")]
    [InlineData("currentOffset: 5 A", "dropOuts: 90 %", "disturbances[3].dropOuts: expected 0 to 0.5")]
    [InlineData("currentOffset: 5 A", "gapStart: 90 s", "disturbances[3]: gap-start: expected gap with it")]
    [InlineData("name: offset,", "name: standard,", "'standard' cannot be a name")]
    [InlineData("file: one.csv", "file: none.csv", "6:24: recordings[1].file: 'none.csv': no such recording beside the suite, and no shipped one")]
    [InlineData("cell: nmc }", "cell: nca }", "recordings[1].cell: 'nca' is not known; expected nmc")]
    [InlineData("name: two", "name: one", "7:5: recordings[2]: the name 'one' is there twice for the cell 'nmc'")]
    [InlineData("name: two", "name: a/b", "'a/b': expected a name without /")]
    [InlineData("scoreFrom: 100 s", "scoreFrom: 100", "7:55: recordings[2].scoreFrom: '100' is no time")]
    [InlineData("scoreFrom: 100 s", "to: 60 s, scoreFrom: 100 s", "out of range; expected 0 to 60 s")]
    [InlineData("scoreFrom: 100 s", "limits: { rmseAfter600s: { start-0.4: 1 % } }", "unknown key 'start-0.4'; expected one of all, true-start")]
    [InlineData("scoreFrom: 100 s", "limits: { coverage: 120 % }", "120 % is out of range; expected 0 to 1")]
    [InlineData("recordings:", "include: [x.yaml]\nrecordings:", "only one of the keys include, recordings can be given")]
    public void What_is_wrong_is_said_in_one_line(string old, string replacement, string expected)
    {
        string path = _small.With(old, replacement);
        string message = Assert.Throws<BadInputException>(() => ScoreSuiteReader.Open(path)).Message;
        Assert.StartsWith(path + ":", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("include: [none.yaml]", "2:11: include[1]: 'none.yaml': no such suite to score")]
    [InlineData("include: [outer.yaml]", "include: an included suite cannot include others")]
    [InlineData("include: [small.yaml]\nestimators: [ekf]", "3:13: estimators: a suite that includes others")]
    [InlineData("include: [small.yaml, small.yaml]", "the name 'one' is there twice for the cell 'nmc'")]
    public void An_include_that_cannot_be_is_refused(string include, string expected)
    {
        _small.Write();
        string path = _small.Write($"score: Outer\n{include}\n", "outer.yaml");
        Assert.Contains(expected, Assert.Throws<BadInputException>(() => ScoreSuiteReader.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_is_a_folder_from_the_suite_on_unless_the_command_line_names_one()
    {
        Directory.CreateDirectory(Path.Combine(_small.Folder, "below"));
        File.Move(Path.Combine(_small.Folder, "one.csv"), Path.Combine(_small.Folder, "below", "one.csv"));
        File.Move(Path.Combine(_small.Folder, "two.csv"), Path.Combine(_small.Folder, "below", "two.csv"));
        Assert.Contains("no such recording", Refused(_small.With("estimators:", "data: .\nestimators:")), StringComparison.Ordinal);
        Assert.Contains("data: 'beside': no such folder", Refused(_small.With("estimators:", "data: beside\nestimators:")), StringComparison.Ordinal);
        Assert.Contains("expected a path or ${BMS_TRACES}", Refused(_small.With("estimators:", "data: ${HOME}\nestimators:")), StringComparison.Ordinal);
        Assert.Equal(2, ScoreSuiteReader.Open(_small.With("estimators:", "data: below\nestimators:")).Recordings.Count);
        string elsewhere = _small.With("estimators:", "data: ${BMS_TRACES}\nestimators:");
        Assert.Equal(2, ScoreSuiteReader.Open(elsewhere, Path.Combine(_small.Folder, "below")).Recordings.Count);
        Assert.Equal("--data /no/such: no such folder", Assert.Throws<BadInputException>(() => ScoreSuiteReader.Open(elsewhere, "/no/such")).Message);

        static string Refused(string path) => Assert.Throws<BadInputException>(() => ScoreSuiteReader.Open(path)).Message;
    }
}
