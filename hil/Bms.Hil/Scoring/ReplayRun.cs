using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Hil.Faults;
using Bms.Hil.Packs;
using Bms.Hil.Reports;
using Bms.Hil.Rigs;
using Bms.Hil.Traces;

namespace Bms.Hil.Scoring;

/// <summary>
/// Replays one recording through a rig and scores it. Rows are read in batches, so that reading and stepping are timed apart and
/// memory does not grow with the recording.
/// </summary>
public sealed partial class ReplayRun
{
    private const int BatchRows = 512;
    private const int MostEvents = 1000;

    private readonly ReplayPlan _plan;
    private readonly ITraceRows _rows;
    private readonly IRig _rig;
    private readonly IReplayObserver? _observer;
    private readonly TraceRow[] _batch = new TraceRow[BatchRows];
    private readonly RigFeeder _feeder;
    private readonly RowDelivery _delivery;
    private readonly ReferenceSoc _reference;
    private readonly ReplayChain? _chain;
    private readonly double _beganSeconds;
    private readonly SocScore _score = new();
    private readonly ReferenceRange _referenceRange = new();
    private readonly OutputDigest _digest = new();
    private readonly PowerScore _power = new();
    private readonly List<ReplayEvent> _events = [];
    private readonly double _scoreFrom;
    private TraceTemperature? _temperature;
    private double _firstSeconds = double.NaN;
    private double _lastSeconds;
    private double _startSeconds;
    private readonly byte[]? _snapshot;
    private bool _rejected;
    private double _voltSquares;
    private long _voltCount;
    private long _samples;
    private long _eventsNotListed;

    private ReplayRun(ReplayPlan plan, ITraceRows rows, RecordingExtent? extent, IRig rig, IReplayObserver? observer, ReplayChain? chain)
    {
        _chain = chain;
        _beganSeconds = chain?.BeganSeconds ?? 0;
        _plan = plan;
        _rows = rows;
        _rig = rig;
        _observer = observer;
        ReplaySettings settings = plan.Settings;
        Disturbances disturbances = settings.Disturbances;
        _snapshot = settings.SnapshotPath is string path ? SnapshotFile.Read(path) : null;
        _scoreFrom = settings.ScoreFromSeconds ?? settings.FromSeconds;
        _delivery = new RowDelivery(disturbances, settings.Seed, extent);
        _feeder = new RigFeeder(disturbances, settings.Seed, rows.Columns.CellCount > 0)
        {
            AmpsPerRate = plan.TrueCapacityAmpHours,
            RangeAmps = disturbances.CurrentSaturation is double share ? share * extent!.LargestAmps : double.PositiveInfinity,
        };
        _reference = new ReferenceSoc(settings.ReferenceSoc, plan.TrueCapacityAmpHours, rows.Columns);
        for (int index = 0; index < BatchRows; index++)
            _batch[index] = new TraceRow(rows.Columns.CellCount);
    }

    /// <summary>Runs a replay on the controller in this process.</summary>
    /// <exception cref="BadInputException">The recording, the cell or the settings cannot be used.</exception>
    public static ReplayResult Run(ReplaySettings settings, IReplayObserver? observer = null, CancellationToken cancellation = default) =>
        Run(settings, null, observer, cancellation);

    /// <summary>Runs one recording of several.</summary>
    internal static ReplayResult Run(ReplaySettings settings, ReplayChain? chain, IReplayObserver? observer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CellSource cell = CellSource.Open(settings.Cell);
        using TraceReader reader = TraceReader.Open(settings.TracePath);
        return Run(settings, cell, reader, () => ExtentOf(settings, reader), chain, observer, null, cancellation);
    }

