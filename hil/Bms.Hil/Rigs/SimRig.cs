using System;
using System.Collections.Generic;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Hil.Rigs;

/// <summary>The firmware in this process: one controller.</summary>
public sealed class SimRig : IRig
{
    private readonly PackController _controller;
    private readonly List<RigEvent> _newEvents = [];
    private int _eventsSeen;

    /// <param name="configuration">A valid configuration.</param>
    public SimRig(PackConfiguration configuration)
        : this(configuration, check: true)
    {
    }

    /// <summary>Makes a rig; one that tests what a suite finds may run a table that the validator refuses.</summary>
    internal SimRig(PackConfiguration configuration, bool check)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _controller = new PackController(configuration, check);
        Inputs = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        // The AFE beside this firmware has taken what the image asks of it.
        for (int index = 0; index < Inputs.AfeThresholds.Length; index++)
            Inputs.AfeThresholds[index] = _controller.Protection.SecondLine.Wanted((AfeThreshold)index);
    }

    /// <inheritdoc/>
    public string Name => "sim";

    /// <inheritdoc/>
    public Measurements Inputs { get; }

    /// <inheritdoc/>
    public RigOutputs Outputs { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<RigEvent> NewEvents => _newEvents;

    /// <inheritdoc/>
    public void Start(double soc) => _controller.Estimation.Start((float)soc);

    /// <inheritdoc/>
    public SnapshotFault Restore(byte[] snapshot, long offMilliseconds)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return _controller.RestoreSnapshot(snapshot, snapshot.Length, offMilliseconds);
    }

    /// <inheritdoc/>
    public byte[] Snapshot()
    {
        byte[] room = new byte[SnapshotFormat.MaximumLength];
        return room[.._controller.WriteSnapshot(room, 0)];
    }

    /// <inheritdoc/>
    public void Step()
    {
        Bms.Core.Commands commands = _controller.Step(Inputs);
        RigOutputs outputs = Outputs;
        outputs.MainContactorsClosed = commands.MainContactorsClosed;
        outputs.PrechargeClosed = commands.PrechargeClosed;
        outputs.ZeroCurrentRequested = commands.ZeroCurrentRequested;
        outputs.HeaterOn = commands.HeaterOn;
        outputs.CoolingOn = commands.CoolingOn;
        outputs.ChargerEnabled = commands.ChargerEnabled;
        outputs.ChargerPackMicrovolts = commands.ChargerPackMicrovolts;
        outputs.ChargerMicroamps = commands.ChargerMicroamps;
        outputs.ChargePhase = commands.ChargePhase;
        outputs.Mode = _controller.Contactors.Mode;
        outputs.ChargeLimitMicroamps = commands.ChargeLimitMicroamps;
        outputs.DischargeLimitMicroamps = commands.DischargeLimitMicroamps;
        outputs.BleedingGroups = Bits(commands.BleedGroup);
        IStateEstimator estimator = _controller.Estimation.Estimator;
        outputs.Soc = estimator.Soc;
        outputs.SocSigma = estimator.SocSigma;
        outputs.PredictedVolts = estimator.PredictedVolts;
        outputs.Reason = _controller.Estimation.Reason;
        TakeEvents();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing to release; other rigs hold processes and ports.
    }

    private void TakeEvents()
    {
        if (_newEvents.Count > 0)
            _newEvents.Clear();
        EventLog log = _controller.Diagnostics.Events;
        if (log.Count == _eventsSeen)
            return;
        for (int number = Math.Max(_eventsSeen, log.FirstKept); number < log.Count; number++)
            _newEvents.Add(new RigEvent(log.Kind(number), log.Level(number), log.Channel(number), log.AtMilliseconds(number)));
        _eventsSeen = log.Count;
    }

    private static uint Bits(bool[] flags)
    {
        uint bits = 0;
        for (int index = 0; index < flags.Length; index++)
            bits |= flags[index] ? 1u << index : 0;
        return bits;
    }
}
