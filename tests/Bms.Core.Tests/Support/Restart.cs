using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Xunit;

namespace Bms.Core.Tests.Support;

/// <summary>A controller that runs, is switched off and on again, and what comes out beside one that never stopped.</summary>
internal sealed class Restart
{
    private readonly Measurements _measurements;
    private readonly DriveScript _drive;
    private int _step;

    public Restart(PackConfiguration pack, int seed = 3)
    {
        Pack = pack;
        Running = new PackController(pack);
        _measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        var numbers = new StimulusNumbers(seed);
        _drive = new DriveScript(_measurements, new RowScript(_measurements, numbers), numbers);
    }

    public PackConfiguration Pack { get; }

    /// <summary>The one that never stops.</summary>
    public PackController Running { get; }

    public Measurements Measurements => _measurements;

    /// <summary>Steps of the drive of conformance, for all of the given controllers alike.</summary>
    public void Drive(int steps, params PackController[] controllers)
    {
        for (int step = 0; step < steps; step++)
        {
            _measurements.NowMilliseconds = unchecked(_measurements.NowMilliseconds + _drive.Next(_step++));
            foreach (PackController controller in controllers)
                controller.Step(_measurements);
        }
    }

    /// <summary>Steps of one second with one voltage and one current.</summary>
    public void Hold(int steps, int microvolts, int microamps, params PackController[] controllers)
    {
        _measurements.UnixValid = false;
        for (int step = 0; step < steps; step++)
        {
            Array.Fill(_measurements.CellMicrovolts, microvolts);
            Array.Fill(_measurements.CellValid, true);
            Array.Fill(_measurements.CellAgeMilliseconds, 0);
            Array.Fill(_measurements.TemperatureValid, true);
            Array.Fill(_measurements.TemperatureCentidegrees, 2500);
            _measurements.PackMicroamps = microamps;
            _measurements.PackCurrentValid = true;
            _measurements.AccumulatedChargeValid = false;
            _measurements.NowMilliseconds = unchecked(_measurements.NowMilliseconds + 1000);
            foreach (PackController controller in controllers)
                controller.Step(_measurements);
        }
    }

    /// <summary>Steps with one current and no voltage.</summary>
    public void HoldBlind(int steps, int microamps, int milliseconds, params PackController[] controllers)
    {
        Hold(1, 3300000, microamps);
        Array.Fill(_measurements.CellValid, false);
        for (int step = 0; step < steps; step++)
        {
            _measurements.NowMilliseconds = unchecked(_measurements.NowMilliseconds + milliseconds);
            foreach (PackController controller in controllers)
                controller.Step(_measurements);
        }
    }

    /// <summary>The running one's snapshot.</summary>
    public byte[] Snapshot(int uncountedMilliseconds = 0) => Snapshot(Running, uncountedMilliseconds);

    public static byte[] Snapshot(PackController controller, int uncountedMilliseconds = 0)
    {
        byte[] room = new byte[SnapshotFormat.MaximumLength];
        int length = controller.WriteSnapshot(room, uncountedMilliseconds);
        return room[..length];
    }

    /// <summary>A new controller that goes on from a snapshot.</summary>
    public PackController Restored(byte[] snapshot, long offMilliseconds = 0)
    {
        Assert.NotEmpty(snapshot);
        var controller = new PackController(Pack);
        Assert.Equal(SnapshotFault.None, controller.RestoreSnapshot(snapshot, snapshot.Length, offMilliseconds));
        return controller;
    }

    /// <summary>Everything that estimation shows, by its bits.</summary>
    public static int[] Shown(PackController controller)
    {
        IStateEstimator estimator = controller.Estimation.Estimator;
        float[] shown = [estimator.Soc, estimator.SocSigma, estimator.PredictedVolts, estimator.CorrectionSoc];
        return [.. shown.Select(BitConverter.SingleToInt32Bits), (int)controller.Estimation.Reason];
    }
}
