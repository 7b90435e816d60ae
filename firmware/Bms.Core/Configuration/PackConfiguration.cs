namespace Bms.Core.Configuration;

/// <summary>
/// Everything that makes the portable core the firmware of one pack: layout, limits and cell. Immutable; read from a pack image
/// (<see cref="PackImage"/>) or built by a tool, and checked as a whole by <see cref="PackValidator"/> before a controller accepts it.
/// </summary>
public sealed class PackConfiguration
{
    /// <summary>Most series groups of one controller.</summary>
    public const int MaximumSeriesGroups = 32;

    /// <summary>Number of <see cref="AuxiliaryChannel"/>s.</summary>
    public const int AuxiliaryCount = 14;

    /// <summary>Most temperature sensors of one controller.</summary>
    public const int MaximumTemperatureSensors = 16;

    /// <summary>Series groups, 1…32. Each has one measured voltage.</summary>
    public int SeriesGroups { get; init; }

    /// <summary>Cells in parallel in each group, 1…255.</summary>
    public int ParallelCells { get; init; }

    /// <summary>Temperature sensors, 1…16.</summary>
    public int TemperatureSensors { get; init; }

    /// <summary>Largest charge current that is ever permitted, in microamps of the pack.</summary>
    public int ChargeLimitMicroamps { get; init; }

    /// <summary>Largest discharge current that is ever permitted, a magnitude in microamps of the pack.</summary>
    public int DischargeLimitMicroamps { get; init; }

    /// <summary>Which inputs the board has: bit n stands for <see cref="AuxiliaryChannel"/> n.</summary>
    public int Auxiliaries { get; init; }

    /// <summary>How measurements are judged.</summary>
    public MeasurementSettings Measurement { get; init; } = new MeasurementSettings();

    /// <summary>When a good-looking reading is not believed.</summary>
    public PlausibilitySettings Plausibility { get; init; } = new PlausibilitySettings();

    /// <summary>The protection table, at most a row a kind, in the order of <see cref="ProtectionKind"/>.</summary>
    public ProtectionRow[] Protection { get; init; } = new ProtectionRow[0];

    /// <summary>The signs of a thermal runaway.</summary>
    public RunawaySettings Runaway { get; init; } = new RunawaySettings();

    /// <summary>The contactors.</summary>
    public ContactorSettings Contactors { get; init; } = new ContactorSettings();

    /// <summary>The AFE's own protections.</summary>
    public AfeSettings Afe { get; init; } = new AfeSettings();

    /// <summary>The balancer.</summary>
    public BalancingSettings Balancing { get; init; } = new BalancingSettings();

    /// <summary>The estimator.</summary>
    public EstimationSettings Estimation { get; init; } = new EstimationSettings();

    /// <summary>The groups' differences and the pack's health.</summary>
    public PackStateSettings PackState { get; init; } = new PackStateSettings();

    /// <summary>The power limits.</summary>
    public PowerSettings Power { get; init; } = new PowerSettings();

    /// <summary>Who the pack is.</summary>
    public IdentitySettings Identity { get; init; } = new IdentitySettings();

    /// <summary>How a charger is led.</summary>
    public ChargingSettings Charging { get; init; } = new ChargingSettings();

    /// <summary>Heater and cooling.</summary>
    public ThermalSettings Thermal { get; init; } = new ThermalSettings();

    /// <summary>The cell.</summary>
    public CellProfile Cell { get; init; } = new CellProfile();

    /// <summary>Whether the board has an input.</summary>
    public bool Has(AuxiliaryChannel channel) => ((Auxiliaries >> (int)channel) & 1) != 0;

    /// <summary>The row of a kind, or null where the table has none.</summary>
    public ProtectionRow? FindRow(ProtectionKind kind)
    {
        for (int index = 0; index < Protection.Length; index++)
        {
            if (Protection[index].Kind == kind)
                return Protection[index];
        }
        return null;
    }
}
