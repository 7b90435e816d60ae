namespace Bms.Core.Configuration;

/// <summary>How the permitted currents follow from what the pack can do.</summary>
public sealed class PowerSettings
{
    /// <summary>False leaves the permitted currents to the protection table alone.</summary>
    public bool Enabled { get; init; }
}
