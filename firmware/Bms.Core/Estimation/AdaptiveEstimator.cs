using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// What the adaptive filters share: their states beside the covariance, when they update, what they assume of model and sensors, and how
/// a snapshot keeps them. How the covariance is carried, asked and kept is each filter's own.
/// </summary>
public abstract class AdaptiveEstimator : IStateEstimator
{
    // What two recordings of one cell disagree by in capacity and in where full is; where the voltage depends on the past as well,
    // the open-circuit curve itself is known less well.
    internal const float ReportedFloorVariance = 1e-4f;
    internal const float HysteresisFloorVariance = 1.5625e-4f;

    internal const float StartScaleSigma = 0.1f;
    internal const float StartHysteresisVariance = 0.25f;

    // A rate that may have flowed before the start, of which the branches still hold something.
    internal const float StartRate = 0.17f;
    internal const float LargestSocVariance = 0.25f;
    internal const float LargestScaleVariance = 0.25f;
    internal const float HysteresisVariance = 0.04f;
    internal const float ErrorTauSeconds = 1000f;
    internal const float SmoothingSeconds = 30f;

    internal const float NoiseVolts = 0.020f;
    internal const float NoiseFraction = 0.35f;
    internal const float NoiseSoc = 0.05f;
    internal const float LongestUpdateSeconds = 60f;
    internal const float GateSquared = 4f;

    // A correction moves the SOC by no more than this in a second, whatever the voltage says.
    internal const float LargestSocPerSecond = 0.005f;

    // A noise of this part of the states' own share keeps every updated variance clear of rounding to below zero.
    internal const float LeastNoiseFraction = 1e-5f;
    internal const float SurpriseSeconds = 30f;
    internal const float LargestSurprise = 25f;
    internal const float SmallestScale = -0.7f;
    internal const float LargestScale = 3f;
    internal const float LargestGain = 0.4f;

    internal const float SettlingSeconds = 600f;
    internal const float SettledVolts = 0.001f;
    internal const float UnsettledSeconds = 20f;

    private protected const float SecondsPerHour = 3600f;

    private const int MarginPermyriad = 500;
    private const int Layout = 1;
    private const float LargestAmps = 1e9f;
    private const float LargestVolts = 1e6f;

    private protected readonly ChargeLedger _ledger;
    private protected readonly LoadWindow _window;
    private protected readonly CellExpectation _expectation;
    private protected readonly float _capacityAmpHours;
    private protected readonly bool _hasHysteresis;
    private protected readonly float _scaleVariancePerSecond;
    private protected readonly float _socVariancePerSecond;

    // The states beside the ledger's SOC.
    private protected float _errorVolts;
    private protected float _offsetAmps;
    private protected float _scale;
    private protected float _capacityGain;
    private protected float _hysteresis;

    // What is left of the error after a window, and of which length.
    private protected float _errorPeriodSeconds;
    private protected float _errorKept = 1f;

    private protected float _smoothVolts;
    private protected float _unsettledVolts;
    private protected float _surprise = 1f;
    private protected bool _fresh;
    private protected float _staticVolts;
    private protected float _stepOhms;
    private protected float _predictedVolts;
    private protected float _correctionSoc;
    private protected CorrectionReason _reason;

    private readonly int _updateMilliseconds;

    private protected AdaptiveEstimator(PackConfiguration configuration, GroupModel model)
    {
        EstimationSettings settings = configuration.Estimation;
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        _window = new LoadWindow(model, _ledger, settings.GapMilliseconds);
        _expectation = new CellExpectation(model);
        _capacityAmpHours = model.CapacityAmpHours;
        _hasHysteresis = model.HasHysteresis;
        _updateMilliseconds = settings.UpdateMilliseconds;
        float scale = settings.ResistanceWalkPartsPerMillion * 1e-6f;
        _scaleVariancePerSecond = scale * scale;
        float walk = settings.SocWalkPartsPerMillion * 1e-6f;
        _socVariancePerSecond = walk * walk;
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(SocVariance + (_hasHysteresis ? HysteresisFloorVariance : ReportedFloorVariance));

    /// <inheritdoc/>
    public float PredictedVolts => _predictedVolts;

    /// <inheritdoc/>
    public float CorrectionSoc => _correctionSoc;

    /// <inheritdoc/>
    public CorrectionReason Reason => _reason;

    /// <summary>The model's error as estimated, in volts.</summary>
    public float ErrorVolts => _errorVolts;

    /// <summary>What the current sensor reads too high as estimated, in amperes.</summary>
    public float OffsetAmps => _offsetAmps;

    /// <summary>Relative error of the profile's resistances as estimated: 0.1 where they are 10 % higher than it says.</summary>
    public float ResistanceError => _scale;

    /// <summary>How much faster the SOC moves than the configured capacity says, as estimated: 0.1 for a capacity of 1/1.1.</summary>
    public float CapacityGain => _capacityGain;

    /// <summary>The hysteresis state, −1 (discharge branch) to 1 (charge branch).</summary>
    public float Hysteresis => _hysteresis;

    private protected abstract float SocVariance { get; }

    /// <summary>The largest magnitude of the hysteresis that a snapshot may hold.</summary>
    private protected abstract float LargestHysteresis { get; }

    /// <inheritdoc/>
    public abstract void Restart(float soc, float sigma);

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        float amps = input.MeanMicroamps * 1e-6f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        LoadWindow window = _window;
        window.Add(input, amps);
        if (_ledger.Held)
            _reason = CorrectionReason.RangeLimited;
        if (_fresh || window.ElapsedMilliseconds >= _updateMilliseconds)
        {
            window.Close();
            Update(input, window);
            window.Open();
        }
        _predictedVolts = _staticVolts + (_stepOhms * amps);
    }

