using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>What SOC an anchor tells and how well: voltages looked up in the OCV less what is still dropped, by the profile.</content>
public sealed partial class AnchorDetector
{
    private const float SecondsPerHour = 3600f;
    private const float NanocoulombsPerCoulomb = 1e9f;
    private const long NanocoulombsPerMicroampHour = 3600000;
    private const float FullSigma = 0.01f;
    private const float EmptySigma = 0.02f;
    private const float RestSigma = 0.01f;
    private const float LargestSoc = 1e6f;

    // A wider anchor is none.
    private const float LargestSigma = 0.25f;

    // Of what the overpotential takes away from full or adds to empty, this part is not certain.
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
    /// is left of the voltage without it, on the charge branch of the OCV.
    /// </summary>
    private void ReadFull(EstimatorInput input)
    {
        float soc = WithoutDrop(input, 1f);
        Hold(soc, FullSigma + (UncertainPart * (1f - soc)), CorrectionReason.FullAnchor);
    }

    private void ReadEmpty(EstimatorInput input)
    {
        float soc = WithoutDrop(input, -1f);
        Hold(soc, EmptySigma + (UncertainPart * soc), CorrectionReason.EmptyAnchor);
    }

    private float WithoutDrop(EstimatorInput input, float direction)
    {
        int centidegrees = input.TemperatureCentidegrees;
        _model.Locate(direction > 0f ? 1f : 0f, centidegrees);
        float amps = input.MeanMicroamps * 1e-6f;
        float hysteresis = _model.HysteresisVolts() + _model.InstantHysteresisVolts();
        float drop = (amps * (_model.R0Ohms() + _model.TotalBranchOhms())) + (direction * hysteresis);
        return _model.FindSoc((input.CellMicrovolts * 1e-6f) - drop, centidegrees);
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
