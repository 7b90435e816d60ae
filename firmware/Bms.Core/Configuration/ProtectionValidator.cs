namespace Bms.Core.Configuration;

/// <summary>
/// Checks the protection table: complete, in order, and with every trip limit where it still protects. A limit out of reach is the
/// same defect as a missing row, so it is refused like one.
/// </summary>
public sealed class ProtectionValidator
{
    /// <summary>An over-voltage trip may lie this far above the maker's maximum, in microvolts, if the chemistry allows it too.</summary>
    public const int OverVoltageMarginMicrovolts = 300000;

    /// <summary>An under-voltage trip may lie this far below the maker's minimum, in microvolts, if the chemistry allows it too.</summary>
    public const int UnderVoltageMarginMicrovolts = 500000;

    /// <summary>Longest debounce of any row, in milliseconds.</summary>
    public const int LongestDebounceMilliseconds = 10000;

    private const int LongestRecoveryMilliseconds = 3600000;
    private const int ColdestCentidegrees = -6000;
    private const int HottestCentidegrees = 15000;

    private readonly PackConfiguration _pack;
    private readonly MeasurementSettings _plausible;

    /// <summary>Prepares to check the table of one pack, whose cell has been checked before.</summary>
    public ProtectionValidator(PackConfiguration configuration)
    {
        _pack = configuration;
        _plausible = configuration.Measurement;
    }

    /// <summary>The row at fault.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>.</summary>
    public PackFault Check()
    {
        if (_pack.Protection.Length != ProtectionPolicy.RowCount)
        {
            Detail = _pack.Protection.Length;
            return PackFault.ProtectionOrder;
        }
        for (int index = 0; index < ProtectionPolicy.RowCount; index++)
        {
            Detail = index;
            ProtectionRow row = _pack.Protection[index];
            if ((int)row.Kind != index)
                return PackFault.ProtectionOrder;
            PackFault fault = CheckRow(row);
            if (fault != PackFault.None)
                return fault;
        }
        Detail = 0;
        return PackFault.None;
    }

    private PackFault CheckRow(ProtectionRow row)
    {
        bool rising = row.WarningLimit <= row.DerateLimit && row.DerateLimit <= row.TripLimit;
        bool falling = row.WarningLimit >= row.DerateLimit && row.DerateLimit >= row.TripLimit;
        if (ProtectionPolicy.ActsAbove(row.Kind) ? !rising : !falling)
            return PackFault.ProtectionLevels;
        if (row.TripLimit < LowestTrip(row.Kind) || row.TripLimit > HighestTrip(row.Kind) || !IsPlausible(row))
            return PackFault.ProtectionReach;
        bool countsLost = ProtectionPolicy.CountsLostChannels(row.Kind);
        if (row.Hysteresis < (countsLost ? 0 : 1) || row.Hysteresis > HighestHysteresis(row.Kind))
            return PackFault.ProtectionHysteresis;
        if (row.DebounceSamples < 1 || row.DebounceSamples > 100)
            return PackFault.ProtectionTimes;
        if (row.DebounceMilliseconds < 0 || row.DebounceMilliseconds > LongestDebounceMilliseconds)
            return PackFault.ProtectionTimes;
        if (row.RecoveryMilliseconds < 0 || row.RecoveryMilliseconds > LongestRecoveryMilliseconds)
            return PackFault.ProtectionTimes;
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
                return trip >= _plausible.CellPlausibleMinimumMicrovolts && trip <= _plausible.CellPlausibleMaximumMicrovolts;
            case ProtectionKind.OverCurrentCharge:
            case ProtectionKind.OverCurrentDischarge:
                return trip <= _plausible.CurrentPlausibleMicroamps;
            case ProtectionKind.CellVoltageLost:
            case ProtectionKind.TemperatureLost:
            case ProtectionKind.CurrentLost:
                return true;
            default:
                return trip >= _plausible.TemperaturePlausibleMinimumCentidegrees
                    && trip <= _plausible.TemperaturePlausibleMaximumCentidegrees;
        }
    }

    private int LowestTrip(ProtectionKind kind)
    {
        Chemistry chemistry = _pack.Cell.Chemistry;
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
                return _pack.Cell.MinimumMicrovolts;
            case ProtectionKind.CellUnderVoltage:
                return Larger(ChemistryLimits.LowestCellMicrovolts(chemistry), _pack.Cell.MinimumMicrovolts - UnderVoltageMarginMicrovolts);
            case ProtectionKind.UnderTemperatureCharge:
                return ChemistryLimits.LowestChargeCentidegrees(chemistry);
            case ProtectionKind.OverTemperatureCharge:
            case ProtectionKind.OverTemperatureDischarge:
            case ProtectionKind.UnderTemperatureDischarge:
                return ColdestCentidegrees;
            default:
                return 1;
        }
    }

    private long HighestTrip(ProtectionKind kind)
    {
        Chemistry chemistry = _pack.Cell.Chemistry;
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
                return Smaller(ChemistryLimits.HighestCellMicrovolts(chemistry), _pack.Cell.MaximumMicrovolts + OverVoltageMarginMicrovolts);
            case ProtectionKind.CellUnderVoltage:
                return _pack.Cell.MaximumMicrovolts;
            case ProtectionKind.OverTemperatureCharge:
                return ChemistryLimits.HighestChargeCentidegrees(chemistry);
            case ProtectionKind.OverTemperatureDischarge:
                return ChemistryLimits.HighestDischargeCentidegrees(chemistry);
            case ProtectionKind.UnderTemperatureCharge:
            case ProtectionKind.UnderTemperatureDischarge:
                return HottestCentidegrees;
            case ProtectionKind.OverCurrentCharge:
                return 2L * _pack.ChargeLimitMicroamps;
            case ProtectionKind.OverCurrentDischarge:
                return 2L * _pack.DischargeLimitMicroamps;
            case ProtectionKind.CellVoltageLost:
                return 1;
            case ProtectionKind.TemperatureLost:
                return _pack.TemperatureSensors;
            default:
                return 1;
        }
    }

    private int HighestHysteresis(ProtectionKind kind)
    {
        if (ProtectionPolicy.CountsLostChannels(kind))
            return 0;
        if (kind <= ProtectionKind.CellUnderVoltage)
            return 1000000;
        return kind <= ProtectionKind.UnderTemperatureDischarge ? 3000 : int.MaxValue;
    }

    private static int Larger(int left, int right) => left > right ? left : right;

    private static int Smaller(int left, int right) => left < right ? left : right;
}