    /// <inheritdoc/>
    public abstract void Anchor(float soc, float sigma, float seconds, CorrectionReason reason);

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
        _hysteresis = archive.Number(_hysteresis, LargestHysteresis);
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
    public abstract void Resume(float seconds, float unknownSoc);

    /// <summary>Predicts over a closed window and corrects by its mean voltage.</summary>
    private protected abstract void Update(EstimatorInput input, LoadWindow window);

    /// <summary>Adds to the variance of the model's error, in volts².</summary>
    private protected abstract void AddErrorVariance(float variance);

    private protected abstract void TransferCovariance(StateArchive archive);

    /// <summary>Everything but the covariance at its start.</summary>
    private protected void Forget(float soc)
    {
        _ledger.Set(soc);
        _window.Restart();
        _expectation.ReadAll(_ledger.UnboundedSoc);
        _errorVolts = _offsetAmps = _scale = _capacityGain = _hysteresis = 0f;
        _smoothVolts = 0f;
        _unsettledVolts = 0f;
        _surprise = 1f;
        _fresh = true;
        _staticVolts = _stepOhms = _predictedVolts = 0f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
    }

    /// <summary>Everything but the covariance after a time without steps; returns what the overpotential may be off by, in volts.</summary>
    /// <param name="seconds">How long; negative where it is not known.</param>
    private protected float Rest(float seconds)
    {
        // What is half left, give or take half, may be off by that half: an error of the model like any other.
        float unknownVolts = seconds < 0f ? 0.5f * _window.LargestBranchAmps * _expectation.BranchOhms : 0f;
        _window.Rest(seconds);
        _smoothVolts = 0f;
        _surprise = 1f;
        _expectation.StartReading();
        _fresh = true;
        return unknownVolts;
    }

    /// <summary>The first update: a pack that boots under load may carry a polarisation that nobody saw come.</summary>
    private protected void Begin(bool resting)
    {
        _fresh = false;
        if (resting)
            return;
        float volts = StartRate * _capacityAmpHours * _expectation.BranchOhms;
        AddErrorVariance(volts * volts);
    }

    /// <summary>Charge that flowed unseen has also left the branches somewhere else.</summary>
    private protected void WidenError(float unknownAmps)
    {
        float most = StartRate * _capacityAmpHours;
        float volts = (unknownAmps < most ? unknownAmps : most) * _expectation.BranchOhms;
        AddErrorVariance(volts * volts);
        float unsettled = unknownAmps * _expectation.BranchOhms;
        _unsettledVolts = unsettled > SettledVolts ? unsettled : 0f;
        _expectation.StartReading();
    }

    /// <summary>What the profile says of its own lasting error, for an overpotential, and what hysteresis adds.</summary>
    private protected float ErrorVariance(float overpotentialVolts)
    {
        CellExpectation expected = _expectation;
        float grown = expected.ErrorFraction * overpotentialVolts;
        return expected.LastingVariance + (grown * grown);
    }

    /// <summary>Variance of a window's mean voltage around what the model expects, in volts².</summary>
    /// <param name="size">The magnitudes of ohmic drop and polarisation together, in volts.</param>
    /// <param name="slopeVolts">Slope of the OCV over SOC, in volts.</param>
    /// <param name="bendVariance">What that slope leaves out, in volts².</param>
    /// <param name="seconds">Length of the window.</param>
    private protected float Noise(float size, float slopeVolts, float bendVariance, float seconds)
    {
        // What decays towards nothing decays towards something normal.
        _smoothVolts += seconds / (seconds + SmoothingSeconds) * (size + FloatMath.Negligible - _smoothVolts);
        float load = NoiseFraction * size;
        float curve = NoiseSoc * slopeVolts;
        float noise = (NoiseVolts * NoiseVolts) + (load * load) + (curve * curve) + bendVariance;
        float unsettled = _unsettledVolts;
        if (unsettled > 0f)
        {
            // After a gap the branches settle from where nobody knows; that lasts, so averaging does not help.
            noise += UnsettledSeconds * unsettled * unsettled;
            unsettled -= unsettled * seconds * (1f / SettlingSeconds);
            _unsettledVolts = unsettled > SettledVolts ? unsettled : 0f;
        }
        return noise / (seconds < LongestUpdateSeconds ? seconds : LongestUpdateSeconds);
    }
}
