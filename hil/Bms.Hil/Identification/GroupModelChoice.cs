using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>What is not linear in the model of a temperature group, and therefore tried.</summary>
/// <param name="TausSeconds">Time constants, fastest first.</param>
/// <param name="PerRate">Curvature of the polarisation, in 1/C; 0 is linear.</param>
/// <param name="HysteresisRate">Rate of the hysteresis state over SOC.</param>
internal sealed record GroupModelChoice(IReadOnlyList<double> TausSeconds, double PerRate, double HysteresisRate)
{
    /// <summary>Whether a part of the hysteresis follows the current's sign at once.</summary>
    public bool HasInstantHysteresis { get; init; }

    /// <summary>Resistances while their current charges over the same while it discharges.</summary>
    public double ChargeFactor { get; init; } = 1;
}
