namespace Bms.Core.Configuration;

/// <summary>
/// Checks a configuration as a whole: every value in its range, every table of the right shape, and every trip limit within reach of
/// the hazard that it guards against. What passes can be run without further checks.
/// </summary>
public sealed class PackValidator
{
    private const int LongestAgeMilliseconds = 10000;
    private const int LongestTemperatureAgeMilliseconds = 60000;
    private const int LargestMicroamps = 2000000000;

    private readonly PackConfiguration _pack;

    /// <summary>Prepares to check one configuration.</summary>
    public PackValidator(PackConfiguration configuration)
    {
        _pack = configuration;
    }

    /// <summary>Where the fault lies; what it counts depends on the fault, see <see cref="PackFault"/>.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>.</summary>
    public PackFault Check()
    {
        PackFault fault = CheckLayout();
        if (fault == PackFault.None)
        {
            CellValidator cell = new CellValidator(_pack.Cell, _pack.ParallelCells);
            fault = cell.Check();
            Detail = cell.Detail;
        }
        if (fault == PackFault.None)
            fault = CheckCurrentLimits();
        if (fault == PackFault.None)
            fault = CheckMeasurement();
        if (fault == PackFault.None)
        {
            GuardValidator guard = new GuardValidator(_pack);
            fault = guard.Check();
            Detail = guard.Detail;
        }
        if (fault == PackFault.None)
        {
            ProtectionValidator protection = new ProtectionValidator(_pack);
            fault = protection.Check();
            Detail = protection.Detail;
        }
        if (fault == PackFault.None)
            fault = CheckBalancing();
        if (fault == PackFault.None)
            fault = CheckEstimation();
        if (fault == PackFault.None)
            fault = CheckPackState();
        if (fault == PackFault.None)
        {
            PowerValidator power = new PowerValidator(_pack);
            fault = power.Check();
            Detail = fault == PackFault.None ? Detail : power.Detail;
        }
        if (fault == PackFault.None)
        {
            int wrong = IdentityValidator.Wrong(_pack);
            fault = wrong < 0 ? PackFault.None : PackFault.Identity;
            Detail = wrong < 0 ? Detail : wrong;
        }
        if (fault == PackFault.None)
        {
            ChargingValidator charging = new ChargingValidator(_pack);
            fault = charging.Check();
            Detail = charging.Detail;
        }
        return fault;
    }

    private PackFault CheckLayout()
    {
        if (Outside(_pack.SeriesGroups, 1, PackConfiguration.MaximumSeriesGroups, _pack.SeriesGroups))
            return PackFault.SeriesGroups;
        if (Outside(_pack.ParallelCells, 1, 255, _pack.ParallelCells))
            return PackFault.ParallelCells;
        if (Outside(_pack.TemperatureSensors, 1, PackConfiguration.MaximumTemperatureSensors, _pack.TemperatureSensors))
            return PackFault.TemperatureSensors;
        return PackFault.None;
    }

    private PackFault CheckCurrentLimits()
    {
        long charge = (long)_pack.Cell.ChargeMilliamps * 1000 * _pack.ParallelCells;
        long discharge = (long)_pack.Cell.DischargeMilliamps * 1000 * _pack.ParallelCells;
        if (Outside(_pack.ChargeLimitMicroamps, 1, charge, 0) || Outside(_pack.DischargeLimitMicroamps, 1, discharge, 1))
            return PackFault.CurrentLimits;
        return PackFault.None;
    }

    private PackFault CheckMeasurement()
    {
        MeasurementSettings settings = _pack.Measurement;
        int cellMaximum = _pack.Cell.MaximumMicrovolts;
        int cellMinimum = _pack.Cell.MinimumMicrovolts;
        int largestCurrent = _pack.ChargeLimitMicroamps > _pack.DischargeLimitMicroamps
            ? _pack.ChargeLimitMicroamps
            : _pack.DischargeLimitMicroamps;
        // What counts as rest must be little beside either direction's limit: at rest no limit of charge or discharge applies.
        int smallestCurrent = _pack.ChargeLimitMicroamps < _pack.DischargeLimitMicroamps
            ? _pack.ChargeLimitMicroamps
            : _pack.DischargeLimitMicroamps;
        bool wrong = Outside(settings.CellMaximumAgeMilliseconds, 1, LongestAgeMilliseconds, 0)
            || Outside(settings.TemperatureMaximumAgeMilliseconds, 1, LongestTemperatureAgeMilliseconds, 1)
            || Outside(settings.CurrentMaximumAgeMilliseconds, 1, LongestAgeMilliseconds, 2)
            || Outside(settings.CellPlausibleMinimumMicrovolts, -1000000, cellMinimum - 1, 3)
            || Outside(settings.CellPlausibleMaximumMicrovolts, cellMaximum + 1, 10000000, 4)
            || Outside(settings.TemperaturePlausibleMinimumCentidegrees, -10000, -1, 5)
            || Outside(settings.TemperaturePlausibleMaximumCentidegrees, 1, 25000, 6)
            || Outside(settings.CurrentPlausibleMicroamps, largestCurrent, LargestMicroamps, 7)
            || Outside(settings.RestMicroamps, 0, (smallestCurrent / 20) + 1, 8);
        return wrong ? PackFault.Measurement : PackFault.None;
    }

