namespace Bms.Core.Estimation;

/// <content>Going on after a restart.</content>
public sealed partial class AdaptiveKalmanFilter
{
    private const float LargestAmps = 1e9f;
    private const float LargestVolts = 1e6f;
    private const float LargestVariance = 1e18f;
    private const int Layout = 1;

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _ledger.Transfer(archive);
        _window.Transfer(archive);
        _expectation.Transfer(archive);
        _errorVolts = archive.Number(_errorVolts, LargestVolts);
        _offsetAmps = archive.Number(_offsetAmps, LargestAmps);
        _scale = archive.Number(_scale, SmallestScale, LargestScale);
        _capacityGain = archive.Number(_capacityGain, LargestGain);
        _hysteresis = archive.Number(_hysteresis, LoadWindow.LargestHysteresis);
        _smoothVolts = archive.Number(_smoothVolts, 0f, LargestVolts);
        _unsettledVolts = archive.Number(_unsettledVolts, 0f, LargestVolts);
        _surprise = archive.Number(_surprise, 0f, LargestSurprise);
        TransferCovariance(archive);
        _fresh = archive.Flag(_fresh);
        _staticVolts = archive.Number(_staticVolts, LargestVolts);
        _stepOhms = archive.Number(_stepOhms, LargestVolts);
        _predictedVolts = archive.Number(_predictedVolts, LargestVolts);
        _correctionSoc = archive.Number(_correctionSoc, 1f);
        _reason = (CorrectionReason)archive.Whole((int)_reason, 0, (int)CorrectionReason.SnapshotRejected);
        // The factors of the period are made anew.
        if (archive.Reading)
            _errorPeriodSeconds = 0f;
    }

    /// <inheritdoc/>
    public void Resume(float seconds, float unknownSoc)
    {
        // What is half left, give or take half, may be off by that half: an error of the model like any other.
        float unknownVolts = seconds < 0f ? 0.5f * _window.LargestBranchAmps * _expectation.BranchOhms : 0f;
        _window.Rest(seconds);
        _smoothVolts = 0f;
        CarryError(LoadWindow.Kept(seconds, 1f / ErrorTauSeconds));
        _ee += unknownVolts * unknownVolts;
        _rr = seconds < 0f ? LargestScaleVariance : _rr + (seconds * _scaleVariancePerSecond);
        if (_rr > LargestScaleVariance)
            _rr = LargestScaleVariance;
        _ss += unknownSoc * unknownSoc;
        if (_ss > LargestSocVariance)
            HoldSoc();
        _surprise = 1f;
        _expectation.StartReading();
        _fresh = true;
    }

    private void TransferCovariance(StateArchive archive)
    {
        _ss = archive.Number(_ss, 0f, LargestVariance);
        _se = archive.Number(_se, LargestVariance);
        _sb = archive.Number(_sb, LargestVariance);
        _sr = archive.Number(_sr, LargestVariance);
        _sg = archive.Number(_sg, LargestVariance);
        _sh = archive.Number(_sh, LargestVariance);
        _ee = archive.Number(_ee, 0f, LargestVariance);
        _eb = archive.Number(_eb, LargestVariance);
        _er = archive.Number(_er, LargestVariance);
        _eg = archive.Number(_eg, LargestVariance);
        _eh = archive.Number(_eh, LargestVariance);
        _bb = archive.Number(_bb, 0f, LargestVariance);
        _br = archive.Number(_br, LargestVariance);
        _bg = archive.Number(_bg, LargestVariance);
        _bh = archive.Number(_bh, LargestVariance);
        _rr = archive.Number(_rr, 0f, LargestVariance);
        _rg = archive.Number(_rg, LargestVariance);
        _rh = archive.Number(_rh, LargestVariance);
        _gg = archive.Number(_gg, 0f, LargestVariance);
        _gh = archive.Number(_gh, LargestVariance);
        _hh = archive.Number(_hh, 0f, LargestVariance);
    }
}
