using System;
using System.Threading;
using Bms.Hil.Faults;
using Bms.Hil.Plant;
using Bms.Hil.Rigs;
using Bms.Hil.Scoring;
using Bms.Hil.Traces;

namespace Bms.Hil.Scenarios.Running;

/// <summary>
/// Replays a recording into a rig. Every group of the pack sees the voltage of a recorded cell, or its own where the recording has
/// one for each; every temperature sensor sees the recorded temperature.
/// </summary>
internal sealed class RecordingFeed : IScenarioFeed, IDisposable
{
    private const int RowsBetweenChecks = 4096;

    private readonly RecordingSource _source;
    private readonly Scenario _scenario;
    private readonly IRig _rig;
    private readonly TraceReader _reader;

    public RecordingFeed(RecordingSource source, Scenario scenario, IRig rig, TraceReader reader)
    {
        _source = source;
        _scenario = scenario;
        _rig = rig;
        _reader = reader;
        int cells = reader.Columns.CellCount;
        int groups = scenario.Pack.Configuration.SeriesGroups;
        if (cells == 0 || cells == groups)
            return;
        reader.Dispose();
        throw new BadInputException($"{scenario.Path}: the recording {source.Path} has {cells} cell voltages, the pack {groups} groups");
    }

    public PlantPack? Plant => null;

    public void Dispose() => _reader.Dispose();

    public void Run(ScenarioMonitor monitor, CancellationToken cancellation)
    {
        var row = new TraceRow(_reader.Columns.CellCount);
        TraceTemperature temperature = TraceTemperature.Resolve(_reader, _source.TemperatureCelsius);
        var feeder = new RigFeeder(new Disturbances(), _scenario.Seed, _reader.Columns.CellCount > 0);
        var reference = new ReferenceSoc(_source.ReferenceSoc, _source.CapacityAmpHours, _reader.Columns);
        double first = double.NaN;
        bool started = false;
        for (long number = 0; _reader.Read(row); number++)
        {
            if (number % RowsBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();
            if (number == 0)
                first = row.TimeSeconds;
            double seconds = row.TimeSeconds - first;
            double celsius = temperature.CelsiusOf(row);
            double soc = reference.At(row);
            if (seconds < _source.Part.FromSeconds)
                continue;
            if (seconds > _source.Part.ToSeconds)
                break;
            if (!started)
                _rig.Start(_scenario.ToldSoc ?? Math.Clamp(soc, 0, 1));
            started = true;
            feeder.Fill(row, seconds, celsius, _rig.Inputs);
            monitor.Before(seconds);
            _rig.Step();
            monitor.After(seconds, soc);
        }
    }
}
