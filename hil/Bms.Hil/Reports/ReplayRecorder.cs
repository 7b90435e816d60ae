using System;
using System.Collections.Generic;
using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports;

/// <summary>Collects what the pictures of one replay need, row by row, in the bounded memory of a <see cref="PlotRecorder"/>.</summary>
public sealed class ReplayRecorder
{
    private const int Estimate = 0;
    private const int Reference = 1;
    private const int BandLower = 2;
    private const int BandUpper = 3;
    private const int Error = 4;
    private const int ErrorBand = 5;
    private const int ErrorBandBelow = 6;
    private const int Measured = 7;
    private const int Predicted = 8;
    private const int Current = 9;
    private const int Temperature = 10;
    private const int Energy = 11;
    private const int RemainingEnergy = 12;
    private const int Capacity = 13;
    private const int CapacityLower = 14;
    private const int CapacityUpper = 15;
    private const int TrueCapacity = 16;
    private const int Resistance = 17;
    private const int ResistanceLower = 18;
    private const int ResistanceUpper = 19;
    private const int Channels = 20;

    private readonly PlotRecorder _recorder = new(Channels);
    private PlotRecorder? _groups;
    private double[] _differences = [];

    /// <summary>The general recorder underneath, for its counts and events.</summary>
    public PlotRecorder Recorder => _recorder;

    /// <summary>Takes one row.</summary>
    public void Add(in ReplaySample sample)
    {
        double twoSigma = 200 * sample.SocSigma;
        double estimate = 100 * sample.SocEstimate;
        double reference = 100 * sample.SocReference;
        ReadOnlySpan<double> row =
        [
            estimate,
            reference,
            estimate - twoSigma,
            estimate + twoSigma,
            estimate - reference,
            twoSigma,
            -twoSigma,
            sample.MeasuredVolts,
            sample.PredictedVolts,
            sample.CurrentAmperes,
            sample.TemperatureCelsius,
            100 * sample.Soe,
            sample.RemainingWattHours,
            sample.CapacityAmpHours,
            sample.CapacityAmpHours - (2 * sample.CapacitySigmaAmpHours),
            sample.CapacityAmpHours + (2 * sample.CapacitySigmaAmpHours),
            sample.TrueCapacityAmpHours,
            1000 * sample.ResistanceOhms,
            1000 * (sample.ResistanceOhms - (2 * sample.ResistanceSigmaOhms)),
            1000 * (sample.ResistanceOhms + (2 * sample.ResistanceSigmaOhms)),
        ];
        _recorder.Add(sample.Seconds, row);
        AddGroups(sample);
    }

    /// <summary>Notes an event; a mark in every panel, and full rate around it.</summary>
    /// <param name="seconds">Since the first row.</param>
    /// <param name="kind">What happened, in a few words.</param>
    /// <param name="level">How serious.</param>
    public void AddEvent(double seconds, string kind, MarkLevel level) => _recorder.AddEvent(new RecordedEvent(seconds, kind, level));

    /// <summary>Groups that were seen; 0 where there were none, or only one.</summary>
    internal int Groups => _differences.Length;

    /// <summary>A group's SOC less the mean of all, in percent.</summary>
    internal LineSeries DifferenceLine(string name, int group, Tone tone)
    {
        (double[] seconds, double[] values) = _groups!.Channel(group);
        return new LineSeries(name, seconds, values, tone);
    }

    private void AddGroups(in ReplaySample sample)
    {
        IReadOnlyList<float> groups = sample.GroupSoc;
        if (groups.Count < 2)
            return;
        if (_groups is null)
        {
            _groups = new PlotRecorder(groups.Count);
            _differences = new double[groups.Count];
        }
        double mean = 0;
        for (int group = 0; group < groups.Count; group++)
            mean += groups[group] / (double)groups.Count;
        for (int group = 0; group < groups.Count; group++)
            _differences[group] = 100 * (groups[group] - mean);
        _groups.Add(sample.Seconds, _differences);
    }

    internal LineSeries EstimateLine(string name, Tone tone) => Line(name, Estimate, tone);

    internal LineSeries ReferenceLine() => Line("reference", Reference, Tone.Neutral, dashed: true);

    internal BandSeries EstimateBand(Tone tone) => Band("±2σ", BandLower, BandUpper, tone);

    internal LineSeries ErrorLine(string name, Tone tone) => Line(name, Error, tone);

    internal BandSeries ErrorBandAround(Tone tone) => Band("±2σ", ErrorBandBelow, ErrorBand, tone);

    internal LineSeries MeasuredLine() => Line("measured", Measured, Tone.Neutral, asGround: true);

    internal LineSeries PredictedLine(string name, Tone tone) => Line(name, Predicted, tone);

    internal LineSeries EnergyLine() => Line("state of energy", Energy, Tone.Teal);

    internal LineSeries RemainingEnergyLine() => Line("", RemainingEnergy, Tone.Teal);

    internal LineSeries CurrentLine() => Line("", Current, Tone.Teal);

    internal LineSeries TemperatureLine() => Line("", Temperature, Tone.Orange);

    internal LineSeries CapacityLine() => Line("learned", Capacity, Tone.Blue);

    internal LineSeries TrueCapacityLine() => Line("true", TrueCapacity, Tone.Neutral, dashed: true);

    internal BandSeries CapacityBand() => Band("±2σ", CapacityLower, CapacityUpper, Tone.Blue);

    internal LineSeries ResistanceLine() => Line("learned", Resistance, Tone.Orange);

    internal BandSeries ResistanceBand() => Band("±2σ", ResistanceLower, ResistanceUpper, Tone.Orange);

    private LineSeries Line(string name, int channel, Tone tone, bool dashed = false, bool asGround = false)
    {
        (double[] seconds, double[] values) = _recorder.Channel(channel);
        return new LineSeries(name, seconds, values, tone) { Dashed = dashed, AsGround = asGround };
    }

    private BandSeries Band(string name, int lower, int upper, Tone tone)
    {
        (double[] seconds, double[] low, double[] high) = _recorder.Band(lower, upper);
        return new BandSeries(name, seconds, low, high, tone);
    }
}
