namespace Bms.Core.Configuration;

/// <summary>
/// When a reading that is valid, fresh and within its range is still not believed. A zero switches that check off. A channel in doubt
/// counts as lost, and what it reads goes on counting towards a trip.
/// </summary>
public sealed class PlausibilitySettings
{
    /// <summary>A group that moves this far away from the mean of all between two looks, twice, is in doubt; microvolts, 0 or 50 000…2 000 000.</summary>
    public int CellJumpMicrovolts { get; init; }

    /// <summary>A group that stands still while the mean moves this far is in doubt; microvolts, 0 or 5 000…1 000 000.</summary>
    public int CellStuckMicrovolts { get; init; }

    /// <summary>All groups are in doubt when none moves although the current changes by this; microamps, 0 or at least 1.</summary>
    public int StuckMicroamps { get; init; }

    /// <summary>Two neighbours this far apart about the mean tell of an open wire between them; microvolts, 0 or 50 000…2 000 000.</summary>
    public int OpenWireMicrovolts { get; init; }

    /// <summary>A temperature that moves this far between two looks, twice, is in doubt; centidegrees, 0 or 100…10 000.</summary>
    public int TemperatureJumpCentidegrees { get; init; }

    /// <summary>A temperature that stands still while the mean moves this far is in doubt; centidegrees, 0 or 100…10 000.</summary>
    public int TemperatureStuckCentidegrees { get; init; }

    /// <summary>A channel is believed again after it has behaved for this long; milliseconds, 0…600 000.</summary>
    public int DoubtMilliseconds { get; init; }

    /// <summary>How much the charge counter may differ from the current, a mean over its window; microamps, 0 to trust it.</summary>
    public int CounterMicroamps { get; init; }
}
