using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Reports.Html;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Results;
using Bms.Hil.Tests.Presets;
using Bms.Hil.Tests.Scenarios;
using Xunit;

namespace Bms.Hil.Tests.Charging;

/// <summary>The scenarios of charging and heat pass with sound firmware and fail with firmware that is wrong about what they show.</summary>
public class ChargingStrengthTests
{
    private const int DayMilliseconds = 86_400_000;

    private static readonly Dictionary<string, Func<PackConfiguration, PackConfiguration>> Defects = new(StringComparer.Ordinal)
    {
        ["charges 15 mV too high"] = pack => Charging(pack, settings => settings.With("TargetMicrovolts", settings.TargetMicrovolts + 15_000)),
        ["relies on the tail"] = pack => Charging(
            pack, settings => settings.With("StallMilliseconds", DayMilliseconds).With("VoltageMaximumMilliseconds", DayMilliseconds)),
        ["waits for ever for a current"] = pack => Charging(
            pack, settings => settings.With("NoCurrentMilliseconds", DayMilliseconds).With("StallMilliseconds", DayMilliseconds)),
        ["knows no storage"] = pack => Charging(pack, settings => settings.With("StorageSocPermyriad", CellProfile.FullSocPermyriad)),
        ["never charges again"] = pack => Charging(pack, settings => settings.With("RechargeSocPermyriad", 0).With("RechargeMicrovolts", 0)),
        ["charges again at once"] = pack => Charging(pack, settings => settings.With("RechargeSocPermyriad", CellProfile.FullSocPermyriad)),
        ["one step only"] = pack => Charging(
            pack, settings => settings.With("StepPermille", settings.StepPermille.Select(_ => (short)1000).ToArray())),
        ["does not heat for a charge"] = pack => Thermal(pack, settings => settings.With("ChargeHeating", false)),
        ["cools without least times"] = pack => Thermal(
            pack, settings => settings.With("CoolMinimumOnMilliseconds", 0).With("CoolMinimumOffMilliseconds", 0)),
        ["does not look at the heater"] = pack => Thermal(
            pack, settings => settings.With("HeaterFeedback", false).With("HeaterRiseMilliseconds", DayMilliseconds).With("HeaterRiseCentidegrees", 20_000)),
        ["closes cold"] = pack => pack.With("Contactors", pack.Contactors.With("Preheat", false)),
    };

    [Theory]
    [InlineData("charge-nmc", "charges 15 mV too high")]
    [InlineData("charge-weak-group", "charges 15 mV too high")]
    [InlineData("charge-offset-sensor", "relies on the tail")]
    [InlineData("charge-dead-charger", "waits for ever for a current")]
    [InlineData("charge-storage", "knows no storage")]
    [InlineData("charge-recharge", "never charges again")]
    [InlineData("charge-recharge", "charges again at once")]
    [InlineData("charge-steps", "one step only")]
    [InlineData("charge-cold-heat", "does not heat for a charge")]
    [InlineData("cooling-hysteresis", "cools without least times")]
    [InlineData("heater-stuck-on", "does not look at the heater")]
    [InlineData("heater-stuck-on-unseen", "does not look at the heater")]
    [InlineData("heater-dead", "does not look at the heater")]
    [InlineData("heater-dead", "closes cold")]
    [InlineData("polymer-frost", "closes cold")]
    public void A_scenario_of_charging_fails_where_the_firmware_is_wrong_about_it(string file, string defect)
    {
        Scenario scenario = ShippedSuite.Read().Scenarios.Single(each => each.File == file + ".yaml");
        ScenarioResult sound = ShippedSuite.RunWith(scenario, pack => pack);
        Assert.True(sound.Verdict == Verdict.Passed, sound.Reason);
        ScenarioResult defective = ShippedSuite.RunWith(scenario, Defects[defect]);
        Assert.True(defective.Verdict == Verdict.Failed, $"nothing in {file} sees '{defect}'");
    }

    private static PackConfiguration Charging(PackConfiguration pack, Func<ChargingSettings, ChargingSettings> change) =>
        pack.With("Charging", change(pack.Charging));

    private static PackConfiguration Thermal(PackConfiguration pack, Func<ThermalSettings, ThermalSettings> change) =>
        pack.With("Thermal", change(pack.Thermal));
}
