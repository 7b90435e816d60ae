namespace Bms.Hil.Identification;

/// <summary>One row as a model that has not seen it predicts it.</summary>
/// <param name="Soc">Its SOC.</param>
/// <param name="Volts">Measured less predicted voltage, smoothed as <see cref="CellPrediction.LoadSeconds"/> says: what lasts.</param>
/// <param name="LoadVolts">The overpotential's magnitude, smoothed likewise.</param>
/// <param name="Seconds">How long it counts.</param>
internal readonly record struct HeldOutError(double Soc, double Volts, double LoadVolts, double Seconds);
