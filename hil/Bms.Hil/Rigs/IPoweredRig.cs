using Bms.Core.Lifecycle;

namespace Bms.Hil.Rigs;

/// <summary>A rig whose firmware keeps records over a loss of power, and whose power can be taken away.</summary>
public interface IPoweredRig : IRig
{
    /// <summary>Gives the firmware a new, empty memory, before the first step.</summary>
    /// <param name="settings">How often what is kept.</param>
    void AttachMemory(MemorySettings settings);

    /// <summary>Power goes, now: everything opens, and what was not written is gone.</summary>
    void CutPower();

    /// <summary>Power is back: the firmware starts anew, on the memory that it had.</summary>
    void Restart();

    /// <summary>The memory's bytes with the pack image that they belong to; null without a memory.</summary>
    MemoryDump? DumpMemory();
}
