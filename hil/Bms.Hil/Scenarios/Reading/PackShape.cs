namespace Bms.Hil.Scenarios.Reading;

/// <summary>What a scenario file may refer to, known once its pack and source are read.</summary>
/// <param name="Groups">Series groups.</param>
/// <param name="Sensors">Temperature sensors.</param>
/// <param name="HasPlant">Whether a simulated pack is the source, so that there is a truth.</param>
internal sealed record PackShape(int Groups, int Sensors, bool HasPlant);
