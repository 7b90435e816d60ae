namespace Bms.Core.Estimation;

/// <content>Going on after a restart.</content>
public sealed partial class AdaptiveKalmanFilter
{
    private const float LargestVariance = 1e18f;

    /// <inheritdoc/>
    public override void Resume(float seconds, float unknownSoc)
    {
        float unknownVolts = Rest(seconds);
        CarryError(LoadWindow.Kept(seconds, 1f / ErrorTauSeconds));
        _ee += unknownVolts * unknownVolts;
        _rr = seconds < 0f ? LargestScaleVariance : _rr + (seconds * _scaleVariancePerSecond);
        if (_rr > LargestScaleVariance)
            _rr = LargestScaleVariance;
        _ss += unknownSoc * unknownSoc;
        if (_ss > LargestSocVariance)
            HoldSoc();
    }

    private protected override void TransferCovariance(StateArchive archive)
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
