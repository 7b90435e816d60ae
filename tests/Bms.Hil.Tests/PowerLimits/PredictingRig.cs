using System.Collections.Generic;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Hil.Identification;
using Bms.Hil.Rigs;

namespace Bms.Hil.Tests.PowerLimits;

/// <summary>A controller that is asked, before each pulse that it does not know of, where the voltage will stand at its end.</summary>
internal sealed class PredictingRig(PackConfiguration configuration, IReadOnlyList<HeldOutPulse> pulses, int horizon) : IRig
{
    private readonly PackController _controller = new(configuration);
    private readonly double?[] _predicted = new double?[pulses.Count];
    private readonly double?[] _measured = new double?[pulses.Count];
    private double _lastSeconds = -1;

    public string Name => "predicting";

    public Measurements Inputs { get; } = new(configuration.SeriesGroups, configuration.TemperatureSensors);

    public RigOutputs Outputs { get; } = new();

    public IReadOnlyList<RigEvent> NewEvents => [];

    /// <summary>Predicted less measured voltage at each pulse's end, in volts.</summary>
    public IEnumerable<(HeldOutPulse Pulse, double ErrorVolts)> Errors
    {
        get
        {
            for (int index = 0; index < pulses.Count; index++)
            {
                if (_predicted[index] is double predicted && _measured[index] is double measured)
                    yield return (pulses[index], predicted - measured);
            }
        }
    }

    public void Start(double soc) => _controller.Estimation.Start((float)soc);

    public SnapshotFault Restore(byte[] snapshot, long offMilliseconds) => _controller.RestoreSnapshot(snapshot, snapshot.Length, offMilliseconds);

    public byte[] Snapshot() => [];

    public void Step()
    {
        double seconds = Inputs.NowMilliseconds * 1e-3;
        for (int index = 0; index < pulses.Count; index++)
        {
            HeldOutPulse pulse = pulses[index];
            // The state before the pulse: its first row has not been stepped yet.
            if (_predicted[index] is null && seconds >= pulse.StartSeconds - 0.001 && _lastSeconds >= 0 && _controller.Power.Ready)
                _predicted[index] = _controller.Power.EndVolts(0, (float)pulse.Amps, horizon, _controller.Groups);
            // A row's current holds over the time before it, so that the rest's first row may lie on the pulse's end.
            if (seconds >= pulse.StartSeconds - 0.001 && seconds <= pulse.StartSeconds + pulse.PulseSeconds && Inputs.PackMicroamps * 1e-6 / pulse.Amps > 0.5)
                _measured[index] = Inputs.CellMicrovolts[0] * 1e-6;
        }
        _controller.Step(Inputs);
        Outputs.Soc = _controller.Estimation.Estimator.Soc;
        _lastSeconds = seconds;
    }

    public void Dispose()
    {
        // Nothing to release.
    }
}
