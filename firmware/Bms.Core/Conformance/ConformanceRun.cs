using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Core.Conformance;

/// <summary>
/// Proves that two machines compute the same: a fixed, seeded stimulus made of integers drives whole controllers, and everything that
/// they show is folded into one digest. Two runs that differ part at the first checkpoint that differs.
/// </summary>
public sealed partial class ConformanceRun
{
    /// <summary>A checkpoint is kept every this many steps.</summary>
    public const int StepsPerCheckpoint = 256;

    /// <summary>Most checkpoints that are kept.</summary>
    public const int MaximumCheckpoints = 256;

    private const int FullDriveSteps = 2000;
    private const int QuickDriveSteps = 20;
    private const int QuickImageStride = 2503;
    private const int StepMilliseconds = 100;
    private const int LimitSteps = 8;
    private const int QuickLimitSteps = 6;
    private const int BackSteps = 20;
    private const int QuickBackSteps = 14;
    private const int RecoverySteps = 40;
    private const int QuickRecoverySteps = 26;
    private const int QuickRowStride = 10;
    private const int FirstImageSeed = 1030;
    private const int LongSteps = 64;
    private const int SlowSteps = 20;
    private const int WaysToLose = 4;

    private readonly bool _quick;
    private readonly IConformanceObserver? _observer;
    private readonly DigestFold _digest = new DigestFold();
    private readonly int[] _checkpoints = new int[MaximumCheckpoints];
    private PackController _controller;
    private Measurements _measurements;
    private RowScript _script;
    private StimulusNumbers _numbers;
    private int _nowMilliseconds;

    /// <summary>Prepares a run.</summary>
    /// <param name="quick">True for the form that fits a board: the same segments, shortened.</param>
    public ConformanceRun(bool quick)
        : this(quick, null)
    {
    }

    /// <summary>Prepares a run that somebody looks at.</summary>
    /// <param name="quick">True for the form that fits a board.</param>
    /// <param name="observer">Called after each step; null for nobody.</param>
    public ConformanceRun(bool quick, IConformanceObserver? observer)
    {
        _quick = quick;
        _observer = observer;
        _numbers = new StimulusNumbers(1);
        _measurements = new Measurements(1, 1);
        _script = new RowScript(_measurements, _numbers);
        _controller = new PackController(ConformancePack.Make(0, EstimatorKind.Coulomb, 1));
    }

    /// <summary>The digest over everything so far.</summary>
    public int Digest => _digest.Value;

    /// <summary>Steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Checkpoints kept.</summary>
    public int CheckpointCount { get; private set; }

    /// <summary>The first arithmetic case that gave a wrong result, or −1. With one, nothing else has been run.</summary>
    public int WrongArithmeticCase { get; private set; }

    /// <summary>The digest at a checkpoint.</summary>
    public int Checkpoint(int index) => _checkpoints[index];

