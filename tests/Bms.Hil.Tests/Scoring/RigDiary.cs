using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Hil.Faults;
using Bms.Hil.Packs;
using Bms.Hil.Rigs;
using Bms.Hil.Scoring;
using Bms.Hil.Traces;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

/// <summary>A rig that writes down what it is given, and otherwise does nothing.</summary>
internal sealed class RigDiary(PackConfiguration configuration) : IRig
{
    public string Name => "diary";

    public Measurements Inputs { get; } = new(configuration.SeriesGroups, configuration.TemperatureSensors);

    public RigOutputs Outputs { get; } = new();

    public IReadOnlyList<RigEvent> NewEvents => [];

    /// <summary>Every step: seconds, amperes, volts, degrees Celsius, and whether all or none of the channels are valid.</summary>
    public List<Entry> Entries { get; } = [];

    public double ToldSoc { get; private set; }

    /// <summary>Replays a recording of the synthetic ternary cell into a diary.</summary>
    public static RigDiary Of(string path, Disturbances disturbances, ReplaySettings? settings = null)
    {
        RigDiary? diary = null;
        CellSource cell = CellSource.Open("synthetic-nmc-50ah");
        using TraceReader reader = TraceReader.Open(path);
        ReplayRun.Run(
            (settings ?? new ReplaySettings { TracePath = path, Cell = cell.Name }) with { Disturbances = disturbances },
            cell,
            reader,
            () =>
            {
                using TraceReader again = TraceReader.Open(path);
                return RecordingExtent.Measure(again, settings?.FromSeconds ?? 0, settings?.ToSeconds ?? double.PositiveInfinity);
            },
            null,
            pack => diary = new RigDiary(pack),
            TestContext.Current.CancellationToken);
        return diary!;
    }

    public void Start(double soc) => ToldSoc = soc;

    public SnapshotFault Restore(byte[] snapshot, long offMilliseconds) => SnapshotFault.TooLate;

    public byte[] Snapshot() => [];

    public void Step()
    {
        bool[] valid = [Inputs.PackCurrentValid, .. Inputs.CellValid, .. Inputs.TemperatureValid];
        Assert.True(valid.All(one => one) || valid.All(one => !one));
        Entries.Add(new Entry(
            Inputs.NowMilliseconds / 1000.0,
            Math.Round(Inputs.PackMicroamps * 1e-6, 6),
            Math.Round(Inputs.CellMicrovolts[0] * 1e-6, 6),
            Inputs.TemperatureCentidegrees[0] / 100.0,
            valid[0]));
    }

    public void Dispose()
    {
    }

    public sealed record Entry(double Seconds, double Amps, double Volts, double Celsius, bool IsValid);
}
