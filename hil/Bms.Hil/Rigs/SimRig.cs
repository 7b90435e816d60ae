using System;
using System.Collections.Generic;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Lifecycle;
using Bms.Core.Measurement;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;

namespace Bms.Hil.Rigs;

/// <summary>The firmware in this process: one controller.</summary>
public sealed class SimRig : IPoweredRig
{
    private readonly PackConfiguration _configuration;
    private readonly bool _check;
    private PackController _controller;
    private SimMemory? _memory;
    private MemorySettings _memorySettings = new();
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
        _configuration = configuration;
        _check = check;
        _controller = new PackController(configuration, check);
        Inputs = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        Outputs.Groups.Show(_controller.Groups);
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
    public void AttachMemory(MemorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _memory = new SimMemory();
        _memorySettings = settings;
        _controller.Attach(_memory, settings);
    }

    /// <inheritdoc/>
    public void CutPower()
    {
        RigOutputs outputs = Outputs;
        outputs.MainContactorsClosed = false;
        outputs.PrechargeClosed = false;
        outputs.ZeroCurrentRequested = true;
        outputs.HeaterOn = false;
        outputs.Mode = Bms.Core.Contactors.PackMode.Boot;
        outputs.ChargeLimitMicroamps = 0;
        outputs.DischargeLimitMicroamps = 0;
        outputs.BleedingGroups = 0;
        _newEvents.Clear();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _controller = new PackController(_configuration, _check);
        Outputs.Groups.Show(_controller.Groups);
        _eventsSeen = 0;
        if (_memory is not null)
            _controller.Attach(_memory, _memorySettings);
    }

    /// <inheritdoc/>
    public MemoryDump? DumpMemory() =>
        _memory is null ? null : new MemoryDump(PackImage.Write(_configuration), _memory.WriteUnitBytes, (byte[])_memory.Bytes.Clone());

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
        TakePower(outputs, _controller.Power);
        outputs.BleedingGroups = Bits(commands.BleedGroup);
        IStateEstimator estimator = _controller.Estimation.Estimator;
        outputs.Soc = estimator.Soc;
        outputs.SocSigma = estimator.SocSigma;
        outputs.PredictedVolts = estimator.PredictedVolts;
        outputs.Reason = _controller.Estimation.Reason;
        outputs.Energy.Take(_controller.Energy);
        outputs.Groups.Take(_controller.Groups, estimator.Soc);
        TakeHealth(outputs);
        TakeEvents();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing to release; other rigs hold processes and ports.
    }

    private void TakeHealth(RigOutputs outputs)
    {
        HealthStage health = _controller.Health;
        outputs.CapacityAmpHours = health.CapacityAmpHours;
        outputs.CapacitySigmaAmpHours = health.CapacityRatio > 0 ? health.CapacityRatioSigma * health.CapacityAmpHours / health.CapacityRatio : 0;
        outputs.CapacityReason = health.CapacityReason;
        outputs.ResistanceOhms = health.ResistanceOhms;
        outputs.ResistanceSigmaOhms = health.ResistanceRatio > 0 ? health.ResistanceRatioSigma * health.ResistanceOhms / health.ResistanceRatio : 0;
        outputs.ResistanceReason = health.ResistanceReason;
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

    private static void TakePower(RigOutputs outputs, PowerStage power)
    {
        Array.Copy(power.DischargeAmps, outputs.DischargeAmps, outputs.DischargeAmps.Length);
        Array.Copy(power.ChargeAmps, outputs.ChargeAmps, outputs.ChargeAmps.Length);
        Array.Copy(power.DischargeWatts, outputs.DischargeWatts, outputs.DischargeWatts.Length);
        Array.Copy(power.ChargeWatts, outputs.ChargeWatts, outputs.ChargeWatts.Length);
        outputs.ChargeLimitCause = power.ChargeLimitCause;
        outputs.DischargeLimitCause = power.DischargeLimitCause;
    }

    private static uint Bits(bool[] flags)
    {
        uint bits = 0;
        for (int index = 0; index < flags.Length; index++)
            bits |= flags[index] ? 1u << index : 0;
        return bits;
    }
}
