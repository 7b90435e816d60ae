namespace Bms.Core.Configuration;

/// <summary>
/// Checks the protection table: the required rows are there, all in order, each with its input, and with every trip limit where it
/// still protects. A limit out of reach is the same defect as a missing row, so it is refused like one.
/// </summary>
public sealed class ProtectionValidator
{
    /// <summary>An over-voltage trip may lie this far above the maker's maximum, in microvolts, if the chemistry allows it too.</summary>
    public const int OverVoltageMarginMicrovolts = 300000;

    /// <summary>An under-voltage trip may lie this far below the maker's minimum, in microvolts, if the chemistry allows it too.</summary>
    public const int UnderVoltageMarginMicrovolts = 500000;

    /// <summary>Longest debounce of any row, in milliseconds.</summary>
    public const int LongestDebounceMilliseconds = 10000;

    /// <summary>Longest wait of any trip for the current to fall, in milliseconds.</summary>
    public const int LongestWaitMilliseconds = 5000;

    private const int LongestRecoveryMilliseconds = 3600000;
    private const int LongestCoolDownMilliseconds = 86400000;
    private const int LargestMicrovoltHysteresis = 1000000;

    // Inputs that are lost when their samples are: all but the charge counter, which has the current to fall back on.
    private const int WatchedAuxiliaries = (1 << (int)AuxiliaryChannel.ChargeCounter) - 1;

    private readonly PackConfiguration _pack;
    private readonly MeasurementSettings _plausible;
    private readonly ProtectionReach _reach;

    /// <summary>Prepares to check the table of one pack, whose cell has been checked before.</summary>
    public ProtectionValidator(PackConfiguration configuration)
    {
        _pack = configuration;
        _plausible = configuration.Measurement;
        _reach = new ProtectionReach(configuration);
    }

    /// <summary>The row at fault.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>.</summary>
    public PackFault Check()
    {
        int next = 0;
        for (int index = 0; index < _pack.Protection.Length; index++)
        {
            ProtectionRow row = _pack.Protection[index];
            int kind = (int)row.Kind;
            if (kind < next || kind >= ProtectionPolicy.RowCount || !MaySkip(next, kind))
            {
                Detail = index;
                return PackFault.ProtectionOrder;
            }
            Detail = kind;
            next = kind + 1;
            PackFault fault = CheckRow(row);
            if (fault != PackFault.None)
                return fault;
        }
        Detail = _pack.Protection.Length;
        if (!MaySkip(next, ProtectionPolicy.RowCount))
            return PackFault.ProtectionOrder;
        Detail = (int)ProtectionKind.AuxiliaryLost;
        if ((_pack.Auxiliaries & WatchedAuxiliaries) != 0 && _pack.FindRow(ProtectionKind.AuxiliaryLost) == null)
            return PackFault.ProtectionInput;
        Detail = 0;
        return PackFault.None;
    }

    private static bool MaySkip(int first, int end)
    {
        for (int kind = first; kind < end; kind++)
        {
            if (ProtectionPolicy.IsRequired((ProtectionKind)kind))
                return false;
        }
        return true;
    }

    private PackFault CheckRow(ProtectionRow row)
    {
        ProtectionKind kind = row.Kind;
        int input = ProtectionPolicy.Input(kind);
        if (input >= 0 && !_pack.Has((AuxiliaryChannel)input))
            return PackFault.ProtectionInput;
        bool rising = row.WarningLimit <= row.DerateLimit && row.DerateLimit <= row.TripLimit;
        bool falling = row.WarningLimit >= row.DerateLimit && row.DerateLimit >= row.TripLimit;
        if (ProtectionPolicy.ActsAbove(kind) ? !rising : !falling)
            return PackFault.ProtectionLevels;
        if (row.TripLimit < _reach.LowestTrip(kind) || row.TripLimit > _reach.HighestTrip(kind) || !IsPlausible(row))
            return PackFault.ProtectionReach;
        if (row.Hysteresis < (ProtectionPolicy.IsCount(kind) ? 0 : 1) || row.Hysteresis > HighestHysteresis(kind))
            return PackFault.ProtectionHysteresis;
        if (row.DebounceSamples < ProtectionPolicy.LeastSamples(kind) || row.DebounceSamples > 100)
            return PackFault.ProtectionTimes;
        if (row.DebounceMilliseconds < 0 || row.DebounceMilliseconds > LongestDebounceMilliseconds)
            return PackFault.ProtectionTimes;
        if (row.RecoveryMilliseconds < 0 || row.RecoveryMilliseconds > LongestRecoveryMilliseconds)
            return PackFault.ProtectionTimes;
        if (row.CoolDownMilliseconds < 0 || row.CoolDownMilliseconds > LongestCoolDownMilliseconds
            || row.RecloseLimit < 0 || row.RecloseLimit > 255
            || row.WaitMilliseconds < 0 || row.WaitMilliseconds > (ProtectionPolicy.OpensAtOnce(kind) ? 0 : LongestWaitMilliseconds)
            || (ProtectionPolicy.MustLatch(kind) && !row.Latching))
        {
            return PackFault.ProtectionRecovery;
        }
        return PackFault.None;
    }

    /// <summary>A limit that only an implausible value reaches never trips: the channel would be lost before.</summary>
    private bool IsPlausible(ProtectionRow row)
    {
        int trip = row.TripLimit;
        switch (row.Kind)
        {
            case ProtectionKind.CellOverVoltage:
            case ProtectionKind.CellUnderVoltage:
            case ProtectionKind.DeepDischarge:
                return trip >= _plausible.CellPlausibleMinimumMicrovolts && trip <= _plausible.CellPlausibleMaximumMicrovolts;
            case ProtectionKind.OverCurrentCharge:
            case ProtectionKind.OverCurrentDischarge:
            case ProtectionKind.ShortCircuit:
                return trip <= _plausible.CurrentPlausibleMicroamps;
            case ProtectionKind.TemperatureSpread:
                return true;
            default:
                return ProtectionPolicy.Unit(row.Kind) != ProtectionUnit.Centidegrees
                    || (trip >= _plausible.TemperaturePlausibleMinimumCentidegrees
                        && trip <= _plausible.TemperaturePlausibleMaximumCentidegrees);
        }
    }

    private static int HighestHysteresis(ProtectionKind kind)
    {
        switch (ProtectionPolicy.Unit(kind))
        {
            case ProtectionUnit.Count:
                return 0;
            case ProtectionUnit.Microvolts:
                return LargestMicrovoltHysteresis;
            case ProtectionUnit.Centidegrees:
                return 3000;
            default:
                return int.MaxValue;
        }
    }
}
