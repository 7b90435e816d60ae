namespace Bms.Core.Configuration;

/// <summary>What is assumed of how the groups of a pack differ, and when the pack's health is believed to have moved.</summary>
public sealed class PackStateSettings
{
    /// <summary>False leaves the groups' differences and the pack's health alone: every group is then taken for the average one.</summary>
    public bool Enabled { get; init; }

    /// <summary>One sigma of the constant error of a group's voltage channel, in microvolts, 100…50 000.</summary>
    public int GroupOffsetMicrovolts { get; init; }

    /// <summary>One sigma of a group's SOC around the average at the start, in 1/10 000, 10…3 000.</summary>
    public int GroupSocPermyriad { get; init; }

    /// <summary>One sigma of a group's capacity around the average, in 1/1000 of it, 1…300.</summary>
    public int GroupCapacityPermille { get; init; }

    /// <summary>One sigma of a group's resistance around the average, in 1/1000 of it, 1…500.</summary>
    public int GroupResistancePermille { get; init; }

    /// <summary>What self-discharge lets the groups' SOC drift apart by, one sigma in 1/1 000 000 a square-root second, 0…1 000.</summary>
    public int GroupDriftPartsPerMillion { get; init; }

    /// <summary>
    /// A group not measured for longer is not known any more; one that contradicts for longer is looked at anew. In milliseconds,
    /// 10 000…86 400 000.
    /// </summary>
    public int GroupUnseenMilliseconds { get; init; }
    /// <summary>One sigma of the configured capacity around the true one before anything is learned, in 1/1000 of it, 10…500.</summary>
    public int CapacityPriorPermille { get; init; }

    /// <summary>Least charge between two known states of charge that counts as evidence of capacity, in 1/1000 of the capacity, 100…900.</summary>
    public int CapacitySpanPermille { get; init; }

    /// <summary>What is kept of what was known of the capacity when new evidence comes, in 1/1000, 500…999.</summary>
    public int CapacityKeptPermille { get; init; }

    /// <summary>One sigma of the current sensor's gain, in 1/1000, 0…100: nothing tells it from capacity.</summary>
    public int CurrentGainPermille { get; init; }

    /// <summary>One sigma of the profile's resistance around the true one before anything is learned, in 1/1000 of it, 50…1000.</summary>
    public int ResistancePriorPermille { get; init; }

    /// <summary>Nothing is learned of the pack's health when it is colder than this, in centidegrees, −2 000…4 000.</summary>
    public int HealthLowestCentidegrees { get; init; }
}
