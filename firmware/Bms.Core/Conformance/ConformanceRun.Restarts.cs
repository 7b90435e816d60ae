using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.Conformance;

/// <content>Snapshots, restarts after all kinds of time, and anchors.</content>
public sealed partial class ConformanceRun
{
    private const int SecondMilliseconds = 1000;
    private const int LongMilliseconds = 50000;
    private const int SnapshotHeaderLength = 8;
    private const int SnapshotChecksumLength = 4;
    private const int FullMicrovolts = 4195000;
    private const int EmptyMicrovolts = 2795000;
    private const int MiddleMicrovolts = 3950000;
    private const int OtherMicrovolts = 3150000;
    private const int TailMicroamps = 60000;
    private const int LoadMicroamps = 2000000;
    private const int MinuteSteps = 62;
    private const int RestSteps = 40;
    private const int TrialSteps = 8;
    private const long Day = 86400000;
    private const long Written = 1700000000000;

    private readonly byte[] _snapshot = new byte[SnapshotFormat.MaximumLength];
    private readonly byte[] _damaged = new byte[SnapshotFormat.MaximumLength];

    /// <summary>A quick run takes each estimator with one variant.</summary>
    private void RunRestarts(int variant, EstimatorKind estimator)
    {
        if (_quick && variant != (int)estimator % ConformancePack.VariantCount)
            return;
        int everySteps = 1 + (variant & 1);
        Use(ConformancePack.Make(variant, estimator, everySteps), 500 + variant);
        _digest.Add(_controller.WriteSnapshot(_snapshot, 0));
        _controller.Estimation.Start(0.85f);
        int steps = _quick ? QuickDriveSteps / 4 : FullDriveSteps / 10;
        DriveScript drive = new DriveScript(_measurements, _script, _numbers);
        for (int step = 1; step <= steps; step++)
            Step(drive.Next(step));
        HoldVoltage(4, MiddleMicrovolts, 0, SecondMilliseconds);
        int length = WriteSnapshot(0);
        RunDamage(length, variant, estimator);
        RunRestart(length, variant, estimator, 0, MiddleMicrovolts, 0);
        RunRestart(length, variant, estimator, Day, OtherMicrovolts, 0);
        if (_quick)
            return;
        RunRestart(length, variant, estimator, Day, MiddleMicrovolts, 0);
        RunRestart(length, variant, estimator, EstimationStage.SoonMilliseconds, MiddleMicrovolts, 0);
        RunRestart(length, variant, estimator, EstimationStage.UnknownOffTime, MiddleMicrovolts, TailMicroamps);
        RunRestart(length, variant, estimator, EstimationStage.UnknownOffTime, MiddleMicrovolts, 0);
        RunRestart(length, variant, estimator, 400 * Day, MiddleMicrovolts, LoadMicroamps);
        RunRestless(length, variant, estimator);
        RunStated(length, variant, estimator);
        RunCalendar(variant, estimator);
        RunAnchors(variant, estimator);
    }

    private int WriteSnapshot(int uncountedMilliseconds)
    {
        _measurements.LatchResetRequested = false;
        int length = _controller.WriteSnapshot(_snapshot, uncountedMilliseconds);
        FoldSnapshot(length);
        return length;
    }

    /// <summary>Its last bytes are a sum over all of it.</summary>
    private void FoldSnapshot(int length)
    {
        _digest.Add(length);
        for (int index = length - SnapshotChecksumLength; index > 0 && index < length; index++)
            _digest.Add(_snapshot[index]);
    }

    /// <summary>Every reason to refuse, and values that no estimator brings behind a good checksum.</summary>
    private void RunDamage(int length, int variant, EstimatorKind estimator)
    {
        int stride = _quick ? 173 : 3;
        EstimationStage stage = Make(variant, estimator, 1);
        for (int position = 0; position < length; position += position < SnapshotHeaderLength ? 1 : stride)
        {
            for (int index = 0; index < length; index++)
                _damaged[index] = _snapshot[index];
            _damaged[position] = (byte)(_damaged[position] ^ 0xFF);
            if (position >= SnapshotHeaderLength && (position & 1) != 0)
                SealSnapshot(_damaged, length);
            SnapshotFault fault = stage.Restore(_damaged, length);
            _digest.Add((int)fault);
            if (fault == SnapshotFault.None)
                stage = Make(variant, estimator, 1);
        }
        _digest.Add((int)stage.Restore(_snapshot, length - 1));
        _digest.Add((int)stage.Restore(_snapshot, SnapshotHeaderLength));
        _digest.Add((int)stage.Restore(_snapshot, SnapshotFormat.MaximumLength + 1));
        if (_quick)
            return;
        _digest.Add((int)Make((variant + 1) % ConformancePack.VariantCount, estimator, 1).Restore(_snapshot, length));
        _digest.Add((int)Make(variant, estimator == EstimatorKind.Ekf ? EstimatorKind.Ocv : EstimatorKind.Ekf, 1).Restore(_snapshot, length));
        _digest.Add(_controller.WriteSnapshot(new byte[SnapshotHeaderLength], 0));
        _digest.Add(_controller.WriteSnapshot(new byte[length - 1], 0));
    }

    private static EstimationStage Make(int variant, EstimatorKind estimator, int everySteps) =>
        new EstimationStage(ConformancePack.Make(variant, estimator, everySteps));

