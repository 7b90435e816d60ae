using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Quantities;

namespace Bms.Hil.Faults;

/// <summary>How the firmware's view of a recording differs from the recording: sensor errors, and what it is told wrongly.</summary>
public sealed record Disturbances
{
    private static readonly (string Kind, Dimension Dimension, Func<Disturbances, double, Disturbances> Set)[] Kinds =
    [
        ("initial-soc-error", Dimension.Fraction, (disturbances, value) => disturbances with { InitialSocError = value }),
        ("capacity-error", Dimension.Fraction, (disturbances, value) => disturbances with { CapacityError = value }),
        ("current-offset", Dimension.Current, (disturbances, value) => disturbances with { CurrentOffsetAmps = value }),
        ("current-gain", Dimension.Fraction, (disturbances, value) => disturbances with { CurrentGain = value }),
        ("voltage-offset", Dimension.Voltage, (disturbances, value) => disturbances with { VoltageOffsetVolts = value }),
        ("voltage-noise", Dimension.Voltage, (disturbances, value) => disturbances with { VoltageNoiseVolts = value }),
        ("temperature-offset", Dimension.Temperature, (disturbances, value) => disturbances with { TemperatureOffsetCelsius = value }),
    ];

    /// <summary>The kinds that <see cref="Parse"/> knows.</summary>
    public static IEnumerable<string> KindNames => Kinds.Select(kind => kind.Kind);

    /// <summary>Added to the state of charge that the estimator is told.</summary>
    public double InitialSocError { get; init; }

    /// <summary>Relative error of the capacity that the estimator is told.</summary>
    public double CapacityError { get; init; }

    /// <summary>Added to the measured current, in amperes of the pack.</summary>
    public double CurrentOffsetAmps { get; init; }

    /// <summary>Relative error of the measured current.</summary>
    public double CurrentGain { get; init; }

    /// <summary>Added to each measured group voltage, in volts.</summary>
    public double VoltageOffsetVolts { get; init; }

    /// <summary>One sigma of the noise added to each measured group voltage, in volts.</summary>
    public double VoltageNoiseVolts { get; init; }

    /// <summary>Added to the measured temperatures, in degrees Celsius.</summary>
    public double TemperatureOffsetCelsius { get; init; }

    /// <summary>Reads a list of <c>KIND=VALUE</c>.</summary>
    /// <exception cref="BadInputException">An unknown kind, one given twice, or a value that is no quantity of that kind.</exception>
    public static Disturbances Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var result = new Disturbances();
        var seen = new HashSet<string>();
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string kind = equals < 0 ? text : text[..equals];
            int index = Array.FindIndex(Kinds, known => known.Kind == kind);
            if (index < 0 || equals < 0)
                throw new BadInputException($"--disturb '{text}': expected KIND=VALUE with KIND one of {string.Join(", ", KindNames)}");
            if (!seen.Add(kind))
                throw new BadInputException($"--disturb '{text}': {kind} is given twice");
            double value = Quantity.Parse(text[(equals + 1)..], Kinds[index].Dimension, $"--disturb {kind}");
            result = Kinds[index].Set(result, value);
        }
        if (result.VoltageNoiseVolts < 0)
            throw new BadInputException("--disturb voltage-noise: expected 0 V or more");
        if (result.CapacityError <= -1)
            throw new BadInputException("--disturb capacity-error: expected more than -100 %");
        return result;
    }
}
