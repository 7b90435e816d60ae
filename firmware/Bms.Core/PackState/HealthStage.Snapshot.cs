using Bms.Core.Estimation;

namespace Bms.Core.PackState;

/// <content>What a restart keeps: what was learned, and the counting that is going on.</content>
public sealed partial class HealthStage
{
    private const int Layout = 1;
    private const float MostRatio = 10f;
    private const float MostSigma = 1e6f;
    private const float LargestVolts = 1e6f;

    /// <summary>Walks the whole state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        // A window that waits is judged now, so that nothing of it has to be kept.
        if (archive.Reading)
            _waits = false;
        else
            JudgeWindow();
        _capacity.Transfer(archive);
        _evidence.Transfer(archive);
        _resistance.Transfer(archive);
        _tracker.Transfer(archive);
        _probe.Transfer(archive);
        CapacityRatio = archive.Number(CapacityRatio, 0f, MostRatio);
        CapacityRatioSigma = archive.Number(CapacityRatioSigma, 0f, MostSigma);
        ResistanceRatioSigma = archive.Number(ResistanceRatioSigma, 0f, MostSigma);
        CapacityReason = (HealthReason)archive.Whole((int)CapacityReason, 0, (int)HealthReason.EndOfRange);
        ResistanceReason = (HealthReason)archive.Whole((int)ResistanceReason, 0, (int)HealthReason.EndOfRange);
        _began = archive.Flag(_began);
        _milliseconds = archive.Whole(_milliseconds, 0, int.MaxValue);
        _microampMilliseconds = archive.Whole(_microampMilliseconds, long.MinValue, long.MaxValue);
        _chargeNanocoulombs = archive.Whole(_chargeNanocoulombs, long.MinValue, long.MaxValue);
        _microvoltSum = archive.Whole(_microvoltSum, long.MinValue, long.MaxValue);
        _samples = archive.Whole(_samples, 0, int.MaxValue);
        _hasLast = archive.Flag(_hasLast);
        _lastVolts = archive.Number(_lastVolts, LargestVolts);
        _lastExpected = archive.Number(_lastExpected, LargestVolts);
        _lastCharge = archive.Whole(_lastCharge, long.MinValue, long.MaxValue);
        _phase = archive.Whole(_phase, 0, LastPhase);
        if (!archive.Reading)
            return;
        _restored = true;
        CapacityAmpHours = _toldAmpHours * CapacityRatio;
        ResistanceRatio = _resistance.Ratio;
    }
}
