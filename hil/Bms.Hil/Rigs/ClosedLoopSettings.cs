using Bms.Hil.Plant;
using Bms.Hil.Plant.Drives;

namespace Bms.Hil.Rigs;

/// <summary>What a closed loop runs: a plant, a drive, and how the two meet the firmware.</summary>
public sealed class ClosedLoopSettings
{
    /// <summary>The pack. Its true cell has to differ from its file (<see cref="PlantDefinition.DiffersFromCellFile"/>).</summary>
    public required PlantDefinition Plant { get; init; }

    /// <summary>The board's sensors.</summary>
    public PlantSensorDefinition Sensors { get; init; } = new();

    /// <summary>What load and charger ask for.</summary>
    public required Drive Drive { get; init; }

    /// <summary>Draws the spread of the pack and the errors of the sensors.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Time between two steps of the firmware, in milliseconds, 10…100.</summary>
    public int StepMilliseconds { get; init; } = 100;

    /// <summary>The loop ends here even if the drive goes on, in seconds.</summary>
    public double LongestSeconds { get; init; } = double.PositiveInfinity;

    /// <summary>Degrees Celsius around the pack.</summary>
    public double AmbientCelsius { get; init; } = 25;

    /// <summary>The SOC that the firmware is told at the start, 0…1; null for the true mean of the groups.</summary>
    public double? ToldSoc { get; init; }

    /// <summary>Whether load and charger keep to the current limits that the firmware permits.</summary>
    public bool ObeysLimits { get; init; } = true;

    /// <summary>Heat that the pack's own heater gives while the firmware asks for it, in watts.</summary>
    public double HeaterWatts { get; init; }

    /// <summary>Heat that the pack's own cooling takes away while the firmware asks for it, in watts.</summary>
    public double CoolingWatts { get; init; }

    /// <summary>Whether the board has a charge counter; without one the firmware integrates the current.</summary>
    public bool HasChargeCounter { get; init; }

    /// <summary>Age of voltages and current when the firmware sees them, in milliseconds, at least 0 and less than a step.</summary>
    public int SampleAgeMilliseconds { get; init; } = 5;

    /// <summary>Time between two samples of the temperatures, in milliseconds; between them the last one ages.</summary>
    public int TemperaturePeriodMilliseconds { get; init; } = 1000;
}
