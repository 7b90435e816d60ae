using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// Resistance over the profile's: how much the voltage follows a change of the load over how much the profile says that it should at the
/// same place and temperature, which makes the ratio one of 25 °C and mid SOC. A mean weighed by excitation with a bounded memory.
/// </summary>
/// <remarks>A weighted least-squares line through the origin. It needs changes of load: what stays does not tell resistance from SOC.</remarks>
public sealed class ResistanceFit
{
    // Half of this rest of a wrong OCV slope and of noise, the other of what a straight profile makes of a real step.
    private const float NoiseVolts = 0.003f;
    private const float ModelPart = 0.2f;

    // A smaller change of the expected drop is none.
    private const float LeastVolts = 0.004f;
    private const float HighestRatio = 5f;

    // The memory: 400 strong steps, over an hour of driving at the least.
    private const float MostInformation = 10000f;

    // How far the profile's own dependence on place and temperature carries.
    private const float ProfileVariance = 0.0025f;

    private float _weight;
    private float _product;

    /// <summary>Makes a fit that knows nothing but the profile.</summary>
    /// <param name="priorSigma">One sigma of the profile's resistance, as a part of it.</param>
    public ResistanceFit(float priorSigma)
    {
        float variance = priorSigma * priorSigma;
        _weight = 1f / (variance > 1e-4f ? variance : 1e-4f);
        _product = _weight;
    }

    /// <summary>Resistance over the profile's; positive.</summary>
    public float Ratio => _product > 0.1f * _weight ? _product / _weight : 0.1f;

    /// <summary>One sigma of it.</summary>
    public float Sigma => FloatMath.Sqrt((1f / _weight) + ProfileVariance);

    /// <summary>Takes one change of load.</summary>
    /// <param name="volts">By how much the voltage changed beyond what the OCV moved.</param>
    /// <param name="expectedVolts">By how much it should have, by the profile.</param>
    public HealthReason Add(float volts, float expectedVolts)
    {
        float size = FloatMath.Abs(expectedVolts);
        if (!(size >= LeastVolts))
            return HealthReason.NoExcitation;
        // Also refuses what points the wrong way, and what is no number.
        float product = volts * expectedVolts;
        float square = size * size;
        if (!(product >= 0f && product <= HighestRatio * square))
            return HealthReason.Implausible;
        float weight = 1f / ((NoiseVolts * NoiseVolts) + (ModelPart * ModelPart * square));
        float sum = _weight + (weight * square);
        float both = _product + (weight * product);
        if (sum > MostInformation)
        {
            both *= MostInformation / sum;
            sum = MostInformation;
        }
        _weight = sum;
        _product = both;
        return HealthReason.Accepted;
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _weight = archive.Number(_weight, 1e-3f, MostInformation);
        _product = archive.Number(_product, 0f, HighestRatio * MostInformation);
    }
}
