namespace Bms.Hil.Faults;

/// <summary>What a fault does to its channels while it lasts. The words of scenario files are these names in camelCase.</summary>
public enum FaultKind
{
    /// <summary>The channel keeps the value that it had when the fault began, and looks fresh and valid.</summary>
    Stuck,

    /// <summary>The channel reads a given value; with a ramp it moves there from what it read when the fault began.</summary>
    Set,

    /// <summary>A given value is added; with a ramp it grows from nothing.</summary>
    Offset,

    /// <summary>The reading is multiplied by one plus a given fraction.</summary>
    Gain,

    /// <summary>Gaussian noise of a given sigma is added, seeded.</summary>
    Noise,

    /// <summary>The driver says that the channel is not valid.</summary>
    Lost,

    /// <summary>The channel keeps its value and grows old: nothing new arrives, and the driver does not notice.</summary>
    Stale,

    /// <summary>Each sample is lost with a given probability, seeded.</summary>
    Dropouts,
}
