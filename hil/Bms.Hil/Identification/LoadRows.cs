using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>One load recording as the identification sees it, a value a row; filtered currents are kept once made.</summary>
internal sealed class LoadRows
{
    private readonly Dictionary<double, double[]> _filtered = [];
    private readonly Dictionary<double, double[]> _hysteresis = [];

    private double[]? _sign;

    public LoadRows(FitRecording recording)
    {
        Recording = recording;
        Weight = new double[recording.Rows];
        Scale = new double[recording.Rows];
        OverVolts = new double[recording.Rows];
        SlopeVolts = new double[recording.Rows];
    }

    public FitRecording Recording { get; }

    /// <summary>Weight; 0 for rows that do not count.</summary>
    public double[] Weight { get; }

    /// <summary>How much larger resistances are at the row's temperature than at the group's.</summary>
    public double[] Scale { get; }

    /// <summary>Voltage above the open-circuit voltage that the fit starts from.</summary>
    public double[] OverVolts { get; }

    /// <summary>Slope of the open-circuit voltage along SOC, in volts: what a shift of it is worth.</summary>
    public double[] SlopeVolts { get; }

    /// <summary>1 since the last current charged, −1 since it discharged.</summary>
    public double[] Sign => _sign ??= BranchCurrents.LastSign(Recording);

    public double[] Filtered(double tauSeconds) => Cached(_filtered, tauSeconds, BranchCurrents.Filter);

    public double[] Hysteresis(double rate) => Cached(_hysteresis, rate, BranchCurrents.Hysteresis);

    private double[] Cached(Dictionary<double, double[]> cache, double key, System.Func<FitRecording, double, double[]> make)
    {
        if (!cache.TryGetValue(key, out double[]? values))
            cache[key] = values = make(Recording, key);
        return values;
    }
}
