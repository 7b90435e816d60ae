namespace Bms.Core.Configuration;

/// <summary>The range of trip limits in which a row still protects one pack, from its cell, its layout and its chemistry.</summary>
public sealed class ProtectionReach
{
    private const int ColdestCentidegrees = -6000;
    private const int HottestCentidegrees = 15000;
    private const int MicrovoltsPerVolt = 1000000;
    private const int LeastOhmsPerVolt = 100;

    private readonly PackConfiguration _pack;
    private readonly CellProfile _cell;

    /// <summary>Prepares the ranges of one pack, whose cell has been checked before.</summary>
    public ProtectionReach(PackConfiguration configuration)
    {
        _pack = configuration;
        _cell = configuration.Cell;
    }

    /// <summary>The lowest trip limit of a row.</summary>
    public int LowestTrip(ProtectionKind kind)
    {
        Chemistry chemistry = _cell.Chemistry;
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
                return _cell.MinimumMicrovolts;
            case ProtectionKind.CellUnderVoltage:
                return LowestCell();
            case ProtectionKind.DeepDischarge:
                return ChemistryLimits.LowestCellMicrovolts(chemistry) - ProtectionValidator.UnderVoltageMarginMicrovolts;
            case ProtectionKind.PackOverVoltage:
                return _cell.MinimumMicrovolts * _pack.SeriesGroups;
            case ProtectionKind.PackUnderVoltage:
                return LowestCell() * _pack.SeriesGroups;
            case ProtectionKind.UnderTemperatureCharge:
                return ChemistryLimits.LowestChargeCentidegrees(chemistry);
            case ProtectionKind.UnderTemperatureDischarge:
            case ProtectionKind.UnderTemperatureRest:
                return ChemistryLimits.LowestDischargeCentidegrees(chemistry);
            case ProtectionKind.OverTemperatureCharge:
            case ProtectionKind.OverTemperatureDischarge:
            case ProtectionKind.OverTemperatureRest:
                return ColdestCentidegrees;
            case ProtectionKind.InsulationLow:
                // 100 Ω for each volt: what the standards ask of a direct-current circuit at the least.
                return LeastOhmsPerVolt * ((_cell.MaximumMicrovolts * _pack.SeriesGroups / MicrovoltsPerVolt) + 1);
            case ProtectionKind.RunawayWarning:
            case ProtectionKind.ThermalRunaway:
                return 2;
            default:
                return 1;
        }
    }

    /// <summary>The highest trip limit of a row.</summary>
    public long HighestTrip(ProtectionKind kind)
    {
        Chemistry chemistry = _cell.Chemistry;
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage:
                return HighestCell();
            case ProtectionKind.CellUnderVoltage:
                return _cell.MaximumMicrovolts;
            case ProtectionKind.DeepDischarge:
                return _pack.Protection[(int)ProtectionKind.CellUnderVoltage].TripLimit;
            case ProtectionKind.PackOverVoltage:
                return (long)HighestCell() * _pack.SeriesGroups;
            case ProtectionKind.PackUnderVoltage:
                return (long)_cell.MaximumMicrovolts * _pack.SeriesGroups;
            case ProtectionKind.VoltageSpread:
            case ProtectionKind.PackSumMismatch:
                // A difference as large as a whole cell says nothing any more.
                return _cell.MinimumMicrovolts;
            case ProtectionKind.OverTemperatureCharge:
                return ChemistryLimits.HighestChargeCentidegrees(chemistry);
            case ProtectionKind.OverTemperatureDischarge:
            case ProtectionKind.OverTemperatureRest:
                return ChemistryLimits.HighestDischargeCentidegrees(chemistry);
            case ProtectionKind.UnderTemperatureCharge:
            case ProtectionKind.UnderTemperatureDischarge:
            case ProtectionKind.UnderTemperatureRest:
                return HottestCentidegrees;
            case ProtectionKind.TemperatureSpread:
                return 6000;
            case ProtectionKind.OverCurrentCharge:
                return 2L * _pack.ChargeLimitMicroamps;
            case ProtectionKind.OverCurrentDischarge:
                return 2L * _pack.DischargeLimitMicroamps;
            case ProtectionKind.ShortCircuit:
                return _pack.Measurement.CurrentPlausibleMicroamps;
            case ProtectionKind.CurrentMismatch:
            case ProtectionKind.ChargeCounterMismatch:
                return Larger(_pack.ChargeLimitMicroamps, _pack.DischargeLimitMicroamps);
            case ProtectionKind.TemperatureLost:
                // With none left nothing would be measured any more.
                return Larger(1, _pack.TemperatureSensors - 1);
            case ProtectionKind.RunawayWarning:
            case ProtectionKind.ThermalRunaway:
                return 5;
            default:
                return HighestByUnit(ProtectionPolicy.Unit(kind));
        }
    }

    private static int HighestByUnit(ProtectionUnit unit)
    {
        switch (unit)
        {
            case ProtectionUnit.Count:
                return 1;
            case ProtectionUnit.Milliseconds:
                return 600000;
            case ProtectionUnit.CentidegreesPerMinute:
                return 60000;
            case ProtectionUnit.Ohms:
                return 1000000000;
            default:
                return 1000000;
        }
    }

    private int LowestCell() =>
        Larger(ChemistryLimits.LowestCellMicrovolts(_cell.Chemistry), _cell.MinimumMicrovolts - ProtectionValidator.UnderVoltageMarginMicrovolts);

    private int HighestCell()
    {
        int chemical = ChemistryLimits.HighestCellMicrovolts(_cell.Chemistry);
        int made = _cell.MaximumMicrovolts + ProtectionValidator.OverVoltageMarginMicrovolts;
        return chemical < made ? chemical : made;
    }

    private static int Larger(int left, int right) => left > right ? left : right;
}