    /// <summary>Runs everything.</summary>
    public void Run()
    {
        WrongArithmeticCase = ArithmeticVector.FirstDifference();
        if (WrongArithmeticCase >= 0)
            return;
        FunctionTrials.Fold(_digest, _quick ? 64 : 1024);
        ImageTrials images = new ImageTrials(_digest);
        images.Run(PackImage.Write(ConformancePack.Make(2, EstimatorKind.Ekf, 1)), _quick ? QuickImageStride : 1);
        // The sections that only such packs have; a quick run damages the other image only.
        if (!_quick)
        {
            images.Run(PackImage.Write(GuardedPack.Make(0, EstimatorKind.Coulomb, 1, true, true)), 1);
            images.Run(PackImage.Write(PowerPack.Make(0, EstimatorKind.Coulomb, true)), 1);
            images.Run(PackImage.Write(ChargingPack.Make()), 1);
            images.Run(PackImage.Write(OwnedPack(1, 1)), 1);
            images.Run(PackImage.Write(GuardedPack.Usual(0, EstimatorKind.Coulomb, 1, BalancedGroups, true, Balanced(0))), 1);
        }
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
            RunRows(variant);
        RunFurtherRows();
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            // A board takes the two filters through every profile, and each of the others through one.
            if (Takes(variant, 0))
                RunDrive(variant, EstimatorKind.Coulomb, 1);
            if (Takes(variant, 1))
                RunDrive(variant, EstimatorKind.Ocv, 3);
            RunDrive(variant, EstimatorKind.Ekf, 1);
            if (Takes(variant, 2))
                RunDrive(variant, EstimatorKind.Ekf, 4);
            RunDrive(variant, EstimatorKind.Aekf, 1);
            if (Takes(variant, ConformancePack.VariantCount - 1))
                RunDrive(variant, EstimatorKind.Spkf, 1);
        }
        // A board restarts with the fullest profile only.
        for (int variant = _quick ? ConformancePack.VariantCount - 1 : 0; variant < ConformancePack.VariantCount; variant++)
        {
            for (EstimatorKind kind = EstimatorKind.Coulomb; kind <= EstimatorKind.Spkf; kind++)
                RunRestarts(variant, kind);
        }
        RunGuardedDrive();
        RunGroups();
        RunContactors();
        RunMemory();
        RunPower();
        RunLifetime();
        RunBalancing();
        RunCharging();
        RunFailure();
    }

    private bool Takes(int variant, int quickVariant) => !_quick || variant == quickVariant;

    private void Begin(int variant, EstimatorKind estimator, int everySteps, int seed) =>
        Begin(ConformancePack.Make(variant, estimator, everySteps), seed);

    private void Begin(PackConfiguration made, int seed)
    {
        PackConfiguration configuration = made;
        // An image is dear to write and read again: a quick run does so for a few packs only.
        if (!_quick || seed >= FirstImageSeed)
        {
            PackImage image = PackImage.Read(PackImage.Write(made));
            _digest.Add((int)image.Fault);
            configuration = image.Configuration ?? new PackConfiguration();
        }
        Use(configuration, seed);
    }

    private void Use(PackConfiguration configuration, int seed)
    {
        _controller = new PackController(configuration);
        _measurements = new Measurements(configuration.SeriesGroups, configuration.TemperatureSensors);
        _numbers = new StimulusNumbers(seed);
        _script = new RowScript(_measurements, _numbers);
        // Just before the wrap, so that each segment passes it.
        _nowMilliseconds = int.MaxValue - 3000;
    }

    private void Step(int elapsedMilliseconds)
    {
        _nowMilliseconds = unchecked(_nowMilliseconds + elapsedMilliseconds);
        _measurements.NowMilliseconds = _nowMilliseconds;
        _controller.Step(_measurements);
        _digest.Add(_controller);
        Steps++;
        if (_observer != null)
            _observer.OnStep();
        if (Steps % StepsPerCheckpoint != 0 || CheckpointCount >= MaximumCheckpoints)
            return;
        if (_controller.Estimation.Estimator is ExtendedKalmanFilter filter)
            _digest.Add(filter);
        if (_controller.Estimation.Estimator is AdaptiveKalmanFilter adaptive)
            _digest.Add(adaptive);
        if (_controller.Estimation.Estimator is SigmaPointFilter points)
            _digest.Add(points);
        _checkpoints[CheckpointCount] = _digest.Value;
        CheckpointCount++;
    }

    /// <summary>The drive again, on packs that doubt what they see and look at every input.</summary>
    private void RunGuardedDrive()
    {
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            if (_quick && variant != 1)
                continue;
            Begin(GuardedPack.Make(variant, EstimatorKind.Coulomb, 2, true, variant > 1), 500 + variant);
            DriveScript drive = new DriveScript(_measurements, _script, _numbers);
            int steps = _quick ? QuickDriveSteps : FullDriveSteps;
            for (int step = 0; step < steps; step++)
            {
                int elapsed = drive.Next(step);
                drive.Mislead(step);
                // Doubts compare looks that lie close together.
                Step(elapsed > 100 && step % 97 != 96 ? 100 : elapsed);
            }
        }
    }

    /// <summary>Every mode and every fault of the contactors.</summary>
    private void RunContactors()
    {
        Begin(GuardedPack.Make(1, EstimatorKind.Coulomb, 2, true, true), 77);
        _controller.Protection.RestoreLatched(1L << (int)ProtectionKind.DeepDischarge);
        ContactorScript script = new ContactorScript(_measurements, _script);
        for (int step = 0; step < ContactorScript.Steps; step++)
        {
            script.Next(step, _controller.Commands);
            Step(StepMilliseconds);
        }
        ParallelStrings strings = new ParallelStrings(3, 200000, 250);
        for (int step = 0; step < ContactorScript.Steps; step++)
            script.StepStrings(strings, _digest, step);
    }

    private void RunRow(ProtectionKind kind, int way)
    {
        ProtectionRow settings = ConformancePack.Make(0, EstimatorKind.Coulomb, 1).Protection[(int)kind];
        int inwards = ProtectionPolicy.ActsAbove(kind) ? -1 : 1;
        int limit = _quick ? QuickLimitSteps : LimitSteps;
        Hold(kind, settings.WarningLimit + inwards, way, limit);
        Hold(kind, settings.WarningLimit, way, limit);
        Hold(kind, settings.DerateLimit, way, limit);
        if (kind != ProtectionKind.CurrentLost)
        {
            // Half way between derating and tripping, with another channel of the same family lost.
            Hold(kind, settings.DerateLimit + ((settings.TripLimit - settings.DerateLimit) / 2), way, limit);
            HoldWithLoss(kind, settings.DerateLimit, limit / 2);
        }
        Hold(kind, settings.TripLimit, way, limit);
        Hold(kind, settings.TripLimit + (inwards * settings.Hysteresis), way, limit);
        Hold(kind, settings.DerateLimit + (inwards * (settings.Hysteresis + 1)), way, _quick ? QuickBackSteps : BackSteps);
        RecoverQuietly();
    }

    private void Hold(ProtectionKind kind, int value, int way, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            _script.Set(kind, value, way);
            Step(StepMilliseconds + _script.ExtraMilliseconds);
        }
    }

    private void HoldWithLoss(ProtectionKind kind, int value, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            _script.Set(kind, value, 0);
            bool thermal = kind >= ProtectionKind.OverTemperatureCharge && kind <= ProtectionKind.UnderTemperatureDischarge;
            if (thermal)
                _script.Set(ProtectionKind.TemperatureLost, 1 + (step & 1), 0);
            else
                _script.Set(ProtectionKind.CellVoltageLost, 3 + (step & 1), step & 3);
            Step(StepMilliseconds);
        }
    }

    /// <summary>A drive with irregular steps, gaps, lost channels, time standing still and running back.</summary>
    private void RunDrive(int variant, EstimatorKind estimator, int everySteps)
    {
        Begin(variant, estimator, everySteps, 1000 + (variant * 10) + everySteps);
        DriveScript drive = new DriveScript(_measurements, _script, _numbers);
        if ((variant & 1) != 0)
            _controller.Estimation.Start(0.8f);
        int steps = _quick ? QuickDriveSteps : FullDriveSteps;
        for (int step = 0; step < steps; step++)
            Step(drive.Next(step));
    }

    /// <summary>Measurements for another pack, and none at all: an exception inside, open contactors outside, for good.</summary>
    private void RunFailure()
    {
        Begin(2, EstimatorKind.Ekf, 1, 8);
        _script.Quiet();
        Step(StepMilliseconds);
        Measurements? none = null;
        _digest.Add(_controller.Step(none!).MainContactorsClosed ? 1 : 0);
        Step(StepMilliseconds);
        Begin(1, EstimatorKind.Ekf, 1, 7);
        for (int step = 0; step < LimitSteps; step++)
        {
            _script.Quiet();
            Step(StepMilliseconds);
        }
        Measurements good = _measurements;
        _measurements = new Measurements(1, 1);
        Step(StepMilliseconds);
        _measurements = good;
        Step(StepMilliseconds);
    }
}
