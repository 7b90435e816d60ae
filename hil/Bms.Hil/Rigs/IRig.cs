using System;
using System.Collections.Generic;
using Bms.Core.Estimation;
using Bms.Core.Measurement;

namespace Bms.Hil.Rigs;

/// <summary>Something that runs the firmware: in this process, in another, or on a board. Inputs are quantised before they reach it.</summary>
public interface IRig : IDisposable
{
    /// <summary>The rig's name, for reports.</summary>
    string Name { get; }

    /// <summary>What the next step sees. Filled by the caller.</summary>
    Measurements Inputs { get; }

    /// <summary>What the last step gave.</summary>
    RigOutputs Outputs { get; }

    /// <summary>The events that the last step added, oldest first.</summary>
    IReadOnlyList<RigEvent> NewEvents { get; }

    /// <summary>States the SOC that the pack starts with, 0…1.</summary>
    void Start(double soc);

    /// <summary>Goes on from a snapshot, before the first step.</summary>
    /// <param name="snapshot">Its bytes.</param>
    /// <param name="offMilliseconds">The time since it was written; negative where it is not known.</param>
    SnapshotFault Restore(byte[] snapshot, long offMilliseconds);

    /// <summary>A snapshot of the estimation state now, of a pack that is switched off after it; empty where there is none.</summary>
    byte[] Snapshot();

    /// <summary>Takes one step.</summary>
    void Step();
}
