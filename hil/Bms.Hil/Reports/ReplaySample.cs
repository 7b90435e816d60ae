using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Bms.Hil.Reports;

/// <summary>One row of a replay, as its picture shows it. What is not known is NaN.</summary>
/// <param name="Seconds">Since the first row of the recording.</param>
/// <param name="SocEstimate">The estimated state of charge, 0 … 1.</param>
/// <param name="SocReference">The reference, 0 … 1.</param>
/// <param name="SocSigma">The estimator's own standard deviation of the state of charge, at least 0.</param>
/// <param name="MeasuredVolts">The terminal voltage of the cell.</param>
/// <param name="PredictedVolts">The voltage that the estimator's model expected.</param>
/// <param name="CurrentAmperes">The current; positive charges.</param>
/// <param name="TemperatureCelsius">The temperature that the estimator was given.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ReplaySample(
    double Seconds,
    double SocEstimate,
    double SocReference,
    double SocSigma,
    double MeasuredVolts,
    double PredictedVolts,
    double CurrentAmperes,
    double TemperatureCelsius)
{
    /// <summary>The state of energy, 0 … 1.</summary>
    public double Soe { get; init; } = double.NaN;

    /// <summary>Energy that still comes out, in watt-hours.</summary>
    public double RemainingWattHours { get; init; } = double.NaN;
    /// <summary>The estimated state of charge of each group, 0 … 1; empty where there is none. Only for the moment of the call.</summary>
    public IReadOnlyList<float> GroupSoc { get; init; } = [];
    /// <summary>The capacity as learned, in ampere-hours; NaN where nothing learns it.</summary>
    public double CapacityAmpHours { get; init; } = double.NaN;

    /// <summary>One sigma of it.</summary>
    public double CapacitySigmaAmpHours { get; init; } = double.NaN;

    /// <summary>The true capacity.</summary>
    public double TrueCapacityAmpHours { get; init; } = double.NaN;

    /// <summary>The resistance as learned, at 25 °C and mid SOC, in ohms; NaN where nothing learns it.</summary>
    public double ResistanceOhms { get; init; } = double.NaN;

    /// <summary>One sigma of it.</summary>
    public double ResistanceSigmaOhms { get; init; } = double.NaN;
}
