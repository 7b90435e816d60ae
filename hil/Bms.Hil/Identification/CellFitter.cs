using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Bms.Hil.Cells;
using Bms.Hil.Packs;

namespace Bms.Hil.Identification;

/// <summary>
/// Identifies a cell from recordings: capacity, open-circuit voltage from slow charges and discharges, resistances and a correction
/// of that voltage jointly from pulses and drives, their law over temperature, hysteresis. The same recordings give the same cell.
/// </summary>
public sealed class CellFitter
{
    private const double StartActivationJoules = 25_000;
    private const double LeadsFactor = 3;
    private const double SmallestHysteresisVolts = 0.003;

    private readonly FitSettings _settings;
    private readonly Action<string> _progress;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _notes = [];
    private double? _activationJoules;

    private CellFitter(FitSettings settings, Action<string> progress, CancellationToken cancellation)
    {
        _settings = settings;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Runs a whole identification.</summary>
    /// <param name="settings">What to identify from what.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="BadInputException">A recording cannot be used, or what comes out is no valid cell.</exception>
    public static FitOutcome Run(FitSettings settings, Action<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new CellFitter(settings, progress ?? (_ => { }), cancellation).Run();
    }

    private FitOutcome Run()
    {
        RecordingSet set = RecordingSet.Read(_settings, _notes, _progress, _cancellation);
        List<TemperatureGroup> groups = TemperatureGroup.Split(set.Recordings);
        _progress("open-circuit voltage");
        BuildCurves(groups, set.CapacityAmpHours);
        string chemistry = _settings.Chemistry ?? ChemistryDefaults.Guess(groups.MinBy(group => Math.Abs(group.Celsius - 25))!.Curve);
        double rate = FitLoads(groups, set.CapacityAmpHours);
        if (_settings.Chemistry is null)
            _notes.Add($"chemistry {chemistry}: guessed from the open-circuit voltage; --chemistry says otherwise");
        var assembler = new CellAssembler(groups, set.CapacityAmpHours, _notes)
        {
            MostActivationJoules = _activationJoules,
            CoulombicEfficiency = CoulombicEfficiency.Find(set.Recordings),
        };
        CellFile cell = assembler.Assemble(_settings.Name, chemistry, rate);
        _progress("residuals");
        FitResidual[] residuals = [.. set.Recordings.Select(recording => FitResidual.Of(cell, recording))];
        cell.Method = FitMethodText.Write(_notes, residuals);
        string source = $"the cell '{OneLine.Of(_settings.Name)}' as identified";
        CellFileRules.Check(cell, source);
        PackBuilder.Build(cell, new PackOptions(), source);
        HeldOutPulse[] heldOut = [.. groups.SelectMany(group => group.Loads).SelectMany(recording => HeldOutPulse.Of(cell, recording))];
        return new FitOutcome(cell, _notes, residuals, heldOut, groups);
    }

    private void BuildCurves(List<TemperatureGroup> groups, double capacity)
    {
        double assumedOhms = CellAssembler.AssumedOhmAmpHours / capacity;
        foreach (TemperatureGroup group in groups.Where(group => group.OcvRecordings.Count > 0))
        {
            foreach (FitRecording recording in group.OcvRecordings)
                StartOfCharge.FindForOcv(recording);
            group.Curve = OcvBuilder.Build(group.OcvRecordings, assumedOhms, _notes);
            group.HasOwnCurve = true;
            group.HysteresisVolts = group.Curve.HalfGapVolts;
            foreach (FitRecording recording in group.OcvRecordings)
                RecordingSet.CheckCount(recording, _notes);
        }
        List<TemperatureGroup> known = groups.FindAll(group => group.HasOwnCurve);
        foreach (TemperatureGroup group in groups)
            PrepareLoads(group, Nearest(known, group.Celsius)?.Curve);
        OcvCurve? loaded = known.Count > 0 ? null : LoadedOcv.Build([.. groups.SelectMany(group => group.Loads)]);
        if (loaded is not null)
            _notes.Add("no slow recording: the open-circuit voltage comes out of the loads, together with the resistances");
        foreach (TemperatureGroup group in groups.Where(group => !group.HasOwnCurve))
        {
            TemperatureGroup? nearest = Nearest(known, group.Celsius);
            group.Curve = nearest?.Curve ?? loaded!;
            group.HysteresisVolts = nearest?.HysteresisVolts;
        }
    }

    private void PrepareLoads(TemperatureGroup group, OcvCurve? curve)
    {
        foreach (FitRecording recording in group.Loads)
        {
            StartOfCharge.FindForLoad(recording, curve);
            RecordingSet.CheckCount(recording, _notes);
            if (GapReconstruction.Fill(recording) is string filled)
                _notes.Add($"{recording.Name}: {filled}");
            if (_settings.HoldOutEvery is int every && recording.Input.Role == FitRole.Pulse)
                HoldOut(recording, every);
        }
    }

    private void HoldOut(FitRecording recording, int every)
    {
        PulseSpan.Omit(recording, every);
        _notes.Add($"{recording.Name}: {recording.OmittedPulses.Count} pulses, every {every}. with the rest after it, kept from the fit and scored");
    }

    private static TemperatureGroup? Nearest(List<TemperatureGroup> groups, double celsius) =>
        groups.MinBy(group => Math.Abs(group.Celsius - celsius));

    /// <summary>Fits the groups with loads; returns the rate of hysteresis.</summary>
    private double FitLoads(List<TemperatureGroup> groups, double capacity)
    {
        List<TemperatureGroup> loaded = groups.FindAll(group => group.Loads.Count > 0);
        if (loaded.Count == 0)
        {
            foreach (TemperatureGroup group in groups)
                RefineHysteresis(group);
            return DescribeHysteresis(groups, null);
        }
        _progress("time constants");
        double rate = ModelSelection.AssumedHysteresisRate;
        var first = new ModelSelection(loaded, capacity, StartActivationJoules, _cancellation);
        double[] taus = first.ChooseTaus(rate);
        double activation = loaded.Count == 1 ? ResistanceLaw.AssumedActivationJoules : new ResistanceLaw(loaded, 0).ActivationJoules;
        foreach (TemperatureGroup group in groups)
            RefineHysteresis(group);
        foreach (TemperatureGroup group in loaded)
            group.SocShift = group.Result!.SocShift;
        _progress("resistances");
        var second = new ModelSelection(loaded, capacity, activation, _cancellation);
        second.FitAll(taus, rate);
        double? found = second.ChooseHysteresisRate(taus);
        if (found is double better && better != rate)
            second.FitAll(taus, rate = better);
        second.ChooseDirections();
        second.MeasureErrors();
        _activationJoules = loaded.Count == 1 ? HalfGapBound.ActivationJoules(groups, loaded[0]) : null;
        RefineUnloaded(groups, loaded);
        DescribeDirections(loaded);
        DescribeLoads(loaded, taus);
        DescribeLeads(loaded);
        return DescribeHysteresis(groups, found);
    }

    /// <summary>
    /// Takes out of the half gap what the slow current dropped over the resistances; what is left is hysteresis, if it is much.
    /// </summary>
    private static void RefineHysteresis(TemperatureGroup group) => RefineHysteresis(
        group, soc => group.Result?.Ohms.Sum(values => SocNodes.Interpolate(SocNodes.Resistance, values, soc)) ?? 0);

    private static void RefineHysteresis(TemperatureGroup group, Func<double, double> totalOhms)
    {
        if (group.HysteresisVolts is null)
            return;
        double[]? half = group.Curve.HalfGapVolts;
        if (half is not null)
        {
            var left = new double[half.Length];
            for (int point = 0; point < left.Length; point++)
            {
                double ohms = totalOhms(OcvCurve.SocOf(point));
                left[point] = Math.Max(0, half[point] - (group.Curve.BranchAmps * Math.Max(0, ohms - group.Curve.RemovedOhms)));
            }
            group.HysteresisVolts = left;
        }
        if (OcvTables.MedianInside(group.HysteresisVolts) < SmallestHysteresisVolts)
            group.HysteresisVolts = null;
    }

    /// <summary>The same where no load tells the resistances: as their law over temperature says.</summary>
    private void RefineUnloaded(List<TemperatureGroup> groups, List<TemperatureGroup> loaded)
    {
        int resistances = loaded[0].Result!.Ohms.Length;
        ResistanceLaw[] laws = [.. Enumerable.Range(0, resistances).Select(index => new ResistanceLaw(loaded, index, _activationJoules))];
        foreach (TemperatureGroup group in groups.Where(group => group.Result is null && group.HasOwnCurve))
            RefineHysteresis(group, soc => laws.Sum(law => law.OhmsAt(soc, group.Celsius)));
        if (_activationJoules is double joules)
        {
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"the half gap between the slow branches grows in the cold as resistances of {joules / 1000:0} kJ/mol at most would make it"));
        }
    }

    private void DescribeDirections(List<TemperatureGroup> loaded)
    {
        foreach (TemperatureGroup group in loaded.Where(group => group.KnowsDirections))
        {
            GroupModelChoice choice = group.Result!.Choice;
            string instant = choice.HasInstantHysteresis
                ? string.Create(CultureInfo.InvariantCulture, $"{1000 * group.Result.InstantVolts:0.0} mV of hysteresis follow the sign at once")
                : "no hysteresis that follows the sign at once";
            string factor = choice.ChargeFactor == 1
                ? "no other resistance while charging"
                : string.Create(CultureInfo.InvariantCulture, $"resistances {choice.ChargeFactor:0.00} times as large while charging");
            _notes.Add(string.Create(CultureInfo.InvariantCulture, $"loads at {group.Celsius} °C go both ways: {instant}, {factor}"));
        }
    }

    private double DescribeHysteresis(List<TemperatureGroup> groups, double? found)
    {
        List<TemperatureGroup> known = groups.FindAll(group => group.HysteresisVolts is not null && group.HasOwnCurve);
        if (known.Count == 0)
        {
            bool gapSeen = groups.Exists(group => group.Curve.HalfGapVolts is not null);
            _notes.Add(gapSeen
                ? "hysteresis: none worth modelling, the branches meet within 3 mV"
                : "hysteresis not identified: it needs both branches; none assumed");
            return 0;
        }
        string halves = string.Join(", ", known.Select(group => string.Create(CultureInfo.InvariantCulture,
            $"{1000 * OcvTables.MedianInside(group.HysteresisVolts!):0.#} mV at {group.Celsius} °C")));
        double rate = found ?? ModelSelection.AssumedHysteresisRate;
        string source = found is null ? "assumed, no load tells it" : "by held-out data";
        _notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"hysteresis: half the gap between the branches, {halves} in the middle, rate {rate} per SOC ({source})"));
        return rate;
    }

    /// <summary>
    /// A slow recording that shows a much larger resistance than the loads was made over leads; only its mean is free of them.
    /// </summary>
    private void DescribeLeads(List<TemperatureGroup> loaded)
    {
        foreach (TemperatureGroup group in loaded.Where(group => group.HasOwnCurve))
        {
            double total = group.Result!.Ohms.Sum(values => values.Average());
            if (group.Curve.RemovedOhms <= LeadsFactor * total)
                continue;
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"the slow recording at {group.Celsius} °C shows {1000 * group.Curve.RemovedOhms:0.#} mohm where the loads show ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{1000 * total:0.#}: taken for leads and kept out of the resistances, but its residual holds their drop"));
        }
    }

    private void DescribeLoads(List<TemperatureGroup> loaded, double[] taus)
    {
        string names = string.Join("/", taus.Select(tau => tau.ToString(CultureInfo.InvariantCulture)));
        _notes.Add($"branch time constants {names} s, of those tried the best on held-out fifths");
        foreach (TemperatureGroup group in loaded)
        {
            GroupResult result = group.Result!;
            bool hasDrive = group.Loads.Exists(recording => recording.Input.Role == FitRole.Dynamic);
            string slow = hasDrive ? "" : "; no long load at this temperature, so the slowest branch may be over-read";
            _notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"loads at {group.Celsius} °C cover SOC {result.LowestSoc:0.00} to {result.HighestSoc:0.00}: residual ")
                + string.Create(CultureInfo.InvariantCulture, $"{1000 * result.RmsVolts:0.0} mV, ")
                + string.Create(CultureInfo.InvariantCulture, $"held out {1000 * result.HeldOutRmsVolts:0.0} mV, ")
                + string.Create(CultureInfo.InvariantCulture, $"curvature {result.Choice.PerRate} per C{slow}"));
        }
    }
}
