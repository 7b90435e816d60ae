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

    /// <summary>
    /// Takes an anchor's word for the state of charge, as a measurement after a step that was given no voltage: one or the other, so that
    /// no step costs more. Never a jump: the SOC moves no faster than the estimator lets an anchor move it.
    /// </summary>
    /// <param name="soc">The state of charge, 0…1.</param>
    /// <param name="sigma">One standard deviation of it, positive.</param>
    /// <param name="seconds">The time that this word stands for, positive; the whole of it is <see cref="AnchorUpdate.HoldSeconds"/>.</param>
    /// <param name="reason">What <see cref="Reason"/> shall say.</param>
    void Anchor(float soc, float sigma, float seconds, CorrectionReason reason);

    /// <summary>
    /// Walks the whole state through an archive, a layout version first: what it writes and reads, an estimator goes on from as if it
    /// had never stopped. Everything that influences a later step belongs to it; what follows from the configuration does not.
    /// </summary>
    void Transfer(StateArchive archive);

    /// <summary>Time has passed without steps since the state was written: overpotentials decay, bounds widen, tables are read anew.</summary>
    /// <param name="seconds">How long; negative where it is not known.</param>
    /// <param name="unknownSoc">One sigma of the change of SOC that nobody counted in that time.</param>
    void Resume(float seconds, float unknownSoc);
}
