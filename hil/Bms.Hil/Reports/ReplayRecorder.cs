using System;
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
    private const int Capacity = 11;
    private const int CapacityLower = 12;
    private const int CapacityUpper = 13;
    private const int TrueCapacity = 14;
    private const int Resistance = 15;
    private const int ResistanceLower = 16;
    private const int ResistanceUpper = 17;
    private const int Channels = 18;

    private readonly PlotRecorder _recorder = new(Channels);

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
            sample.CapacityAmpHours,
            sample.CapacityAmpHours - (2 * sample.CapacitySigmaAmpHours),
            sample.CapacityAmpHours + (2 * sample.CapacitySigmaAmpHours),
            sample.TrueCapacityAmpHours,
            1000 * sample.ResistanceOhms,
            1000 * (sample.ResistanceOhms - (2 * sample.ResistanceSigmaOhms)),
            1000 * (sample.ResistanceOhms + (2 * sample.ResistanceSigmaOhms)),
        ];
        _recorder.Add(sample.Seconds, row);
    }

    /// <summary>Notes an event; a mark in every panel, and full rate around it.</summary>
    /// <param name="seconds">Since the first row.</param>
    /// <param name="kind">What happened, in a few words.</param>
    /// <param name="level">How serious.</param>
    public void AddEvent(double seconds, string kind, MarkLevel level) => _recorder.AddEvent(new RecordedEvent(seconds, kind, level));

    internal LineSeries EstimateLine(string name, Tone tone) => Line(name, Estimate, tone);

    internal LineSeries ReferenceLine() => Line("reference", Reference, Tone.Neutral, dashed: true);

    internal BandSeries EstimateBand(Tone tone) => Band("±2σ", BandLower, BandUpper, tone);

    internal LineSeries ErrorLine(string name, Tone tone) => Line(name, Error, tone);

    internal BandSeries ErrorBandAround(Tone tone) => Band("±2σ", ErrorBandBelow, ErrorBand, tone);

    internal LineSeries MeasuredLine() => Line("measured", Measured, Tone.Neutral, asGround: true);

    internal LineSeries PredictedLine(string name, Tone tone) => Line(name, Predicted, tone);

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
