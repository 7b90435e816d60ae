namespace Bms.Core.Configuration;

/// <summary>What is assumed of how the groups of a pack differ, and when the pack's health is believed to have moved.</summary>
public sealed class PackStateSettings
{
    /// <summary>False leaves the groups' differences and the pack's health alone: every group is then taken for the average one.</summary>
    public bool Enabled { get; init; }
}