    private PackFault CheckBalancing()
    {
        BalancingSettings settings = _pack.Balancing;
        bool wrong = Outside(settings.StartMicrovolts, 1000, 200000, 0)
            || Outside(settings.StopMicrovolts, 0, settings.StartMicrovolts - 1, 1)
            || Outside(settings.MinimumCellMicrovolts, _pack.Cell.MinimumMicrovolts, _pack.Cell.MaximumMicrovolts, 2)
            || Outside(settings.MaximumTemperatureCentidegrees, 0, 12000, 3)
            || Outside(settings.RestMilliseconds, 0, 86400000, 4)
            || Outside((int)settings.Strategy, (int)BalancingStrategy.Voltage, (int)BalancingStrategy.Charge, 5);
        if (!wrong && settings.Strategy == BalancingStrategy.Charge)
            wrong = WrongByCharge(settings);
        return wrong ? PackFault.Balancing : PackFault.None;
    }

    private bool WrongByCharge(BalancingSettings settings)
    {
        // Without the groups' states there is nothing to bleed by.
        return Outside(_pack.PackState.Enabled ? 1 : 0, 1, 1, 5)
            || Outside(settings.AnchorPermyriad, 0, 10000, 6)
            || Outside(settings.BleedMilliohms, 100, 10000000, 7)
            || Outside(settings.MarginPermille, 0, 5000, 8)
            || Outside(settings.SmallestPermyriad, 1, 1000, 9)
            || Outside(settings.WindowMilliseconds, 1000, LongestWindow(settings), 10)
            || Outside(settings.SettleMilliseconds, 0, 600000, 11)
            || Outside(settings.LookMilliseconds, 1000, 3600000, 12)
            || Outside(settings.MostChannels, 1, PackConfiguration.MaximumSeriesGroups, 13)
            || Outside(settings.TemperatureSensor, 0, _pack.TemperatureSensors, 14)
            || Outside(settings.WarmCentidegrees, -10000, settings.MaximumTemperatureCentidegrees - 1, 15)
            || Outside(settings.MinimumSocPermyriad, 0, 10000, 16);
    }

    /// <summary>Groups must not become unknown meanwhile.</summary>
    private long LongestWindow(BalancingSettings settings) =>
        (long)_pack.PackState.GroupUnseenMilliseconds - settings.SettleMilliseconds - 1;

    private PackFault CheckEstimation()
    {
        EstimationSettings settings = _pack.Estimation;
        bool wrong = Outside((int)settings.Kind, (int)EstimatorKind.Coulomb, (int)EstimatorKind.Spkf, 0)
            || Outside(settings.EverySteps, 1, 1000, 1)
            || Outside(settings.StartSigmaPermyriad, 10, 5000, 2)
            || Outside(settings.CurrentOffsetPermyriad, 0, 1000, 3)
            || Outside(settings.SocWalkPartsPerMillion, 1, 10000, 4)
            || Outside(settings.GapMilliseconds, 1000, 3600000, 5)
            || Outside(settings.UpdateMilliseconds, 100, 60000, 6)
            || Outside(settings.SensorOffsetPermyriad, 0, 2000, 7)
            || Outside(settings.CapacityErrorPermille, 0, 300, 8)
            || Outside(settings.ResistanceWalkPartsPerMillion, 0, 100000, 9);
        return wrong ? PackFault.Estimation : PackFault.None;
    }

    private PackFault CheckPackState()
    {
        PackStateSettings settings = _pack.PackState;
        if (!settings.Enabled)
            return PackFault.None;
        bool wrong = Outside(settings.GroupOffsetMicrovolts, 100, 50000, 0)
            || Outside(settings.GroupSocPermyriad, 10, 3000, 1)
            || Outside(settings.GroupCapacityPermille, 1, 300, 2)
            || Outside(settings.GroupResistancePermille, 1, 500, 3)
            || Outside(settings.GroupDriftPartsPerMillion, 0, 1000, 4)
            || Outside(settings.GroupUnseenMilliseconds, 10000, 86400000, 5)
            || Outside(settings.CapacityPriorPermille, 10, 500, 6)
            || Outside(settings.CapacitySpanPermille, 100, 900, 7)
            || Outside(settings.CapacityKeptPermille, 500, 999, 8)
            || Outside(settings.CurrentGainPermille, 0, 100, 9)
            || Outside(settings.ResistancePriorPermille, 50, 1000, 10)
            || Outside(settings.HealthLowestCentidegrees, -2000, 4000, 11);
        return wrong ? PackFault.PackState : PackFault.None;
    }

    private bool Outside(int value, int lowest, long highest, int detail)
    {
        if (value >= lowest && value <= highest)
            return false;
        Detail = detail;
        return true;
    }
}
