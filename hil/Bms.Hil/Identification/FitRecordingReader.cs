using System;
using System.Collections.Generic;
using System.Threading;
using Bms.Hil.Scoring;
using Bms.Hil.Traces;
using Bms.Hil.Traces.Inspection;

namespace Bms.Hil.Identification;

/// <summary>Reads a recording into memory, chooses its temperature and checks the sign of its current.</summary>
internal static class FitRecordingReader
{
    /// <summary>Most rows that are held; at 0.1 s they are eleven days.</summary>
    public const int MaximumRows = 10_000_000;

    private const int FewestRows = 20;
    private const double SmallestGapSeconds = 30;

    /// <exception cref="BadInputException">
    /// Not readable, no temperature, too few or too many rows, or the current's sign is wrong.
    /// </exception>
    public static FitRecording Read(FitInput input, CancellationToken cancellation)
    {
        using TraceReader reader = TraceReader.Open(input.Path);
        TraceTemperature temperature = TraceTemperature.TryResolve(reader.Columns, input.TemperatureCelsius) ?? throw new BadInputException(
            $"{input.Path}: no temperature: neither Surface, T1 nor Ambient holds a value; give one as '{input.Name};temperature=C'");
        var columns = new Columns();
        // Relative charge: a capacity of 1 Ah makes the reference's SOC the charge in ampere-hours.
        var charge = new ReferenceSoc(0, 1, reader.Columns);
        var row = new TraceRow();
        double sign = input.SignReversed ? -1 : 1;
        double first = double.NaN;
        bool hasCounter = reader.Columns.Has(TraceQuantity.NetCapacity);
        while (reader.Read(row))
        {
            cancellation.ThrowIfCancellationRequested();
            if (double.IsNaN(first))
                first = row.TimeSeconds;
            double seconds = row.TimeSeconds - first;
            if (seconds > input.ToSeconds)
                break;
            if (columns.Seconds.Count == MaximumRows)
                throw new BadInputException($"{input.Path}: more than {MaximumRows} rows; cut it with ;to=S");
            columns.Add(seconds, sign * row.CurrentAmps, row.MeanGroupVolts, temperature.CelsiusOf(row), sign * charge.At(row));
        }
        FitRecording recording = columns.ToRecording(input, temperature.SourceName, hasCounter);
        int used = recording.Rows - (recording.Seconds[^1] < input.FromSeconds ? recording.Rows : recording.FirstUsedRow);
        if (used < FewestRows)
            throw new BadInputException($"{input.Path}: {used} rows between from and to; expected at least {FewestRows}");
        if (!(recording.Seconds[^1] > 0))
            throw new BadInputException($"{input.Path}: its time never moves on");
        CheckSign(recording);
        return recording;
    }

    private static void CheckSign(FitRecording recording)
    {
        double largest = 0;
        foreach (double amps in recording.Amps)
            largest = Math.Max(largest, Math.Abs(amps));
        var check = new SignCheck(largest);
        double gap = Math.Max(SmallestGapSeconds, 10 * recording.MedianStepSeconds());
        for (int row = 1; row < recording.Rows; row++)
        {
            if (recording.StepSeconds[row] > 0 && recording.StepSeconds[row] < gap)
                check.AddStep(recording.Amps[row] - recording.Amps[row - 1], recording.Volts[row] - recording.Volts[row - 1]);
            check.AddTrend(recording.Volts[row], recording.AmpHours[row]);
        }
        SignVerdict verdict = check.Verdict();
        if (verdict.Result != "reversed")
            return;
        throw new BadInputException(recording.Input.SignReversed
            ? $"{recording.Input.Path}: with sign=reversed positive current discharges ({verdict.Reason}); leave sign=reversed out"
            : $"{recording.Input.Path}: positive current discharges here ({verdict.Reason}); "
                + "it must charge: add ';sign=reversed' to turn it round");
    }

    private sealed class Columns
    {
        public List<double> Seconds { get; } = [];

        private readonly List<double> _amps = [];
        private readonly List<double> _volts = [];
        private readonly List<double> _celsius = [];
        private readonly List<double> _ampHours = [];

        public void Add(double seconds, double amps, double volts, double celsius, double ampHours)
        {
            if (double.IsNaN(volts))
                return;
            Seconds.Add(seconds);
            _amps.Add(amps);
            _volts.Add(volts);
            _celsius.Add(celsius);
            _ampHours.Add(ampHours);
        }

        public FitRecording ToRecording(FitInput input, string temperatureSource, bool hasCounter)
        {
            if (Seconds.Count == 0)
                throw new BadInputException($"{input.Path}: no row before to");
            double[] seconds = [.. Seconds];
            var steps = new double[seconds.Length];
            // Where the clock was set back, time stands still until it has caught up.
            double latest = seconds[0];
            for (int row = 1; row < seconds.Length; row++)
            {
                steps[row] = Math.Max(0, seconds[row] - latest);
                latest = Math.Max(latest, seconds[row]);
            }
            return new FitRecording
            {
                Input = input,
                TemperatureSource = temperatureSource,
                Seconds = seconds,
                StepSeconds = steps,
                Amps = [.. _amps],
                Volts = [.. _volts],
                Celsius = [.. _celsius],
                AmpHours = [.. _ampHours],
                HasCounter = hasCounter,
            };
        }
    }
}
