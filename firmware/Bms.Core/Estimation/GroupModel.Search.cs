using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The OCV the other way round.</content>
public sealed partial class GroupModel
{
    /// <summary>
    /// The SOC at which the OCV has a given value, 0…1, by bisection over the nodes and a line between two; on a level stretch its
    /// lower end. Moves the place.
    /// </summary>
    public float FindSoc(float volts, int centidegrees)
    {
        int low = 0;
        int high = _nodes - 1;
        while (high - low > 1)
        {
            int middle = (low + high) >> 1;
            Locate(_soc[middle], centidegrees);
            if (OcvVolts < volts)
                low = middle;
            else
                high = middle;
        }
        Locate(_soc[low], centidegrees);
        float slope = SlopeVolts;
        float above = volts - OcvVolts;
        if (above <= 0f || slope <= 0f)
            return _soc[low];
        float soc = _soc[low] + (above / slope);
        return soc > _soc[high] ? _soc[high] : soc;
    }

    /// <summary>
    /// How far an SOC that <see cref="FindSoc"/> gave for a voltage may be off where that voltage may be off: the uncertainty over the
    /// slope at the SOC, or the distance to where the OCV is that much higher or lower if it is longer, as beside a level stretch.
    /// Leaves the place at the SOC.
    /// </summary>
    /// <param name="soc">The SOC that was found.</param>
    /// <param name="volts">The voltage that it was found for.</param>
    /// <param name="uncertaintyVolts">How far that voltage may be off, either way.</param>
    /// <param name="centidegrees">Temperature, in centidegrees.</param>
    public float SocSpread(float soc, float volts, float uncertaintyVolts, int centidegrees)
    {
        float below = soc - FindSoc(volts - uncertaintyVolts, centidegrees);
        float above = FindSoc(volts + uncertaintyVolts, centidegrees) - soc;
        Locate(soc, centidegrees);
        float slope = SlopeVolts > SmallestSlopeVolts ? SlopeVolts : SmallestSlopeVolts;
        float spread = uncertaintyVolts / slope;
        if (below > spread)
            spread = below;
        return above > spread ? above : spread;
    }
}
