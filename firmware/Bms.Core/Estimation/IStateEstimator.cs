namespace Bms.Core.Estimation;

/// <summary>An estimator of the state of charge of the pack's average group.</summary>
public interface IStateEstimator
{
    /// <summary>State of charge, 0…1.</summary>
    float Soc { get; }

    /// <summary>One standard deviation of <see cref="Soc"/>, 0…1.</summary>
    float SocSigma { get; }

    /// <summary>The group voltage that the estimator expected in the last step, in volts; 0 before the first.</summary>
    float PredictedVolts { get; }

    /// <summary>By how much the last step moved the SOC beyond counting.</summary>
    float CorrectionSoc { get; }

    /// <summary>Why it did.</summary>
    CorrectionReason Reason { get; }

    /// <summary>Forgets everything and starts at a stated SOC.</summary>
    /// <param name="soc">The state of charge, 0…1; anything outside is held at the end.</param>
    /// <param name="sigma">One standard deviation of it, 0.001…0.5; anything outside is held at the end.</param>
    void Restart(float soc, float sigma);

    /// <summary>Takes one step.</summary>
    void Step(EstimatorInput input);
}
