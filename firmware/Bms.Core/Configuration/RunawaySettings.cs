namespace Bms.Core.Configuration;

/// <summary>
/// The signs of a thermal runaway. How many are seen together is what the rows <see cref="ProtectionKind.RunawayWarning"/> and
/// <see cref="ProtectionKind.ThermalRunaway"/> look at. A zero leaves a sign out; a lost cell voltage or temperature is always one.
/// </summary>
public sealed class RunawaySettings
{
    /// <summary>A temperature that rises this fast; centidegrees a minute.</summary>
    public int RiseCentidegreesPerMinute { get; init; }

    /// <summary>A group that falls this far below where it stood to the mean; microvolts.</summary>
    public int DropMicrovolts { get; init; }

    /// <summary>A temperature of this; centidegrees.</summary>
    public int HotCentidegrees { get; init; }

    /// <summary>A pressure of this; kilopascals. Needs the input.</summary>
    public int PressureKilopascals { get; init; }

    /// <summary>A sign counts for this long after it was last seen, since signs do not all show at once; milliseconds, 0…600 000.</summary>
    public int HoldMilliseconds { get; init; }
}
