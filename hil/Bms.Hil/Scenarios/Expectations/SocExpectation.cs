namespace Bms.Hil.Scenarios.Expectations;

/// <summary>Bounds on the error of the estimated state of charge. What is null is not asked for.</summary>
public sealed record SocExpectation
{
    /// <summary>Errors count from here on, in seconds.</summary>
    public double AfterSeconds { get; init; }

    /// <summary>Largest root mean square error, a fraction.</summary>
    public double? Rmse { get; init; }

    /// <summary>Largest error at any step, a fraction.</summary>
    public double? Max { get; init; }

    /// <summary>Largest error at the last step, a fraction.</summary>
    public double? Final { get; init; }

    /// <summary>Smallest share of steps whose error lies within two reported sigmas.</summary>
    public double? Coverage { get; init; }
}
