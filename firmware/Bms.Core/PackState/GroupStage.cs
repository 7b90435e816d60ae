using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Core.PackState;

/// <summary>Every series group's state of charge, from the pack's average and the group's difference to it.</summary>
public sealed class GroupStage
{
    /// <summary>Makes the stage for one pack.</summary>
    public GroupStage(PackConfiguration configuration)
    {
        int groups = configuration.SeriesGroups;
        Soc = new float[groups];
        SocSigma = new float[groups];
        ResistanceFactor = new float[groups];
        CapacityFactor = new float[groups];
        Known = new bool[groups];
        for (int group = 0; group < groups; group++)
            ResistanceFactor[group] = CapacityFactor[group] = 1f;
    }

    /// <summary>True once the groups' states mean something.</summary>
    public bool Valid { get; private set; }

    /// <summary>State of charge of each group, 0…1. Owned by the stage: read only.</summary>
    public float[] Soc { get; }

    /// <summary>One standard deviation of it, 0…1.</summary>
    public float[] SocSigma { get; }

    /// <summary>Resistance of each group over the average group's, 1 where nothing is known.</summary>
    public float[] ResistanceFactor { get; }

    /// <summary>Capacity of each group over the average group's, 1 where nothing is known.</summary>
    public float[] CapacityFactor { get; }

    /// <summary>Whether each group's difference has been seen of late; where not, its state is counted on from what was last known.</summary>
    public bool[] Known { get; }

    /// <summary>The group that would be empty first: least charge held.</summary>
    public int WeakestGroup { get; private set; }

    /// <summary>The group that holds most charge.</summary>
    public int StrongestGroup { get; private set; }

    /// <summary>The group that would be full first: least charge to go.</summary>
    public int FullestGroup { get; private set; }

    /// <summary>Takes one step.</summary>
    public void Step(Measurements measurements, MeasurementStage measurement, EstimationStage estimation)
    {
        if (!estimation.Stepped || measurement.Cells.UsableCount == 0)
            return;
        Valid = true;
        float soc = estimation.Estimator.Soc;
        float sigma = estimation.Estimator.SocSigma;
        for (int group = 0; group < Soc.Length; group++)
        {
            Soc[group] = soc;
            SocSigma[group] = sigma;
        }
    }
}
