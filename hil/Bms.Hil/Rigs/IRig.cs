using System;
using System.Collections.Generic;
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

    /// <summary>Takes one step.</summary>
    void Step();
}
