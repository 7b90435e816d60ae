namespace Bms.Core.Configuration;

/// <summary>Which estimator runs, how often, and what it assumes of the sensors.</summary>
public sealed class EstimationSettings
{
    /// <summary>The estimator.</summary>
    public EstimatorKind Kind { get; init; }

    /// <summary>The estimator runs every this many steps, 1…1000, on the mean of the steps between.</summary>
    public int EverySteps { get; init; }

    /// <summary>One sigma of a start value that somebody states, in 1/10 000 of SOC.</summary>
    public int StartSigmaPermyriad { get; init; }

    /// <summary>One sigma of the current sensor's offset, in 1/10 000 of C (capacity over one hour).</summary>
    public int CurrentOffsetPermyriad { get; init; }

    /// <summary>One sigma of the SOC's random walk, in 1/1 000 000 a square-root second.</summary>
    public int SocWalkPartsPerMillion { get; init; }

    /// <summary>The adaptive estimators update once this many milliseconds have passed, 100…60 000.</summary>
    public int UpdateMilliseconds { get; init; }

    /// <summary>One sigma of the constant offset that the adaptive estimators look for, in 1/10 000 of C.</summary>
    public int SensorOffsetPermyriad { get; init; }

    /// <summary>One sigma of the told capacity's error, for the adaptive estimators, in 1/1000.</summary>
    public int CapacityErrorPermille { get; init; }

    /// <summary>One sigma of the random walk of the resistances' scale, in 1/1 000 000 a square-root second.</summary>
    public int ResistanceWalkPartsPerMillion { get; init; }

    /// <summary>A time between two steps above this is a gap, over which the current is unknown, in milliseconds.</summary>
    public int GapMilliseconds { get; init; }
}
