namespace Bms.Core.Contactors;

/// <summary>What the contactors are doing.</summary>
public enum ContactorMode
{
    /// <summary>Open, because nobody asks for closed contactors or no complete measurement has been seen yet.</summary>
    Standby = 0,

    /// <summary>Closed.</summary>
    Closed = 1,

    /// <summary>Open, because a row of the protection table trips.</summary>
    Tripped = 2,
}
