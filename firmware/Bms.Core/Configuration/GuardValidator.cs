namespace Bms.Core.Configuration;

/// <summary>Checks the settings around protection: plausibility, signs of runaway, contactors, the AFE's own protections.</summary>
public sealed class GuardValidator
{
    private const int LongestHoldMilliseconds = 600000;
    private const int DayMilliseconds = 86400000;
    private const int ColdestCentidegrees = -6000;
    private const int HottestCentidegrees = 15000;

    private readonly PackConfiguration _pack;

    /// <summary>Prepares to check one pack, whose cell and limits have been checked before.</summary>
    public GuardValidator(PackConfiguration configuration)
    {
        _pack = configuration;
    }

    /// <summary>Which setting is at fault, counted from 0.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>.</summary>
    public PackFault Check()
    {
        if (!PlausibilityIsSound(_pack.Plausibility))
            return PackFault.Plausibility;
        if (!RunawayIsSound(_pack.Runaway))
            return PackFault.Runaway;
        if (!ContactorsAreSound(_pack.Contactors))
            return PackFault.Contactors;
        return AfeIsSound(_pack.Afe) ? PackFault.None : PackFault.Afe;
    }

    private bool PlausibilityIsSound(PlausibilitySettings settings) =>
        OffOrWithin(settings.CellJumpMicrovolts, 50000, 2000000, 0)
        && OffOrWithin(settings.CellStuckMicrovolts, 5000, 1000000, 1)
        && OffOrWithin(settings.StuckMicroamps, 1, int.MaxValue, 2)
        && OffOrWithin(settings.OpenWireMicrovolts, 50000, 2000000, 3)
        && OffOrWithin(settings.TemperatureJumpCentidegrees, 100, 10000, 4)
        && OffOrWithin(settings.TemperatureStuckCentidegrees, 100, 10000, 5)
        && Within(settings.DoubtMilliseconds, 0, LongestHoldMilliseconds, 6)
        && Within(settings.CounterMicroamps, 0, int.MaxValue, 7);

    private bool RunawayIsSound(RunawaySettings settings) =>
        OffOrWithin(settings.RiseCentidegreesPerMinute, 100, 60000, 0)
        && OffOrWithin(settings.DropMicrovolts, 10000, 2000000, 1)
        && OffOrWithin(settings.HotCentidegrees, 3000, HottestCentidegrees, 2)
        && OffOrWithin(settings.PressureKilopascals, 1, _pack.Has(AuxiliaryChannel.PressureKilopascals) ? 1000000 : 0, 3)
        && Within(settings.HoldMilliseconds, 0, LongestHoldMilliseconds, 4);

    private bool ContactorsAreSound(ContactorSettings settings)
    {
        bool sound = Within(settings.StartBlankingMilliseconds, 0, 10000, 0)
            && Within(settings.OpenWaitMilliseconds, 0, ProtectionValidator.LongestWaitMilliseconds, 1)
            && Within(settings.ZeroMicroamps, 0, _pack.DischargeLimitMicroamps, 2)
            && OffOrWithin(settings.ReactionMilliseconds, 10, 5000, 3);
        if (sound && settings.Precharge)
        {
            sound = Within(_pack.Has(AuxiliaryChannel.LinkMicrovolts) ? 1 : 0, 1, 1, 4)
                && Within(settings.PrechargePermille, 500, 999, 5)
                && Within(settings.PrechargeEndMicroamps, 1, _pack.DischargeLimitMicroamps, 6)
                && Within(settings.PrechargeMinimumMilliseconds, 0, settings.PrechargeMaximumMilliseconds - 1, 7)
                && Within(settings.PrechargeMaximumMilliseconds, 10, 30000, 8)
                && Within(settings.PrechargeTries, 1, 10, 9)
                && Within(settings.PrechargeCoolDownMilliseconds, 0, LongestHoldMilliseconds, 10);
        }
        if (sound && settings.Preheat)
        {
            sound = Within(settings.PreheatBelowCentidegrees, ColdestCentidegrees, settings.PreheatUntilCentidegrees - 1, 12)
                && Within(settings.PreheatUntilCentidegrees, ColdestCentidegrees, HottestCentidegrees, 13)
                && Within(settings.PreheatMaximumMilliseconds, 1, DayMilliseconds, 14);
        }
        return sound;
    }

    private bool AfeIsSound(AfeSettings settings) =>
        Within(settings.MarginMicrovolts, 0, 500000, 0)
        && Within(settings.MarginPermille, 0, 2000, 1)
        && Within(settings.ToleranceMicrovolts, 0, 100000, 2)
        && Within(settings.TolerancePermille, 0, 500, 3)
        && Within(settings.DelayMilliseconds, 0, 10000, 4)
        && (!_pack.Has(AuxiliaryChannel.AfeReadBack) || Within(settings.PeriodMilliseconds, 1000, 3600000, 5));

    private bool OffOrWithin(int value, int lowest, int highest, int detail) => value == 0 || Within(value, lowest, highest, detail);

    private bool Within(int value, int lowest, int highest, int detail)
    {
        if (value >= lowest && value <= highest)
            return true;
        Detail = detail;
        return false;
    }
}
