using System.Collections.Generic;

namespace Bms.Hil.Rigs;

/// <summary>What the firmware says of each series group; lists have an entry a group, in the order of the voltages.</summary>
public sealed class RigGroups
{
    /// <summary>Whether any of it means something yet.</summary>
    public bool Valid { get; set; }

    /// <summary>State of charge, 0…1.</summary>
    public IReadOnlyList<float> Soc { get; init; } = [];

    /// <summary>One sigma of it.</summary>
    public IReadOnlyList<float> SocSigma { get; init; } = [];

    /// <summary>Resistance over the average group's.</summary>
    public IReadOnlyList<float> ResistanceFactor { get; init; } = [];

    /// <summary>Capacity over the average group's.</summary>
    public IReadOnlyList<float> CapacityFactor { get; init; } = [];

    /// <summary>Whether the difference to the average has been measured of late.</summary>
    public IReadOnlyList<bool> Known { get; init; } = [];

    /// <summary>The group that would be empty first, from 0.</summary>
    public int Weakest { get; set; }

    /// <summary>The group that holds most charge, from 0.</summary>
    public int Strongest { get; set; }

    /// <summary>The group that would be full first, from 0.</summary>
    public int Fullest { get; set; }
}
