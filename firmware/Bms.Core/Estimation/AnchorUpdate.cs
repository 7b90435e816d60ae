namespace Bms.Core.Estimation;

/// <summary>
/// The arithmetic that all estimators share when an anchor tells them a state of charge. An anchor is one piece of knowledge however
/// often it is looked at: it is spread evenly over <see cref="HoldSeconds"/>, so that all of it together weighs what its sigma says.
/// </summary>
public static class AnchorUpdate
{
    /// <summary>For how long an anchor is held, in seconds.</summary>
    public const float HoldSeconds = 300f;

    // An estimate that lies further from an anchor than this many sigmas of both is not as good as it says.
    private const float LargestSigmas = 3f;
    private const float LargestVariance = 0.25f;
    private const float LeastNoiseFraction = 1e-5f;

    /// <summary>
    /// The variance that an estimate has to admit beside an anchor: its own, or what makes their difference three sigmas of both.
    /// </summary>
    /// <param name="variance">The estimate's variance of the SOC.</param>
    /// <param name="sigma">One sigma of the anchor.</param>
    /// <param name="innovation">The anchor's SOC less the estimate's.</param>
    public static float Admitted(float variance, float sigma, float innovation)
    {
        float least = (innovation * innovation * (1f / (LargestSigmas * LargestSigmas))) - (sigma * sigma);
        if (least > LargestVariance)
            least = LargestVariance;
        return variance < least ? least : variance;
    }

    /// <summary>
    /// The variance of the innovation, S: the gain is variance over S. Raised until the SOC moves no faster than it may.
    /// </summary>
    /// <param name="variance">The estimate's variance of the SOC.</param>
    /// <param name="sigma">One sigma of the anchor.</param>
    /// <param name="seconds">The time that this update stands for; positive.</param>
    /// <param name="innovation">The anchor's SOC less the estimate's.</param>
    /// <param name="largestPerSecond">By how much the SOC may move in a second; positive.</param>
    public static float Spread(float variance, float sigma, float seconds, float innovation, float largestPerSecond)
    {
        float total = (variance * (1f + LeastNoiseFraction)) + (sigma * sigma * HoldSeconds / seconds);
        float wanted = variance * (innovation < 0f ? -innovation : innovation);
        float most = largestPerSecond * seconds;
        return wanted > most * total ? wanted / most : total;
    }
}
