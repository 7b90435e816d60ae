namespace Bms.Core.Estimation;

/// <summary>
/// What an estimator is given in one step: the mean of the controller's steps since the last one. Voltages are those of one series
/// group (the mean of the usable ones), currents and charges those of the pack.
/// </summary>
public sealed class EstimatorInput
{
    /// <summary>Milliseconds since the estimator's last step; 0 in the first.</summary>
    public int ElapsedMilliseconds { get; set; }

    /// <summary>
    /// Charge that the cell gained in that time, in nanocoulombs; positive charges. What flowed, less what charging loses.
    /// </summary>
    public long ChargeNanocoulombs { get; set; }

    /// <summary>Mean current in that time, in microamps; in the first step the current itself.</summary>
    public int MeanMicroamps { get; set; }

    /// <summary>False where the current was not known for all of that time.</summary>
    public bool CurrentKnown { get; set; }

    /// <summary>Mean group voltage in that time, in microvolts.</summary>
    public int CellMicrovolts { get; set; }

    /// <summary>False where no group voltage could be used.</summary>
    public bool VoltageKnown { get; set; }

    /// <summary>Mean temperature, in centidegrees; the last known one where none can be used.</summary>
    public int TemperatureCentidegrees { get; set; }

    /// <summary>True where the current's magnitude is at most the configured rest current.</summary>
    public bool Resting { get; set; }
}
