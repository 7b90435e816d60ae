using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Core.PackState;

/// <summary>What the average group still holds and how much its resistance has grown, learned slowly and each with its bound.</summary>
public sealed class HealthStage
{
    /// <summary>Makes the stage for one pack.</summary>
    public HealthStage(PackConfiguration configuration)
    {
        CapacityAmpHours = configuration.Cell.CapacityMicroampHours * 1e-6f * configuration.ParallelCells;
        CapacityRatio = 1f;
        ResistanceRatio = 1f;
    }

    /// <summary>Capacity of the average group, in ampere-hours of the pack, as learned; the configured one before.</summary>
    public float CapacityAmpHours { get; private set; }

    /// <summary>That over the configured capacity; SOH by capacity, may exceed 1.</summary>
    public float CapacityRatio { get; private set; }

    /// <summary>One standard deviation of <see cref="CapacityRatio"/>.</summary>
    public float CapacityRatioSigma { get; private set; }

    /// <summary>Resistance over the profile's, normalised to 25 °C and mid SOC.</summary>
    public float ResistanceRatio { get; private set; }

    /// <summary>One standard deviation of <see cref="ResistanceRatio"/>.</summary>
    public float ResistanceRatioSigma { get; private set; }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        // Nothing is learned yet.
    }

    /// <summary>Takes one step.</summary>
    public void Step(MeasurementStage measurement, EstimationStage estimation)
    {
    }
}
