using System;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Charging;

/// <summary>What a charge and its heat may be set to.</summary>
public sealed class ChargingSettingsTests
{
    private static readonly short[] Rising = [0, 1500];
    private static readonly short[] Falling = [1500, 0];
    private static readonly short[] ShortOfFull = [5000, 9000];
    private static readonly short[] One = [1000];
    private static readonly short[] TooMuch = [400, 200, 1001, 500];
    private static readonly short[] Frost = [-4000, -1000];

    public static TheoryData<string, object, PackFault, int> BadChanges => new()
    {
        // Peer defect 8: a chemistry preset with an unsafe limit, here a charge voltage above the cell's.
        { "Charging.TargetMicrovolts", 4200001, PackFault.Charging, 0 },
        { "Charging.WindowMicrovolts", 999, PackFault.Charging, 1 },
        { "Charging.PrechargeMicrovolts", 4143000, PackFault.Charging, 2 },
        { "Charging.PrechargePermille", 0, PackFault.Charging, 3 },
        { "Charging.TailMicroamps", 250001, PackFault.Charging, 4 },
        { "Charging.RechargeSocPermyriad", 10000, PackFault.Charging, 5 },
        { "Charging.RechargeMicrovolts", 4143000, PackFault.Charging, 6 },
        { "Charging.StorageSocPermyriad", 0, PackFault.Charging, 7 },
        { "Charging.PrechargeMaximumMilliseconds", 999, PackFault.Charging, 8 },
        { "Charging.CurrentMaximumMilliseconds", 59999, PackFault.Charging, 9 },
        { "Charging.VoltageMaximumMilliseconds", 86400001, PackFault.Charging, 10 },
        { "Charging.TailMilliseconds", 59999, PackFault.Charging, 11 },
        { "Charging.StallMilliseconds", 59999, PackFault.Charging, 12 },
        { "Charging.NoCurrentMilliseconds", 4999, PackFault.Charging, 13 },
        { "Charging.HoldMilliseconds", 86400001, PackFault.Charging, 14 },
        { "Charging.StepCentidegrees", Falling, PackFault.Charging, 15 },
        { "Charging.StepCentidegrees", Array.Empty<short>(), PackFault.Charging, 15 },
        { "Charging.StepSocPermyriad", ShortOfFull, PackFault.Charging, 16 },
        { "Charging.StepPermille", One, PackFault.Charging, 17 },
        { "Charging.StepPermille", TooMuch, PackFault.Charging, 17 },
        { "Thermal.CoolAboveCentidegrees", 3500, PackFault.Thermal, 0 },
        { "Thermal.CoolBelowCentidegrees", 1000, PackFault.Thermal, 1 },
        { "Thermal.CoolMinimumOnMilliseconds", 3600001, PackFault.Thermal, 2 },
        { "Thermal.CoolMinimumOffMilliseconds", -1, PackFault.Thermal, 3 },
        { "Thermal.ChargeHeatBelowCentidegrees", 1000, PackFault.Thermal, 4 },
        { "Thermal.HeaterReactionMilliseconds", 999, PackFault.Thermal, 6 },
        { "Thermal.HeaterRiseCentidegrees", 9, PackFault.Thermal, 7 },
        { "Thermal.HeaterRiseMilliseconds", 999, PackFault.Thermal, 8 },
        { "Thermal.HeaterOverrunMilliseconds", 7200001, PackFault.Thermal, 9 },
        { "Thermal.HeaterMinimumOnMilliseconds", 3600001, PackFault.Thermal, 10 },
        { "Thermal.HeaterMinimumOffMilliseconds", 3600001, PackFault.Thermal, 11 },
        { "Thermal.HeaterHighestCentidegrees", 1000, PackFault.Thermal, 12 },
    };

    [Theory]
    [MemberData(nameof(BadChanges))]
    public void A_bad_setting_is_refused_with_its_place(string path, object value, PackFault fault, int detail)
    {
        var validator = new PackValidator(ChargingPack.Make().With(path, value));
        Assert.Equal((fault, detail), (validator.Check(), validator.Detail));
    }

    [Fact]
    public void An_image_keeps_every_setting()
    {
        PackConfiguration made = ChargingPack.Make();
        PackImage image = PackImage.Read(PackImage.Write(made));
        Assert.Equal(PackFault.None, image.Fault);
        Assert.Equivalent(made.Charging, image.Configuration!.Charging, strict: true);
        Assert.Equivalent(made.Thermal, image.Configuration!.Thermal, strict: true);
        Assert.Equal(Rising, image.Configuration!.Charging.StepCentidegrees);
    }

    /// <summary>Peer defect 16: temperatures below 0 °C that cannot be configured.</summary>
    [Fact]
    public void Peer_defect_16_every_temperature_of_charging_and_heat_may_lie_below_zero()
    {
        PackConfiguration cold = ChargingPack.Make()
            .With("Charging.StepCentidegrees", Frost)
            .With("Contactors.PreheatBelowCentidegrees", -4000)
            .With("Contactors.PreheatUntilCentidegrees", -3500)
            .With("Thermal.ChargeHeatBelowCentidegrees", -3000)
            .With("Thermal.ChargeHeatUntilCentidegrees", -2500)
            .With("Thermal.HeaterHighestCentidegrees", -1000)
            .With("Thermal.CoolAboveCentidegrees", -500)
            .With("Thermal.CoolBelowCentidegrees", -1500);
        PackImage image = PackImage.Read(PackImage.Write(cold));
        Assert.Equal((PackFault.None, 0), (image.Fault, image.Detail));
        Assert.Equal(-4000, image.Configuration!.Charging.StepCentidegrees[0]);
        Assert.Equal(-3000, image.Configuration!.Thermal.ChargeHeatBelowCentidegrees);
        Assert.Equal(-1500, image.Configuration!.Thermal.CoolBelowCentidegrees);
    }
}
