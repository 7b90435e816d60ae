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
}
