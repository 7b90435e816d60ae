namespace Bms.Hil.Scenarios.Results;

/// <summary>One event of the firmware during a scenario.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Level">end, warning, derate or trip.</param>
/// <param name="AtSeconds">The scenario's time.</param>
/// <param name="Channel">The group, sensor or stage, from 0.</param>
/// <param name="Listed">Whether the scenario expects it.</param>
public sealed record ScenarioEvent(string Kind, string Level, double AtSeconds, int Channel, bool Listed);
