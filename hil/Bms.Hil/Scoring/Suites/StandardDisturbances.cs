using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Faults;

namespace Bms.Hil.Scoring.Suites;

/// <summary>The disturbances that a suite can call <c>standard</c>, and each of them by its name.</summary>
public static class StandardDisturbances
{
    /// <summary>What the whole list is called.</summary>
    public const string Name = "standard";

    /// <summary>The list, in the order of tables and reports.</summary>
    public static IReadOnlyList<ScoreDisturbance> All { get; } =
    [
        Of("true-start"),
        Of("start-0.3", "initial-soc-error=-0.3"),
        Of("start+0.3", "initial-soc-error=0.3"),
        Of("start-0.1", "initial-soc-error=-0.1"),
        Of("start+0.1", "initial-soc-error=0.1"),
        Of("offset+0.017C", "current-offset-rate=0.017"),
        Of("offset-0.017C", "current-offset-rate=-0.017"),
        Of("offset+0.035C", "current-offset-rate=0.035"),
        Of("offset-0.035C", "current-offset-rate=-0.035"),
        Of("offset+0.1C", "current-offset-rate=0.1"),
        Of("offset-0.1C", "current-offset-rate=-0.1"),
        Of("gain+2%", "current-gain=2%"),
        Of("gain-2%", "current-gain=-2%"),
        Of("voltage+5mV", "voltage-offset=5mV"),
        Of("voltage-5mV", "voltage-offset=-5mV"),
        Of("noise-2mV", "voltage-noise=2mV"),
        Of("temperature+5C", "temperature-offset=5C"),
        Of("temperature-5C", "temperature-offset=-5C"),
        Of("capacity-10%", "capacity-error=-10%"),
        Of("capacity-20%", "capacity-error=-20%"),
        Of("sampled-1s", "sample-interval=1s"),
        Of("sampled-1s-mean", "sample-mean=1s"),
        Of("drop-outs-1%", "drop-outs=1%"),
        Of("gap-10min", "gap=10min"),
        Of("saturated-80%", "current-saturation=80%"),
    ];

    /// <summary>One by its name; null where there is none.</summary>
    public static ScoreDisturbance? Find(string name) => All.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.Ordinal));

    private static ScoreDisturbance Of(string name, params string[] kinds) => new(name, Disturbances.Parse(kinds));
}
