using System;

namespace Bms.Hil.Plant;

/// <summary>
/// The straight line that each table quantity of each group follows now, as arrays over the groups: quantity = Value + Slope ·
/// Offset. A group's lines are looked up again only when its SOC leaves the interval of the grid or its temperature has moved.
/// </summary>
internal sealed class PlantLines
{
    /// <summary>A group's tables are looked up again when its temperature has moved by more than this.</summary>
    private const double RefreshCelsius = 0.02;

    private readonly PlantTables _tables;
    private readonly PlantSegment _segment = new();
    private readonly double _nominalGroupAmpHours;
    private readonly double[] _baseSoc;
    private readonly double[] _lowSoc;
    private readonly double[] _highSoc;
    private readonly double[] _celsius;

    public PlantLines(PlantTables tables, double nominalGroupAmpHours, int lanes)
    {
        _tables = tables;
        _nominalGroupAmpHours = nominalGroupAmpHours;
        (_baseSoc, _lowSoc, _highSoc) = (new double[lanes], new double[lanes], new double[lanes]);
        (_celsius, Offset, CurvaturePerAmp) = (new double[lanes], new double[lanes], new double[lanes]);
        for (int channel = 0; channel < PlantTables.Channels; channel++)
            (Value[channel], Slope[channel]) = (new double[lanes], new double[lanes]);
    }

    /// <summary>By channel of <see cref="PlantTables"/>, then by group.</summary>
    public double[][] Value { get; } = new double[PlantTables.Channels][];

    public double[][] Slope { get; } = new double[PlantTables.Channels][];

    /// <summary>How far each group's SOC is into its interval.</summary>
    public double[] Offset { get; }

    /// <summary>Curvature of each group's polarisation, per ampere of the group.</summary>
    public double[] CurvaturePerAmp { get; }

    /// <summary>Whether any group's polarisation has ever been curved: where not, the branches save themselves the work.</summary>
    public bool Saturates { get; private set; }

    /// <summary>Follows one group to its SOC and temperature.</summary>
    public void Follow(int g, double soc, double celsius)
    {
        if (soc < _lowSoc[g] || soc > _highSoc[g] || Math.Abs(celsius - _celsius[g]) > RefreshCelsius)
            LookUp(g, soc, celsius);
        Offset[g] = soc - _baseSoc[g];
    }

    public void LookUp(int g, double soc, double celsius)
    {
        _tables.Fill(soc, celsius, _segment);
        _celsius[g] = celsius;
        (_baseSoc[g], _lowSoc[g], _highSoc[g]) = (_segment.BaseSoc, _segment.LowSoc, _segment.HighSoc);
        Offset[g] = soc - _segment.BaseSoc;
        CurvaturePerAmp[g] = _segment.SaturationPerRate / _nominalGroupAmpHours;
        Saturates |= _segment.SaturationPerRate > 0.0;
        for (int channel = 0; channel < PlantTables.Channels; channel++)
            (Value[channel][g], Slope[channel][g]) = (_segment.Value[channel], _segment.Slope[channel]);
    }

    public double At(int channel, int g) => Value[channel][g] + (Slope[channel][g] * Offset[g]);
}
