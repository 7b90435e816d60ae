using System;
using System.Collections.Generic;
using Bms.Hil.Quantities;

namespace Bms.Hil.Faults;

/// <summary>One kind of disturbance: its name, what its value measures, and which values it takes.</summary>
/// <param name="Name">As <c>replay --disturb</c> names it, for example <c>current-offset</c>.</param>
/// <param name="Dimension">What the value measures.</param>
/// <param name="Expected">What a message says that a value has to be; empty where every value is taken.</param>
/// <param name="Takes">Whether it takes a value.</param>
/// <param name="Set">The disturbances with this one added.</param>
public sealed record DisturbanceKind(
    string Name, Dimension Dimension, string Expected, Func<double, bool> Takes, Func<Disturbances, double, Disturbances> Set)
{
    /// <summary>All kinds, in the order in which help and messages list them.</summary>
    public static IReadOnlyList<DisturbanceKind> All { get; } =
    [
        Any("initial-soc-error", Dimension.Fraction, (all, value) => all with { InitialSocError = value }),
        new("capacity-error", Dimension.Fraction, "more than -100 %", value => value > -1, (all, value) => all with { CapacityError = value }),
        Any("current-offset", Dimension.Current, (all, value) => all with { CurrentOffsetAmps = value }),
        Any("current-offset-rate", Dimension.Fraction, (all, value) => all with { CurrentOffsetRate = value }),
        Any("current-gain", Dimension.Fraction, (all, value) => all with { CurrentGain = value }),
        new("current-saturation", Dimension.Fraction, "above 0 and at most 1", value => value is > 0 and <= 1,
            (all, value) => all with { CurrentSaturation = value }),
        Any("voltage-offset", Dimension.Voltage, (all, value) => all with { VoltageOffsetVolts = value }),
        new("voltage-noise", Dimension.Voltage, "0 V or more", value => value >= 0, (all, value) => all with { VoltageNoiseVolts = value }),
        Any("temperature-offset", Dimension.Temperature, (all, value) => all with { TemperatureOffsetCelsius = value }),
        new("sample-interval", Dimension.Time, "more than 0 s", value => value > 0, (all, value) => all with { SampleIntervalSeconds = value }),
        new("sample-mean", Dimension.Time, "more than 0 s", value => value > 0, (all, value) => all with { SampleMeanSeconds = value }),
        new("drop-outs", Dimension.Fraction, "0 to 0.5", value => value is >= 0 and <= 0.5, (all, value) => all with { DropOutShare = value }),
        new("gap", Dimension.Time, "more than 0 s", value => value > 0, (all, value) => all with { GapSeconds = value }),
        new("gap-start", Dimension.Time, "0 s or more", value => value >= 0, (all, value) => all with { GapStartSeconds = value }),
    ];

    /// <summary>The name as YAML files write it, for example <c>currentOffset</c>.</summary>
    public string Key { get; } = CamelCaseOf(Name);

    private static DisturbanceKind Any(string name, Dimension dimension, Func<Disturbances, double, Disturbances> set) =>
        new(name, dimension, "", _ => true, set);

    private static string CamelCaseOf(string name)
    {
        string[] words = name.Split('-');
        for (int index = 1; index < words.Length; index++)
            words[index] = char.ToUpperInvariant(words[index][0]) + words[index][1..];
        return string.Concat(words);
    }
}
