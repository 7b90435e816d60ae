using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Faults;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Html;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Scenarios.Pictures;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Scoring;

namespace Bms.Hil.Scenarios.Running;

/// <summary>
/// Stands between a source and the rig: before each step it puts requests and faults on the measurements, after it it takes down
/// what the firmware did and holds it against what is expected.
/// </summary>
internal sealed class ScenarioMonitor
{
    private const int MostEvents = 1000;

    private readonly Scenario _scenario;
    private readonly IRig _rig;
    private readonly RequestPlayer _requests;
    private readonly FaultInjector _faults;
    private readonly EventCheck _events;
    private readonly List<ICheck> _checks;
    private readonly List<ScenarioEvent> _happened = [];
    private readonly SocScore _score = new();
    private readonly OutputDigest _digest = new();
    private readonly ScenarioStep _step;
    private long _steps;
    private long _eventsNotKept;
    private double _firstSeconds;

    public ScenarioMonitor(Scenario scenario, IRig rig, Plant.PlantPack? plant, bool withPictures, bool withReplay)
    {
        _scenario = scenario;
        _rig = rig;
        _requests = new RequestPlayer(scenario.Requests);
        _faults = new FaultInjector(scenario.Faults, scenario.Seed);
        _events = new EventCheck(scenario.Expectations.Events);
        _checks = [_events, .. scenario.Expectations.Signals.Select(signal => new SignalCheck(signal)), .. scenario.Expectations.Soc.Select(soc => new SocCheck(soc))];
        _step = new ScenarioStep(rig.Inputs, rig.Outputs, plant);
        if (withPictures)
            Recorder = new ScenarioRecorder(rig.Inputs.CellMicrovolts.Length, rig.Inputs.TemperatureCentidegrees.Length);
        if (withReplay)
            Replay = new ReplayRecorder();
    }

    /// <summary>For the plot; null where nobody looks.</summary>
    public ScenarioRecorder? Recorder { get; }

    /// <summary>For a comparison of estimators; null where there is none.</summary>
    public ReplayRecorder? Replay { get; }

    /// <summary>Changes the measurements of the step to come.</summary>
    public void Before(double seconds)
    {
        _requests.Apply(seconds, _rig);
        _faults.Apply(seconds, _rig.Inputs);
    }

    /// <summary>Takes down the step that the rig has made.</summary>
    public void After(double seconds, double referenceSoc)
    {
        RigOutputs outputs = _rig.Outputs;
        if (_steps++ == 0)
            _firstSeconds = seconds;
        _digest.Add(outputs);
        _step.Take(seconds, referenceSoc);
        _score.Add(seconds, outputs.Soc, outputs.SocSigma, referenceSoc);
        if (_rig.NewEvents.Count > 0)
            TakeEvents(seconds);
        foreach (ICheck check in _checks)
            check.OnStep(_step);
        Recorder?.Add(_step);
        Replay?.Add(new Bms.Hil.Reports.ReplaySample(
            seconds, outputs.Soc, referenceSoc, outputs.SocSigma, _step.MeanCellVolts, outputs.PredictedVolts, _step.Amps, _step.HighestCelsius));
    }

    /// <summary>The verdict and everything that led to it, without the time that it took.</summary>
    public ScenarioResult Finish()
    {
        if (_steps == 0)
            throw new BadInputException($"{_scenario.Path}: nothing to run: no step lies between begin and end");
        List<CheckOutcome> outcomes = [.. _checks.SelectMany(check => check.Finish())];
        CheckOutcome? missed = outcomes.Find(outcome => !outcome.Met);
        return new ScenarioResult
        {
            Name = _scenario.Name,
            File = _scenario.File,
            Tags = _scenario.Tags,
            Verdict = missed is null ? Verdict.Passed : Verdict.Failed,
            Reason = missed is null ? "" : $"{missed.Text}: {missed.Outcome}",
            Cell = _scenario.Pack.Cell.Name,
            Provenance = _scenario.Pack.Cell.Provenance,
            Estimator = ReplayPlan.Name(_scenario.Pack.Configuration.Estimation.Kind),
            Seed = _scenario.Seed,
            Steps = _steps,
            DurationSeconds = Math.Round(_step.Seconds - _firstSeconds, 3),
            Expectations = outcomes,
            Events = _happened,
            EventsNotKept = _eventsNotKept,
            Soc = _score.Figures,
            Digest = _digest.Text,
        };
    }

    private void TakeEvents(double seconds)
    {
        foreach (RigEvent happened in _rig.NewEvents)
        {
            _digest.Add(happened);
            bool listed = _events.Take(seconds, happened);
            Recorder?.AddEvent(seconds, happened);
            Replay?.AddEvent(seconds, EventText.Of(happened), EventText.LevelOf(happened.Level));
            if (_happened.Count < MostEvents)
                _happened.Add(new ScenarioEvent(happened.KindName, happened.LevelName, Math.Round(seconds, 3), happened.Channel, listed));
            else
                _eventsNotKept++;
        }
    }
}
