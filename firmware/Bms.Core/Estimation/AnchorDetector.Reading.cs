using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>What SOC an anchor tells and how well: voltages looked up in the OCV less what is still dropped, by the profile.</content>
public sealed partial class AnchorDetector
{
    private const float SecondsPerHour = 3600f;
    private const float NanocoulombsPerCoulomb = 1e9f;
    private const long NanocoulombsPerMicroampHour = 3600000;
    private const float FullSigma = 0.015f;
    private const float EmptySigma = 0.02f;
    private const float RestSigma = 0.01f;
    private const float LargestSoc = 1e6f;

    // A wider anchor is none.
    private const float LargestSigma = 0.25f;

    // One sigma of the overpotential at the end of a charge or discharge, as a part of itself.
    private const float UncertainPart = 0.5f;

    /// <summary>A rate that may have flowed before anyone looked, of which the branches may still hold all.</summary>
    private const float UnseenRate = 0.17f;

    /// <summary>
    /// An OCV read after a long time off, with the uncertainty of the profile; where it is not known for how long, with what the
    /// branches may still hold, too.
    /// </summary>
    internal void BeginReconciliation(EstimatorInput input, bool settled)
    {
        float extra = 0f;
        if (!settled)
        {
            Place(input);
            extra = UnseenRate * _model.CapacityAmpHours * _model.TotalBranchOhms();
        }
        ReadOcv(input, extra, CorrectionReason.SnapshotReconciled);
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _fullMilliseconds = archive.Whole(_fullMilliseconds, 0, int.MaxValue);
        _emptyMilliseconds = archive.Whole(_emptyMilliseconds, 0, int.MaxValue);
        _restMilliseconds = archive.Whole(_restMilliseconds, 0, int.MaxValue);
        _slopeMilliseconds = archive.Whole(_slopeMilliseconds, 0, int.MaxValue);
        _slopeMicrovolts = archive.Whole(_slopeMicrovolts, int.MinValue, int.MaxValue);
        _heldMilliseconds = archive.Whole(_heldMilliseconds, int.MinValue, HoldMilliseconds);
        _carriedSoc = archive.Number(_carriedSoc, LargestSoc);
        _movedNanocoulombs = archive.Whole(_movedNanocoulombs, 0, long.MaxValue);
        _last = (CorrectionReason)archive.Whole((int)_last, 0, (int)CorrectionReason.SnapshotRejected);
        Soc = archive.Number(Soc, 0f, 1f);
        Sigma = archive.Number(Sigma, 0f, 1f);
        Reason = (CorrectionReason)archive.Whole((int)Reason, 0, (int)CorrectionReason.SnapshotRejected);
    }

    private void Place(EstimatorInput input)
    {
        int centidegrees = input.TemperatureCentidegrees;
        float soc = _model.FindSoc(input.CellMicrovolts * 1e-6f, centidegrees);
        _model.Locate(soc, centidegrees);
    }

    /// <summary>
    /// The tail current still drops something, next to nothing when it is warm, a good part of the last tenth in the cold: full is what
    /// is left of the voltage without it, on the charge branch of the OCV. What drops is known to a part of itself only, and the less the
    /// steeper the OCV, the more that is worth.
    /// </summary>
    private void ReadFull(EstimatorInput input) => ReadEnd(input, 1f, FullSigma, CorrectionReason.FullAnchor);

    private void ReadEmpty(EstimatorInput input) => ReadEnd(input, 0f, EmptySigma, CorrectionReason.EmptyAnchor);

    private void ReadEnd(EstimatorInput input, float end, float sigma, CorrectionReason reason)
    {
        int centidegrees = input.TemperatureCentidegrees;
        _model.Locate(end, centidegrees);
        float drop = input.MeanMicroamps * 1e-6f * (_model.R0Ohms() + _model.TotalBranchOhms());
        float hysteresis = _model.HysteresisVolts() + _model.InstantHysteresisVolts();
        float volts = (input.CellMicrovolts * 1e-6f) - drop - (end > 0f ? hysteresis : -hysteresis);
        float soc = _model.FindSoc(volts, centidegrees);
        float spread = _model.SocSpread(soc, volts, UncertainPart * FloatMath.Abs(drop), centidegrees);
        Hold(soc, FloatMath.Clamp(sigma + spread, 0f, LargestSigma), reason);
    }

    /// <summary>What the slowest branch has still to give back is what it gave in the last minutes, over again as often as its time constant lasts.</summary>
    private void ReadRest(EstimatorInput input)
    {
        float tau = _model.BranchCount > 0 ? _model.TauSeconds(_model.BranchCount - 1) : 0f;
        float left = _movedMicrovolts * 1e-6f * (1f + (tau * (1000f / SlopeMilliseconds)));
        ReadOcv(input, left, CorrectionReason.RestAnchor);
    }

    private void ReadOcv(EstimatorInput input, float extraVolts, CorrectionReason reason)
    {
        int centidegrees = input.TemperatureCentidegrees;
        float volts = input.CellMicrovolts * 1e-6f;
        float soc = _model.FindSoc(volts, centidegrees);
        _model.Locate(soc, centidegrees);
        float own = _model.UncertaintyVolts();
        float hysteresis = _model.HysteresisVolts() + _model.InstantHysteresisVolts();
        float uncertainty = FloatMath.Sqrt((own * own) + (hysteresis * hysteresis) + (extraVolts * extraVolts));
        float sigma = _model.SocSpread(soc, volts, uncertainty, centidegrees);
        if (sigma > LargestSigma)
            return;
        Hold(soc, sigma < RestSigma ? RestSigma : sigma, reason);
    }
}
