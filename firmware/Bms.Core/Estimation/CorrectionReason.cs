namespace Bms.Core.Estimation;

/// <summary>Why an estimate moved by something else than counted charge.</summary>
public enum CorrectionReason
{
    /// <summary>It did not: charge was counted, nothing else.</summary>
    None = 0,

    /// <summary>The first estimate, read from the first usable voltage because nobody stated one.</summary>
    StartFromVoltage = 1,

    /// <summary>Looked up in the OCV table while the pack rested.</summary>
    OcvAtRest = 2,

    /// <summary>Looked up in the OCV table under load, less the ohmic drop: a rough value.</summary>
    OcvUnderLoad = 3,

    /// <summary>The measured voltage differed from the predicted one.</summary>
    VoltageInnovation = 4,

    /// <summary>As <see cref="VoltageInnovation"/>, but so improbable that it was given less weight.</summary>
    InnovationLimited = 5,

    /// <summary>The count left the range that a cell can have and was held at its end.</summary>
    RangeLimited = 6,

    /// <summary>As <see cref="VoltageInnovation"/>, but held to the largest change that a correction may make in a second.</summary>
    RateLimited = 7,

    /// <summary>The charging voltage was reached and the current had fallen to its tail: full.</summary>
    FullAnchor = 8,

    /// <summary>The cut-off voltage was reached although next to no current flowed: empty.</summary>
    EmptyAnchor = 9,

    /// <summary>Read from the OCV after a long rest, as far as its slope tells anything.</summary>
    RestAnchor = 10,

    /// <summary>After a long time off a restored estimate is reconciled with the OCV by the bounds of both.</summary>
    SnapshotReconciled = 11,

    /// <summary>The first voltages contradicted a restored estimate: it was discarded for a start from the voltage.</summary>
    SnapshotRejected = 12,
}
