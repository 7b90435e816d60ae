using System;
using Bms.Core.Configuration;

namespace Bms.Hil.Packs;

/// <summary>Charging and heat as a cell and a layout suggest them.</summary>
internal static class DefaultCharging
{
    private const int MinuteMilliseconds = 60_000;
    private const int HourMilliseconds = 60 * MinuteMilliseconds;
    private const double LongestHours = 72;

    // What noise makes of the highest group stays below the maker's charge voltage and below what the pack warns of.
    private const int TargetMarginMicrovolts = 5_000;

    /// <summary>The charger's targets and times.</summary>
    /// <param name="profile">The cell.</param>
    /// <param name="parallelCells">Cells in parallel.</param>
    /// <param name="chargeMicroamps">The pack's charge limit.</param>
    /// <param name="protection">The pack's table.</param>
    public static ChargingSettings For(CellProfile profile, int parallelCells, int chargeMicroamps, ProtectionRow[] protection)
    {
        const double RechargeSoc = 0.95;
        const double RechargeVoltageSoc = 0.85;
        const int TailPart = 25;
        double capacity = (double)profile.CapacityMicroampHours * parallelCells;
        double hours = Math.Clamp((3 * capacity / chargeMicroamps) + 1, 4, LongestHours);
        ProtectionRow? over = Array.Find(protection, row => row.Kind == ProtectionKind.CellOverVoltage);
        int target = Math.Min(profile.MaximumMicrovolts, over?.WarningLimit ?? int.MaxValue) - TargetMarginMicrovolts;
        int recharge = Math.Min(Ocv(profile, RechargeVoltageSoc), target - 50_000);
        return new ChargingSettings
        {
            Enabled = true,
            TargetMicrovolts = target,
            WindowMicrovolts = 7_000,
            PrechargeMicrovolts = profile.MinimumMicrovolts,
            PrechargePermille = 100,
            PrechargeMaximumMilliseconds = HourMilliseconds,
            CurrentMaximumMilliseconds = (int)(hours * HourMilliseconds),
            VoltageMaximumMilliseconds = 3 * HourMilliseconds,
            TailMicroamps = Math.Max(1, (int)Math.Min(capacity / TailPart, 1e9)),
            TailMilliseconds = 75_000,
            StallMilliseconds = 15 * MinuteMilliseconds,
            NoCurrentMilliseconds = 2 * MinuteMilliseconds,
            HoldMilliseconds = 30 * MinuteMilliseconds,
            RechargeSocPermyriad = (int)(RechargeSoc * CellProfile.FullSocPermyriad),
            RechargeMicrovolts = Math.Max(0, recharge),
            StorageSocPermyriad = 6_000,
            StepCentidegrees = [-6_000],
            StepSocPermyriad = [CellProfile.FullSocPermyriad],
            StepPermille = [1_000],
        };
    }

    /// <summary>No cooling and no heat for charging; a heater that contactors wait for is watched.</summary>
    /// <param name="preheatUntilCentidegrees">Where heating for the contactors ends.</param>
    public static ThermalSettings Heat(int preheatUntilCentidegrees) => new()
    {
        CoolMinimumOnMilliseconds = 2 * MinuteMilliseconds,
        CoolMinimumOffMilliseconds = MinuteMilliseconds,
        HeaterReactionMilliseconds = 2_000,
        HeaterRiseCentidegrees = 100,
        HeaterRiseMilliseconds = 10 * MinuteMilliseconds,
        HeaterOverrunMilliseconds = 5 * MinuteMilliseconds,
        HeaterHighestCentidegrees = Math.Min(15_000, preheatUntilCentidegrees + 1_000),
    };

    /// <summary>Open-circuit voltage at a state of charge and the temperature nearest to 25 °C, in microvolts.</summary>
    private static int Ocv(CellProfile profile, double soc)
    {
        const int Usual = 2_500;
        int row = 0;
        for (int node = 1; node < profile.TemperatureCentidegrees.Length; node++)
        {
            if (Math.Abs(profile.TemperatureCentidegrees[node] - Usual) < Math.Abs(profile.TemperatureCentidegrees[row] - Usual))
                row = node;
        }
        int column = 0;
        while (column < profile.SocPermyriad.Length - 1 && profile.SocPermyriad[column + 1] <= soc * CellProfile.FullSocPermyriad)
            column++;
        return profile.OcvBaseMicrovolts + (profile.Ocv[(row * profile.SocPermyriad.Length) + column] * CellProfile.OcvStepMicrovolts);
    }
}
