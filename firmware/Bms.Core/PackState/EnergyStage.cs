using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Core.PackState;

/// <summary>What the pack still gives and takes: charge, energy, and how long that lasts.</summary>
public sealed class EnergyStage
{
    /// <summary>Makes the stage for one pack.</summary>
    public EnergyStage(PackConfiguration configuration)
    {
    }

    /// <summary>Takes one step.</summary>
    public void Step(MeasurementStage measurement, EstimationStage estimation, GroupStage groups, HealthStage health)
    {
    }
}
