using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Conformance;

/// <content>Packs whose groups are looked at one by one.</content>
public sealed partial class ConformanceRun
{
    private const int GroupCount = 5;
    private const int LieMicrovolts = 120000;
    private const int QuickGroupSteps = 6;
    private const int FullGroupSteps = 900;
    private const int LieSteps = 260;

    /// <summary>Every profile and estimator: a drive with lost and misleading groups, a lie that lasts, restarts.</summary>
    private void RunGroups()
    {
        for (int variant = 0; variant < ConformancePack.VariantCount; variant++)
        {
            if (_quick && variant != 1)
                continue;
            EstimatorKind kind = (EstimatorKind)(variant == 0 ? 0 : variant + 1);
            PackConfiguration pack = GuardedPack.Usual(variant, kind, 1 + (variant & 1), GroupCount, true);
            Begin(pack, 900 + variant);
            DriveScript drive = new DriveScript(_measurements, _script, _numbers);
            _controller.Estimation.Start(0.7f);
            int steps = _quick ? QuickGroupSteps : FullGroupSteps;
            for (int step = 0; step < steps; step++)
            {
                int elapsed = drive.Next(step);
                drive.Mislead(step);
                Step(elapsed);
                _digest.Add(_controller.Groups);
            }
            HoldApart(steps / 4, 0);
            HoldApart(_quick ? 2 : LieSteps, LieMicrovolts);
            HoldApart(steps / 4, 0);
            _controller.Groups.TakeCharge(1, 3600000000);
            if (_quick)
                continue;
            int length = WriteSnapshot(0);
            RestartGroups(pack, length, 0, 0);
            RestartGroups(pack, length, Day, 0);
            RestartGroups(pack, length, 400 * Day, 0);
            RestartGroups(pack, length, EstimationStage.UnknownOffTime, 0);
            RestartGroups(pack, length, Day, -LieMicrovolts * 4);
            Use(pack, 950);
            _digest.Add((int)_controller.RestoreSnapshot(_snapshot, length, Day));
            _controller.Estimation.Start(0.5f);
            HoldApart(TrialSteps, 0);
        }
        if (_quick)
            return;
        // A single group is the average.
        Begin(GuardedPack.Usual(1, EstimatorKind.Ekf, 1, 1, true), 960);
        HoldApart(TrialSteps, 0);
    }

    private void RestartGroups(PackConfiguration pack, int length, long offMilliseconds, int microvolts)
    {
        Use(pack, 950);
        _digest.Add((int)_controller.RestoreSnapshot(_snapshot, length, offMilliseconds));
        HoldApart(2 * TrialSteps, microvolts);
    }

    /// <summary>Groups 10 mV apart, one of which shows something else; all of them where that is negative.</summary>
    private void HoldApart(int steps, int liesMicrovolts)
    {
        for (int step = 0; step < steps; step++)
        {
            _script.Quiet();
            for (int group = 0; group < _measurements.CellMicrovolts.Length; group++)
            {
                int microvolts = MiddleMicrovolts + (10000 * group);
                if (liesMicrovolts < 0 || group == 2)
                    microvolts += liesMicrovolts;
                _measurements.CellMicrovolts[group] = microvolts;
            }
            Step(SecondMilliseconds);
            _digest.Add(_controller.Groups);
        }
    }
}