    /// <summary>Runs a replay of rows from anywhere, with a cell from anywhere; what the settings say of either is not looked at.</summary>
    /// <param name="settings">Everything else.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="rows">The recording, from its first row on.</param>
    /// <param name="extent">Measures the recording between the settings' ends; called only where that is needed.</param>
    /// <param name="observer">Watches the rows; null for nobody.</param>
    /// <param name="makeRig">Makes the rig; null for the controller in this process.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="BadInputException">The recording, the cell or the settings cannot be used.</exception>
    public static ReplayResult Run(
        ReplaySettings settings,
        CellSource cell,
        ITraceRows rows,
        Func<RecordingExtent> extent,
        IReplayObserver? observer = null,
        Func<PackConfiguration, IRig>? makeRig = null,
        CancellationToken cancellation = default) => Run(settings, cell, rows, extent, null, observer, makeRig, cancellation);

    private static ReplayResult Run(
        ReplaySettings settings, CellSource cell, ITraceRows rows, Func<RecordingExtent> extent, ReplayChain? chain,
        IReplayObserver? observer, Func<PackConfiguration, IRig>? makeRig, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(extent);
        ReplayPlan plan = ReplayPlan.Make(settings, cell, rows.Columns);
        double told = chain?.ToldCapacityAmpHours ?? plan.ToldCapacityAmpHours;
        if (chain is not null)
            chain.ToldCapacityAmpHours = told;
        PackConfiguration configuration = plan.Configure(told);
        using IRig rig = makeRig?.Invoke(configuration) ?? new SimRig(configuration);
        RecordingExtent? measured = settings.Disturbances.NeedExtent ? extent() : null;
        return new ReplayRun(plan, rows, measured, rig, observer, chain).Run(cancellation);
    }

    private static RecordingExtent ExtentOf(ReplaySettings settings, TraceReader reader)
    {
        if (!reader.CanReadAgain)
            throw new BadInputException($"{reader.Name}: a gap and a saturation need a file that can be read twice, and this is none");
        using TraceReader again = TraceReader.Open(settings.TracePath);
        return RecordingExtent.Measure(again, settings.FromSeconds, settings.ToSeconds);
    }

