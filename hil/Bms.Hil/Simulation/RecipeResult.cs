using System.Collections.Generic;

namespace Bms.Hil.Simulation;

/// <summary>What was made of a recipe.</summary>
/// <param name="Rows">Rows of the recording.</param>
/// <param name="DurationSeconds">Simulated time.</param>
/// <param name="NetAmpHours">Charge that flowed, positive where it charged.</param>
/// <param name="FinalSoc">True state of charge of each group at the end.</param>
public sealed record RecipeResult(long Rows, double DurationSeconds, double NetAmpHours, IReadOnlyList<double> FinalSoc);