    private static void SealSnapshot(byte[] snapshot, int length)
    {
        Crc32 crc = new Crc32();
        crc.AddBytes(snapshot, 0, length - SnapshotChecksumLength);
        for (int index = 0; index < SnapshotChecksumLength; index++)
            snapshot[length - SnapshotChecksumLength + index] = (byte)((crc.Value >> (8 * index)) & 0xFF);
    }

    private void Restart(int length, int variant, EstimatorKind estimator, long offMilliseconds)
    {
        Use(ConformancePack.Make(variant, estimator, 1 + (variant & 1)), 600 + variant);
        _digest.Add((int)_controller.RestoreSnapshot(_snapshot, length, offMilliseconds));
        _digest.Add((int)_controller.RestoreSnapshot(_snapshot, length, offMilliseconds));
    }

    private void RunRestart(int length, int variant, EstimatorKind estimator, long offMilliseconds, int microvolts, int microamps)
    {
        Restart(length, variant, estimator, offMilliseconds);
        HoldVoltage(_quick ? TrialSteps / 2 : TrialSteps, microvolts, microamps, SecondMilliseconds);
        HoldVoltage(_quick ? 0 : TrialSteps, microvolts, -LoadMicroamps, SecondMilliseconds);
    }

    /// <summary>Voltages that agree with nothing, not even with each other, and some that are lost.</summary>
    private void RunRestless(int length, int variant, EstimatorKind estimator)
    {
        Restart(length, variant, estimator, Day);
        for (int step = 0; step < MinuteSteps; step++)
        {
            HoldVoltage(1, (step & 2) == 0 ? OtherMicrovolts : FullMicrovolts, 0, SecondMilliseconds);
            _script.Quiet();
            if (step % 5 == 0)
            {
                for (int group = 0; group < _measurements.CellValid.Length; group++)
                    _measurements.CellValid[group] = false;
            }
            _measurements.PackCurrentValid = step % 7 != 0;
            Step(SecondMilliseconds);
        }
    }

    private void RunStated(int length, int variant, EstimatorKind estimator)
    {
        Restart(length, variant, estimator, Day);
        _controller.Estimation.Start(0.5f);
        HoldVoltage(TrialSteps, MiddleMicrovolts, 0, SecondMilliseconds);
        _digest.Add((int)_controller.RestoreSnapshot(_snapshot, length, 0));
    }

    /// <summary>The time off by the calendar: known, of clocks that were set back, and not known at either end.</summary>
    private void RunCalendar(int variant, EstimatorKind estimator)
    {
        for (int way = 0; way < 5; way++)
        {
            Use(ConformancePack.Make(variant, estimator, 1), 700 + way);
            _measurements.UnixMilliseconds = Written;
            _measurements.UnixValid = way != 1;
            HoldVoltage(4, MiddleMicrovolts, -LoadMicroamps, SecondMilliseconds);
            int length = WriteSnapshot(60000);
            Restart(length, variant, estimator, EstimationStage.UnknownOffTime);
            _measurements.UnixMilliseconds = way == 2 ? Written - 1 : way == 4 ? Written + (8000 * Day) : Written + 30000;
            _measurements.UnixValid = way != 3;
            HoldVoltage(TrialSteps, MiddleMicrovolts, 0, SecondMilliseconds);
        }
    }

    /// <summary>Full, empty and at rest, each reached, interrupted and repeated.</summary>
    private void RunAnchors(int variant, EstimatorKind estimator)
    {
        Use(ConformancePack.Make(variant, estimator, 1), 800 + variant);
        _controller.Estimation.Start(0.7f);
        HoldVoltage(MinuteSteps / 2, FullMicrovolts, TailMicroamps, SecondMilliseconds);
        HoldVoltage(1, FullMicrovolts, LoadMicroamps, SecondMilliseconds);
        HoldVoltage(MinuteSteps + TrialSteps, FullMicrovolts, TailMicroamps, SecondMilliseconds);
        WriteSnapshot(0);
        HoldVoltage(1, FullMicrovolts, TailMicroamps, int.MaxValue / 2);
        HoldVoltage(2 * MinuteSteps, FullMicrovolts, TailMicroamps, SecondMilliseconds);
        HoldVoltage(MinuteSteps, MiddleMicrovolts, -LoadMicroamps, SecondMilliseconds * 10);
        HoldVoltage(TrialSteps, EmptyMicrovolts, -LoadMicroamps, SecondMilliseconds);
        HoldVoltage(TrialSteps, EmptyMicrovolts, 0, SecondMilliseconds);
        HoldVoltage(MinuteSteps, EmptyMicrovolts, -TailMicroamps, SecondMilliseconds);
        HoldVoltage(MinuteSteps, MiddleMicrovolts, LoadMicroamps, SecondMilliseconds * 4);
        HoldVoltage(RestSteps, MiddleMicrovolts, 0, LongMilliseconds);
        HoldVoltage(RestSteps, 3600000 + (variant * 100), 0, LongMilliseconds);
    }

    private void HoldVoltage(int steps, int microvolts, int microamps, int elapsedMilliseconds)
    {
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            for (int group = 0; group < _measurements.CellMicrovolts.Length; group++)
                _measurements.CellMicrovolts[group] = microvolts;
            _measurements.PackMicroamps = microamps;
            Step(elapsedMilliseconds);
        }
    }
}
