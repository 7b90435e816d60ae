using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>What <c>fit --json</c> prints.</summary>
/// <param name="Cell">The cell's name.</param>
/// <param name="Path">The cell file.</param>
/// <param name="Chemistry">Its chemistry.</param>
/// <param name="CapacityAmpHours">Its capacity.</param>
/// <param name="Notes">What was done, what could not be identified and what was taken instead.</param>
/// <param name="Residuals">How well the cell predicts what it was identified from.</param>
/// <param name="HeldOutPulses">How well it predicts pulses that were kept from the fit.</param>
public sealed record FitSummary(
    string Cell,
    string Path,
    string Chemistry,
    double CapacityAmpHours,
    IReadOnlyList<string> Notes,
    IReadOnlyList<FitResidual> Residuals,
    IReadOnlyList<HeldOutPulse> HeldOutPulses)
{
    /// <summary>Sums an outcome up.</summary>
    public static FitSummary Of(FitOutcome outcome, string path)
    {
        System.ArgumentNullException.ThrowIfNull(outcome);
        return new FitSummary(
            outcome.Cell.Name, path, outcome.Cell.Chemistry, outcome.Cell.CapacityAmpHours, outcome.Notes, outcome.Residuals, outcome.HeldOutPulses);
    }
}
