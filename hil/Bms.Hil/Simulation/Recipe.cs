using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;

namespace Bms.Hil.Simulation;

/// <summary>How to make a recording: a plant, a drive, sensors. The same recipe gives the same recording.</summary>
public sealed class Recipe
{
    /// <summary>What the recording is called.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for, in words.</summary>
    public required string Description { get; init; }

    /// <summary>The pack, its contactors closed.</summary>
    public required PlantDefinition Plant { get; init; }

    /// <summary>What the recording instruments are like.</summary>
    public required PlantSensorDefinition Sensors { get; init; }

    /// <summary>What load and charger do.</summary>
    public required Drive Drive { get; init; }

    /// <summary>Draws spread, offsets and noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Time between two steps of the plant, in milliseconds, 1…1000.</summary>
    public required int StepMilliseconds { get; init; }

    /// <summary>Steps between two rows, at least 1.</summary>
    public required int StepsPerRow { get; init; }

    /// <summary>Degrees Celsius around the pack.</summary>
    public required double AmbientCelsius { get; init; }
}
