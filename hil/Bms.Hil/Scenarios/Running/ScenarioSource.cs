using System.Threading;
using Bms.Hil.Plant;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Running;

/// <summary>Where the measurements of a scenario come from. Immutable: each run opens it anew.</summary>
internal abstract record ScenarioSource
{
    /// <summary>What reports say of it, for example the name of the recording.</summary>
    public abstract string Words { get; }

    /// <summary>Whether a simulated pack is behind it, so that there is a truth.</summary>
    public abstract bool HasPlant { get; }

    /// <summary>Opens it for one run on a rig.</summary>
    /// <exception cref="BadInputException">It cannot be used.</exception>
    public abstract IScenarioFeed Open(Scenario scenario, IRig rig);
}

/// <summary>A source at work.</summary>
internal interface IScenarioFeed
{
    /// <summary>The simulated pack; null where a recording is the source.</summary>
    PlantPack? Plant { get; }

    /// <summary>Fills the rig's measurements step by step, with the monitor before and after each.</summary>
    void Run(ScenarioMonitor monitor, CancellationToken cancellation);
}
