namespace Bms.Core.Configuration;

/// <summary>Where in its life a pack is, by the names of the battery-passport data model. The numbers are stored.</summary>
public enum PackStatus
{
    /// <summary>In its first use.</summary>
    Original = 0,

    /// <summary>In use again for what it was made for.</summary>
    ReUsed = 1,

    /// <summary>In use for something else.</summary>
    Repurposed = 2,

    /// <summary>Taken apart and rebuilt.</summary>
    Remanufactured = 3,

    /// <summary>Not to be used any more.</summary>
    Waste = 4,
}
