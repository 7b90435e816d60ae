using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Running;

/// <summary>A simulated pack in a closed loop with the firmware.</summary>
internal sealed record PlantSource : ScenarioSource
{
    /// <summary>The loop. Each run builds its own pack from it.</summary>
    public required ClosedLoopSettings Loop { get; init; }

    public override string Words => "simulated pack";

    public override bool HasPlant => true;

    public override IScenarioFeed Open(Scenario scenario, IRig rig) => new PlantFeed(Loop, scenario, rig);
}
