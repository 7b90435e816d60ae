using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>
/// Open-circuit voltage and hysteresis over temperature: linear between the temperatures that say something of them,
/// and beyond them the voltage goes on with its entropy slope. A correction that stops at a SOC fades from there to that of the group which covers most.
/// </summary>
internal sealed class OcvLaw
{
    private readonly List<TemperatureGroup> _groups;
    private readonly TemperatureGroup? _widest;

    /// <param name="groups">All groups, coldest first.</param>
    public OcvLaw(IReadOnlyList<TemperatureGroup> groups)
    {
        _groups = [.. groups];
        Entropy = new EntropyLaw(groups, VoltsOf);
        _widest = groups.Where(group => group.Result is not null).MaxBy(group => group.Result!.HighestSoc - group.Result.LowestSoc);
    }

    /// <summary>Open-circuit voltage at the nodes, never falling, in volts.</summary>
    public double[] VoltsAt(double[] nodes, double celsius)
    {
        double[] volts = Blend(_groups, celsius, group => [.. nodes.Select(soc => VoltsOf(group, soc))]);
        double beyond = celsius - Math.Clamp(celsius, _groups[0].Celsius, _groups[^1].Celsius);
        for (int node = 0; node < nodes.Length && beyond != 0; node++)
            volts[node] += beyond * Entropy.VoltsPerKelvinAt(nodes[node]);
        OcvTables.MakeRising(volts);
        return volts;
    }

    /// <summary>Half the gap between the branches at the nodes, or null where there is no hysteresis.</summary>
    public double[]? HysteresisAt(double[] nodes, double celsius)
    {
        List<TemperatureGroup> known = _groups.FindAll(group => group.HysteresisVolts is not null && group.HasOwnCurve);
        return known.Count == 0
            ? null
            : Blend(known, celsius, group => [.. nodes.Select(soc => Math.Max(0, OcvCurve.At(group.HysteresisVolts!, soc)))]);
    }

    /// <summary>How it goes on beyond the measured temperatures.</summary>
    public EntropyLaw Entropy { get; }

    private double VoltsOf(TemperatureGroup group, double soc) =>
        group.Curve.ShiftedVoltsAt(soc, ShiftOf(group, soc)) + CorrectionOf(group, soc);

    private static double ShiftOf(TemperatureGroup group, double soc) =>
        group.Result is GroupResult result ? SocNodes.Interpolate(SocNodes.Shift, result.SocShift, soc) : 0;

    private double CorrectionOf(TemperatureGroup group, double soc)
    {
        if (group.Result is not GroupResult result)
            return 0;
        double held = Math.Clamp(soc, result.LowestSoc, result.HighestSoc);
        double own = SocNodes.Interpolate(SocNodes.Correction, result.CorrectionVolts, held);
        if (held == soc)
            return own;
        double fade = soc < held ? soc / held : (1 - soc) / (1 - held);
        if (ReferenceEquals(group, _widest))
            return own * fade;
        return CorrectionOf(_widest!, soc) + ((own - CorrectionOf(_widest!, held)) * fade);
    }

    private static double[] Blend(List<TemperatureGroup> groups, double celsius, Func<TemperatureGroup, double[]> make)
    {
        int right = groups.FindIndex(group => group.Celsius >= celsius);
        if (right < 0)
            return make(groups[^1]);
        if (right == 0)
            return make(groups[0]);
        double share = (celsius - groups[right - 1].Celsius) / (groups[right].Celsius - groups[right - 1].Celsius);
        return [.. make(groups[right - 1]).Zip(make(groups[right]), (first, second) => first + (share * (second - first)))];
    }
}
