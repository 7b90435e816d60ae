namespace Bms.Core.Configuration;

/// <summary>Checks the settings of charging and of heat.</summary>
public sealed class ChargingValidator
{
    // Of the whole layout: the coldest and the hottest that any setting may name.
    private const int ColdestCentidegrees = -6000;
    private const int HottestCentidegrees = 15000;
    private const int HourMilliseconds = 3600000;
    private const int TwoHoursMilliseconds = 2 * HourMilliseconds;
    private const int DayMilliseconds = 24 * HourMilliseconds;
    private const int MinuteMilliseconds = 60000;
    private const int TailDivisor = 20;
    private const int Full = CellProfile.FullSocPermyriad;

    private readonly PackConfiguration _pack;

    /// <summary>Prepares to check one pack, whose cell and limits have been checked before.</summary>
    public ChargingValidator(PackConfiguration configuration)
    {
        _pack = configuration;
    }

    /// <summary>Which setting is at fault, counted from 0.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>. What is switched off is not looked at.</summary>
    public PackFault Check()
    {
        if (_pack.Charging.Enabled && !(VoltagesAreSound(_pack.Charging) && TimesAreSound(_pack.Charging) && StepsAreSound(_pack.Charging)))
            return PackFault.Charging;
        return ThermalIsSound(_pack.Thermal) ? PackFault.None : PackFault.Thermal;
    }

    private bool VoltagesAreSound(ChargingSettings settings)
    {
        CellProfile cell = _pack.Cell;
        long tail = (long)cell.CapacityMicroampHours * _pack.ParallelCells / TailDivisor;
        // A target above the cell's own maximum is what no preset may have; one at which the pack reduces its own current never ends.
        ProtectionRow? over = _pack.FindRow(ProtectionKind.CellOverVoltage);
        int highest = over != null && over.DerateLimit <= cell.MaximumMicrovolts ? over.DerateLimit - 1 : cell.MaximumMicrovolts;
        return Within(settings.TargetMicrovolts, cell.MinimumMicrovolts + 1, highest, 0)
            && Within(settings.WindowMicrovolts, 1000, 50000, 1)
            && Within(settings.PrechargeMicrovolts, 0, settings.TargetMicrovolts - settings.WindowMicrovolts - 1, 2)
            && Within(settings.PrechargePermille, 1, 1000, 3)
            && Within(settings.TailMicroamps, 1, tail > int.MaxValue ? int.MaxValue : (int)tail, 4)
            && Within(settings.RechargeSocPermyriad, 0, Full - 1, 5)
            && Within(settings.RechargeMicrovolts, 0, settings.TargetMicrovolts - settings.WindowMicrovolts - 1, 6)
            && Within(settings.StorageSocPermyriad, 1, Full, 7);
    }

    private bool TimesAreSound(ChargingSettings settings) =>
        Within(settings.PrechargeMaximumMilliseconds, 1000, DayMilliseconds, 8)
        && Within(settings.CurrentMaximumMilliseconds, MinuteMilliseconds, 3 * DayMilliseconds, 9)
        && Within(settings.VoltageMaximumMilliseconds, MinuteMilliseconds, DayMilliseconds, 10)
        && Within(settings.TailMilliseconds, MinuteMilliseconds, HourMilliseconds, 11)
        && Within(settings.StallMilliseconds, MinuteMilliseconds, TwoHoursMilliseconds, 12)
        && Within(settings.NoCurrentMilliseconds, 5000, HourMilliseconds, 13)
        && Within(settings.HoldMilliseconds, 0, DayMilliseconds, 14);

    private bool StepsAreSound(ChargingSettings settings)
    {
        int rows = settings.StepCentidegrees.Length;
        int columns = settings.StepSocPermyriad.Length;
        if (!Within(rows, 1, ChargingSettings.MaximumStepNodes, 15) || !Within(columns, 1, ChargingSettings.MaximumStepNodes, 16)
            || !Within(settings.StepPermille.Length, rows * columns, rows * columns, 17)
            || !Within(settings.StepSocPermyriad[columns - 1], Full, Full, 16))
        {
            return false;
        }
        for (int row = 0; row < rows; row++)
        {
            int lowest = row == 0 ? ColdestCentidegrees : settings.StepCentidegrees[row - 1] + 1;
            if (!Within(settings.StepCentidegrees[row], lowest, HottestCentidegrees, 15))
                return false;
        }
        for (int column = 0; column < columns; column++)
        {
            int lowest = column == 0 ? 1 : settings.StepSocPermyriad[column - 1] + 1;
            if (!Within(settings.StepSocPermyriad[column], lowest, Full, 16))
                return false;
        }
        for (int index = 0; index < settings.StepPermille.Length; index++)
        {
            if (!Within(settings.StepPermille[index], 0, 1000, 17))
                return false;
        }
        return true;
    }

    private bool ThermalIsSound(ThermalSettings settings)
    {
        bool preheats = _pack.Contactors.Preheat;
        int warmest = preheats ? _pack.Contactors.PreheatUntilCentidegrees : ColdestCentidegrees;
        if (settings.ChargeHeating)
        {
            if (!Within(settings.ChargeHeatBelowCentidegrees, ColdestCentidegrees, settings.ChargeHeatUntilCentidegrees - 1, 4)
                || !Within(settings.ChargeHeatUntilCentidegrees, ColdestCentidegrees, HottestCentidegrees, 5))
            {
                return false;
            }
            warmest = settings.ChargeHeatUntilCentidegrees > warmest ? settings.ChargeHeatUntilCentidegrees : warmest;
        }
        // Cooling and heating must never want the same temperature.
        if (settings.Cooling
            && !(Within(settings.CoolAboveCentidegrees, settings.CoolBelowCentidegrees + 1, HottestCentidegrees, 0)
                && Within(settings.CoolBelowCentidegrees, warmest + 1, HottestCentidegrees, 1)
                && Within(settings.CoolMinimumOnMilliseconds, 0, HourMilliseconds, 2)
                && Within(settings.CoolMinimumOffMilliseconds, 0, HourMilliseconds, 3)))
        {
            return false;
        }
        if (!preheats && !settings.ChargeHeating)
            return true;
        return Within(settings.HeaterReactionMilliseconds, settings.HeaterFeedback ? 1000 : 0, MinuteMilliseconds, 6)
            && Within(settings.HeaterRiseCentidegrees, 10, 2000, 7)
            && Within(settings.HeaterRiseMilliseconds, 1000, TwoHoursMilliseconds, 8)
            && Within(settings.HeaterOverrunMilliseconds, 0, TwoHoursMilliseconds, 9)
            && Within(settings.HeaterMinimumOnMilliseconds, 0, HourMilliseconds, 10)
            && Within(settings.HeaterMinimumOffMilliseconds, 0, HourMilliseconds, 11)
            && Within(settings.HeaterHighestCentidegrees, warmest + 1, HottestCentidegrees, 12);
    }

    private bool Within(int value, int lowest, int highest, int detail)
    {
        if (value >= lowest && value <= highest)
            return true;
        Detail = detail;
        return false;
    }
}
