using System;
using System.Collections.Generic;
using Bms.Core.PackState;

namespace Bms.Hil.Rigs;

/// <summary>What the firmware says of each series group; lists have an entry a group, in the order of the voltages.</summary>
public sealed class RigGroups
{
    private float[] _soc = [];

    /// <summary>Whether any of it means something yet.</summary>
    public bool Valid { get; set; }

    /// <summary>State of charge, 0…1.</summary>
    public IReadOnlyList<float> Soc { get; private set; } = [];

    /// <summary>One sigma of it.</summary>
    public IReadOnlyList<float> SocSigma { get; private set; } = [];

    /// <summary>Resistance over the average group's.</summary>
    public IReadOnlyList<float> ResistanceFactor { get; private set; } = [];

    /// <summary>Capacity over the average group's.</summary>
    public IReadOnlyList<float> CapacityFactor { get; private set; } = [];

    /// <summary>Whether the difference to the average has been measured of late.</summary>
    public IReadOnlyList<bool> Known { get; private set; } = [];

    /// <summary>The group that would be empty first, from 0.</summary>
    public int Weakest { get; set; }

    /// <summary>The group that holds most charge, from 0.</summary>
    public int Strongest { get; set; }

    /// <summary>The group that would be full first, from 0.</summary>
    public int Fullest { get; set; }

    /// <summary>Shows what a stage holds from now on, as after its controller was made.</summary>
    public void Show(GroupStage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        _soc = new float[stage.Soc.Length];
        Soc = _soc;
        SocSigma = stage.SocSigma;
        ResistanceFactor = stage.ResistanceFactor;
        CapacityFactor = stage.CapacityFactor;
        Known = stage.Known;
        Take(stage, 0);
    }

    /// <summary>Takes what a step changed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="averageSoc">The average's state of charge now.</param>
    public void Take(GroupStage stage, float averageSoc)
    {
        ArgumentNullException.ThrowIfNull(stage);
        Valid = stage.Valid;
        for (int group = 0; group < _soc.Length; group++)
            _soc[group] = stage.SocAt(group, averageSoc);
        Weakest = stage.WeakestGroup;
        Strongest = stage.StrongestGroup;
        Fullest = stage.FullestGroup;
    }
}
