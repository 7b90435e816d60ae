using System;
using Bms.Core.Measurement;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Pictures;

/// <summary>Collects what the plot of one scenario needs, step by step, in bounded memory.</summary>
internal sealed class ScenarioRecorder
{
    public const int Estimate = 0;
    public const int Reference = 1;
    public const int BandLower = 2;
    public const int BandUpper = 3;
    public const int Current = 4;
    public const int ChargeLimit = 5;
    public const int DischargeLimit = 6;
    public const int LowestCell = 7;
    public const int HighestCell = 8;
    private const int Fixed = 9;
    private const double Micro = 1e-6;
    private const double Centi = 0.01;

    private readonly double[] _row;
    private readonly LaneRecorder[] _bleeding;

    public ScenarioRecorder(int groups, int sensors)
    {
        Groups = groups;
        Sensors = sensors;
        _row = new double[Fixed + groups + sensors];
        Recorder = new PlotRecorder(_row.Length);
        _bleeding = new LaneRecorder[groups];
        for (int group = 0; group < groups; group++)
            _bleeding[group] = new LaneRecorder();
    }

    public int Groups { get; }

    public int Sensors { get; }

    public PlotRecorder Recorder { get; }

    public LaneRecorder Contactors { get; } = new();

    public LaneRecorder Bleeding(int group) => _bleeding[group];

    public static int CellChannel(int group) => Fixed + group;

    public int SensorChannel(int sensor) => Fixed + Groups + sensor;

    public void Add(ScenarioStep step)
    {
        RigOutputs outputs = step.Outputs;
        Measurements inputs = step.Inputs;
        double[] row = _row;
        row[Estimate] = 100 * outputs.Soc;
        row[Reference] = 100 * step.ReferenceSoc;
        row[BandLower] = 100 * Math.Max(outputs.Soc - (2 * outputs.SocSigma), 0);
        row[BandUpper] = 100 * Math.Min(outputs.Soc + (2 * outputs.SocSigma), 1);
        row[Current] = step.Amps;
        row[ChargeLimit] = outputs.ChargeLimitMicroamps * Micro;
        row[DischargeLimit] = outputs.DischargeLimitMicroamps * -Micro;
        row[LowestCell] = step.LowestCellVolts;
        row[HighestCell] = step.HighestCellVolts;
        for (int group = 0; group < Groups; group++)
            row[Fixed + group] = inputs.CellValid[group] ? inputs.CellMicrovolts[group] * Micro : double.NaN;
        for (int sensor = 0; sensor < Sensors; sensor++)
            row[Fixed + Groups + sensor] = inputs.TemperatureValid[sensor] ? inputs.TemperatureCentidegrees[sensor] * Centi : double.NaN;
        Recorder.Add(step.Seconds, row);
        Contactors.Add(step.Seconds, outputs.MainContactorsClosed);
        for (int group = 0; group < Groups; group++)
            _bleeding[group].Add(step.Seconds, (outputs.BleedingGroups & (1u << group)) != 0);
    }

    public void AddEvent(double seconds, in RigEvent happened) =>
        Recorder.AddEvent(new RecordedEvent(seconds, EventText.Of(happened), EventText.LevelOf(happened.Level)));

    /// <summary>One channel as a line.</summary>
    public LineSeries Line(string name, int channel, Tone tone, bool dashed = false, bool faint = false)
    {
        (double[] seconds, double[] values) = Recorder.Channel(channel);
        return new LineSeries(name, seconds, values, tone) { Dashed = dashed, Faint = faint };
    }

    /// <summary>The area between two channels.</summary>
    public BandSeries Band(string name, int lower, int upper, Tone tone)
    {
        (double[] seconds, double[] low, double[] high) = Recorder.Band(lower, upper);
        return new BandSeries(name, seconds, low, high, tone);
    }
}