    private ReplayResult Run(CancellationToken cancellation)
    {
        long readTicks = 0;
        long stepTicks = 0;
        long begin = Stopwatch.GetTimestamp();
        int count = ReadBatch();
        readTicks += Stopwatch.GetTimestamp() - begin;
        // Only now: a recording without any usable row is told as such, not as one without temperature.
        _temperature = TraceTemperature.Resolve(_rows, _plan.Settings.TemperatureCelsius);
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            begin = Stopwatch.GetTimestamp();
            bool more = StepBatch(count);
            long middle = Stopwatch.GetTimestamp();
            count = more ? ReadBatch() : 0;
            stepTicks += middle - begin;
            readTicks += Stopwatch.GetTimestamp() - middle;
        }
        if (_samples == 0)
            throw new BadInputException($"{_rows.Name}: no row between --from and --to (the recording lasts {_lastSeconds:0.###} s)");
        if (_scoreFrom > _lastSeconds)
            throw new BadInputException($"{_rows.Name}: no row from --score-from on (the recording lasts {_lastSeconds:0.###} s)");
        WriteSnapshot();
        _chain?.End(_rows.Name, _rig, _lastSeconds);
        return Summarise((double)readTicks / Stopwatch.Frequency, (double)stepTicks / Stopwatch.Frequency);
    }

    private int ReadBatch()
    {
        int count = 0;
        while (count < BatchRows && _rows.Read(_batch[count]))
            count++;
        return count;
    }

    /// <summary>Steps a batch; false once the end of the cut has been passed.</summary>
    private bool StepBatch(int count)
    {
        for (int index = 0; index < count; index++)
        {
            if (!StepRow(_batch[index]))
                return false;
        }
        return true;
    }

    private bool StepRow(TraceRow row)
    {
        if (double.IsNaN(_firstSeconds))
            _firstSeconds = row.TimeSeconds;
        double seconds = row.TimeSeconds - _firstSeconds;
        double celsius = _temperature!.CelsiusOf(row);
        double reference = _reference.At(row);
        _lastSeconds = seconds;
        if (seconds > _plan.Settings.ToSeconds)
            return false;
        if (_samples == 0)
        {
            if (seconds < _plan.Settings.FromSeconds)
                return true;
            _startSeconds = seconds;
            Begin(reference);
        }
        if (!_delivery.Gives(seconds, row.CurrentAmps))
            return true;
        if (_delivery.IsDropOut)
            RigFeeder.FillLost(seconds, _rig.Inputs);
        else
            _feeder.Fill(row, _delivery.Amps, seconds, celsius, _rig.Inputs);
        _rig.Step();
        _samples++;
        Record(row, seconds, celsius, reference);
        return true;
    }

    private void Begin(double reference)
    {
        if (_chain?.Snapshot is not null)
        {
            _chain.Restore(_rows.Name, _rig);
            return;
        }
        if (_snapshot is null)
        {
            _rig.Start(_plan.ToldSoc(reference));
            return;
        }
        long off = _plan.Settings.OffSeconds is double seconds ? (long)Math.Round(seconds * 1000) : EstimationStage.UnknownOffTime;
        SnapshotFault fault = _rig.Restore(_snapshot, off);
        if (fault != SnapshotFault.None)
            throw SnapshotFile.Refusal(_plan.Settings.SnapshotPath!, fault);
    }

    private void WriteSnapshot()
    {
        if (_plan.Settings.SnapshotOutPath is not string path)
            return;
        byte[] snapshot = _rig.Snapshot();
        if (snapshot.Length == 0)
            throw new BadInputException($"{path}: the firmware has no estimate at the end that a snapshot could keep");
        OutputFile.Write(path, snapshot);
    }

    private void Record(TraceRow row, double seconds, double celsius, double reference)
    {
        RigOutputs outputs = _rig.Outputs;
        _digest.Add(outputs);
        _chain?.Digest.Add(outputs);
        _power.Add(outputs);
        _rejected |= outputs.Reason == CorrectionReason.SnapshotRejected;
        double volts = row.MeanGroupVolts;
        _referenceRange.Add(reference, row.LineNumber, seconds);
        if (seconds >= _scoreFrom)
        {
            _score.Add(seconds, outputs.Soc, outputs.SocSigma, reference);
            _chain?.Score.Add(_beganSeconds + seconds, outputs.Soc, outputs.SocSigma, reference);
            double error = outputs.PredictedVolts - volts;
            if (!double.IsNaN(error))
            {
                _voltSquares += error * error;
                _voltCount++;
                _chain?.AddVolts(error);
            }
        }
        foreach (RigEvent happened in _rig.NewEvents)
        {
            _digest.Add(happened);
            if (_events.Count < MostEvents)
                _events.Add(new ReplayEvent(happened.KindName, happened.LevelName, Math.Round(seconds, 3), happened.Channel));
            else
                _eventsNotListed++;
            _observer?.OnEvent(_beganSeconds + seconds, happened);
        }
        _observer?.OnSample(new ReplaySample(
            _beganSeconds + seconds, outputs.Soc, reference, outputs.SocSigma, volts, outputs.PredictedVolts, row.CurrentAmps, celsius)
        {
            Soe = outputs.Energy.Valid ? outputs.Energy.Soe : double.NaN,
            RemainingWattHours = outputs.Energy.Valid ? outputs.Energy.RemainingWattHours : double.NaN,
            CapacityAmpHours = outputs.CapacityAmpHours,
            CapacitySigmaAmpHours = outputs.CapacitySigmaAmpHours,
            TrueCapacityAmpHours = _plan.TrueCapacityAmpHours,
            ResistanceOhms = outputs.ResistanceOhms,
            ResistanceSigmaOhms = outputs.ResistanceSigmaOhms,
            Promised = _power.Promised(outputs),
            GroupSoc = outputs.Groups.Valid ? outputs.Groups.Soc : [],
        });
    }
}
