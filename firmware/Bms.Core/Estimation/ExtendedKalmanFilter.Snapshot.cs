using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>Anchors, and going on after a restart. Both beside the step, which stays what the C reference is.</content>
public sealed partial class ExtendedKalmanFilter
{
    private const float LargestSocPerSecond = 0.005f;
    private const float LargestAmps = 1e9f;
    private const float LargestVolts = 1e6f;
    private const float LargestVariance = 1e18f;
    private const int Layout = 1;

    /// <inheritdoc/>
    public void Anchor(float soc, float sigma, float seconds, CorrectionReason reason)
    {
        float innovation = soc - _ledger.UnboundedSoc;
        float variance = AnchorUpdate.Admitted(_ss, sigma, innovation);
        _ss = variance;
        float inverse = 1f / AnchorUpdate.Spread(variance, sigma, seconds, innovation, LargestSocPerSecond);
        float km = _sm * inverse;
        float kl = _sl * inverse;
        float kh = _sh * inverse;
        float ks = variance * inverse;
        _mm -= _sm * km;
        _ml -= _sm * kl;
        _mh -= _sm * kh;
        _ll -= _sl * kl;
        _lh -= _sl * kh;
        _hh -= _sh * kh;
        _sm -= _sm * ks;
        _sl -= _sl * ks;
        _sh -= _sh * ks;
        _ss = variance - (variance * ks);
        _middleAmps += km * innovation;
        _slowAmps += kl * innovation;
        _hysteresis = FloatMath.Clamp(_hysteresis + (kh * innovation), -1f, 1f);
        _correctionSoc += _ledger.CountSoc(ks * innovation);
        _reason = reason;
    }

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        archive.Expect(Layout);
        _ledger.Transfer(archive);
        _filterModel.Transfer(archive);
        _middleAmps = archive.Number(_middleAmps, LargestAmps);
        _slowAmps = archive.Number(_slowAmps, LargestAmps);
        _hysteresis = archive.Number(_hysteresis, 1f);
        _predictedVolts = archive.Number(_predictedVolts, LargestVolts);
        _correctionSoc = archive.Number(_correctionSoc, 1f);
        _reason = (CorrectionReason)archive.Whole((int)_reason, 0, (int)CorrectionReason.SnapshotRejected);
        _tablesToRead = archive.Whole(_tablesToRead, 0, FilterModel.RefreshesForAll);
        _carried = archive.Flag(_carried);
        _ss = archive.Number(_ss, 0f, LargestVariance);
        _sm = archive.Number(_sm, LargestVariance);
        _sl = archive.Number(_sl, LargestVariance);
        _sh = archive.Number(_sh, LargestVariance);
        _mm = archive.Number(_mm, 0f, LargestVariance);
        _ml = archive.Number(_ml, LargestVariance);
        _mh = archive.Number(_mh, LargestVariance);
        _ll = archive.Number(_ll, 0f, LargestVariance);
        _lh = archive.Number(_lh, LargestVariance);
        _hh = archive.Number(_hh, 0f, LargestVariance);
        _correctSeconds = archive.Number(_correctSeconds, 0f, LargestVariance);
        _middleKept = archive.Number(_middleKept, 0f, 1f);
        _slowKept = archive.Number(_slowKept, 0f, 1f);
        _hysteresisKept = archive.Number(_hysteresisKept, 0f, 1f);
        _carrySeconds = archive.Number(_carrySeconds, 0f, LargestVariance);
        // The factors of the period are made anew.
        if (archive.Reading)
            _periodMilliseconds = 0;
    }

    /// <inheritdoc/>
    public void Resume(float seconds, float unknownSoc)
    {
        float middle = LoadWindow.Kept(seconds, _inverseMiddleTau);
        float slow = LoadWindow.Kept(seconds, _inverseSlowTau);
        _middleAmps *= middle;
        _slowAmps *= slow;
        EndDecay();
        _middleKept *= middle;
        _slowKept *= slow;
        CarryCovariance();
        if (seconds < 0f)
        {
            // Half is left, give or take half.
            _mm += _middleAmps * _middleAmps;
            _ll += _slowAmps * _slowAmps;
        }
        _ss += unknownSoc * unknownSoc;
        if (_ss > LargestSocVariance)
        {
            _ss = LargestSocVariance;
            _sm = _sl = _sh = 0f;
        }
        _filterModel.StartReading();
        _tablesToRead = FilterModel.RefreshesForAll;
        _carried = false;
    }
}
