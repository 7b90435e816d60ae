using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Quantities;

namespace Bms.Hil.Faults;

/// <summary>How the firmware's view of a recording differs from the recording: sensor errors, and what it is told wrongly.</summary>
public sealed record Disturbances
{
    /// <summary>The kinds that <see cref="Parse"/> knows.</summary>
    public static IEnumerable<string> KindNames => DisturbanceKind.All.Select(kind => kind.Name);

    /// <summary>Added to the state of charge that the estimator is told.</summary>
    public double InitialSocError { get; init; }

    /// <summary>Relative error of the capacity that the estimator is told.</summary>
    public double CapacityError { get; init; }

    /// <summary>Added to the measured current, in amperes of the pack.</summary>
    public double CurrentOffsetAmps { get; init; }

    /// <summary>Added to the measured current, in multiples of the true capacity over one hour.</summary>
    public double CurrentOffsetRate { get; init; }

    /// <summary>Relative error of the measured current.</summary>
    public double CurrentGain { get; init; }

    /// <summary>The sensor's range as a share of the largest current of the recording, above 0, at most 1; null for a range without end.</summary>
    public double? CurrentSaturation { get; init; }

    /// <summary>Added to each measured group voltage, in volts.</summary>
    public double VoltageOffsetVolts { get; init; }

    /// <summary>One sigma of the noise added to each measured group voltage, in volts.</summary>
    public double VoltageNoiseVolts { get; init; }

    /// <summary>Added to the measured temperatures, in degrees Celsius.</summary>
    public double TemperatureOffsetCelsius { get; init; }

    /// <summary>Only rows at least this long after the last one given are given, in seconds; 0 for all.</summary>
    public double SampleIntervalSeconds { get; init; }

    /// <summary>The same, but the current of a row that is given is the mean since the last one, in seconds; 0 for all.</summary>
    public double SampleMeanSeconds { get; init; }

    /// <summary>The share of rows of which every channel is invalid, 0…0.5.</summary>
    public double DropOutShare { get; init; }

    /// <summary>How long no row is given, in seconds; 0 for no gap.</summary>
    public double GapSeconds { get; init; }

    /// <summary>Where that begins, in seconds since the first row; null for the middle.</summary>
    public double? GapStartSeconds { get; init; }

    /// <summary>What a message about a disturbance begins with: the option that gave it, or nothing where a suite did.</summary>
    public string GivenBy { get; init; } = "";

    /// <summary>Whether the whole recording has to be known before its first row can be given.</summary>
    public bool NeedExtent => CurrentSaturation.HasValue || GapSeconds > 0;

    /// <summary>Reads a list of <c>KIND=VALUE</c>.</summary>
    /// <exception cref="BadInputException">
    /// An unknown kind, one given twice, a value that is no quantity of that kind or out of its range, or kinds that contradict each other.
    /// </exception>
    public static Disturbances Parse(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var result = new Disturbances { GivenBy = "--disturb " };
        var seen = new HashSet<string>();
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? text : text[..equals];
            DisturbanceKind? kind = DisturbanceKind.All.FirstOrDefault(known => known.Name == name);
            if (kind is null || equals < 0)
                throw new BadInputException($"--disturb '{text}': expected KIND=VALUE with KIND one of {string.Join(", ", KindNames)}");
            if (!seen.Add(name))
                throw new BadInputException($"--disturb '{text}': {name} is given twice");
            double value = Quantity.Parse(text[(equals + 1)..], kind.Dimension, $"--disturb {name}");
            if (!kind.Takes(value))
                throw new BadInputException($"--disturb {name}: expected {kind.Expected}");
            result = kind.Set(result, value);
        }
        return result.Contradiction is string contradiction ? throw new BadInputException($"--disturb {contradiction}") : result;
    }

    /// <summary>Kinds that make no sense together, in words; null where there are none.</summary>
    internal string? Contradiction =>
        SampleIntervalSeconds > 0 && SampleMeanSeconds > 0 ? "sample-interval and sample-mean: only one of them can be given"
        : GapStartSeconds.HasValue && GapSeconds == 0 ? "gap-start: expected gap with it"
        : null;
}
