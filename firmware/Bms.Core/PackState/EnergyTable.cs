using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// What one group gives between two states of charge while it is discharged at <see cref="ReferenceRate"/>: the integral over SOC of its
/// open-circuit voltage less hysteresis, and that of the drop over its resistances with settled polarisation; and the SOC at which its
/// voltage under a load falls to the maker's cut-off. All of it is summed up once from the profile's tables; between nodes it is
/// interpolated, over temperature too.
/// </summary>
internal sealed class EnergyTable
{
    /// <summary>The rate at which energy is stated, in C (capacity over one hour).</summary>
    internal const float ReferenceRate = 0.5f;

    // The loads whose cut-off is summed up: none, then doubling from C/4 to 4C.
    private const int Rates = 6;
    private const float SmallestRate = 0.25f;
    private const float VoltsPerMicrovolt = 1e-6f;
    private const float SmallestSaturation = 1e-3f;

    private readonly int _nodes;
    private readonly int _temperatures;
    private readonly short[] _centidegrees;
    private readonly float[] _inverseTemperatureWidth;
    private readonly float[] _soc;
    private readonly float[] _inverseWidth;
    private readonly float[] _open;
    private readonly float[] _drop;
    private readonly float[] _rates;
    private readonly float[] _cutOff;
    private int _temperatureNode;
    private float _temperatureFraction;
    private int _node;

    /// <summary>Sums a checked cell profile up.</summary>
    internal EnergyTable(PackConfiguration configuration)
    {
        CellProfile cell = configuration.Cell;
        var model = new GroupModel(configuration);
        _nodes = cell.SocPermyriad.Length;
        _temperatures = cell.TemperatureCentidegrees.Length;
        _centidegrees = cell.TemperatureCentidegrees;
        _soc = new float[_nodes];
        _inverseWidth = new float[_nodes];
        for (int node = 0; node < _nodes; node++)
            _soc[node] = cell.SocPermyriad[node] * 1e-4f;
        for (int node = 0; node < _nodes - 1; node++)
            _inverseWidth[node] = 1f / (_soc[node + 1] - _soc[node]);
        _inverseTemperatureWidth = new float[_temperatures];
        for (int node = 0; node < _temperatures - 1; node++)
            _inverseTemperatureWidth[node] = 1f / (_centidegrees[node + 1] - _centidegrees[node]);
        _open = new float[_nodes * _temperatures];
        _drop = new float[_nodes * _temperatures];
        _rates = new float[Rates];
        _rates[1] = SmallestRate;
        for (int rate = 2; rate < Rates; rate++)
            _rates[rate] = 2f * _rates[rate - 1];
        _cutOff = new float[Rates * _temperatures];
        float cutOffVolts = cell.MinimumMicrovolts * VoltsPerMicrovolt;
        for (int temperature = 0; temperature < _temperatures; temperature++)
        {
            SumUp(model, temperature);
            // Without a load a group is empty at SOC 0 by definition.
            for (int rate = 1; rate < Rates; rate++)
                _cutOff[(temperature * Rates) + rate] = FindCutOff(model, temperature, _rates[rate], cutOffVolts);
        }
    }

    /// <summary>Picks the temperature that all else holds for.</summary>
    internal void LocateTemperature(int centidegrees)
    {
        int last = _temperatures - 2;
        if (last < 0)
            return;
        short[] nodes = _centidegrees;
        int node = _temperatureNode;
        while (node < last && centidegrees >= nodes[node + 1])
            node++;
        while (node > 0 && centidegrees < nodes[node])
            node--;
        _temperatureNode = node;
        float fraction = (centidegrees - nodes[node]) * _inverseTemperatureWidth[node];
        _temperatureFraction = fraction < 0f ? 0f : fraction > 1f ? 1f : fraction;
    }

    /// <summary>
    /// The integral of the group's voltage from SOC 0 up to this one, at the reference rate, in volts: times ampere-hours it is energy.
    /// </summary>
    /// <param name="soc">State of charge, 0…1.</param>
    /// <param name="resistanceRatio">Resistance over the profile's.</param>
    internal float Volts(float soc, float resistanceRatio)
    {
        float[] nodes = _soc;
        int last = _nodes - 2;
        int node = _node;
        while (node < last && soc >= nodes[node + 1])
            node++;
        while (node > 0 && soc < nodes[node])
            node--;
        _node = node;
        float fraction = (soc - nodes[node]) * _inverseWidth[node];
        int lower = (_temperatureNode * _nodes) + node;
        float[] open = _open;
        float[] drop = _drop;
        float left = open[lower] - (resistanceRatio * drop[lower]);
        float right = open[lower + 1] - (resistanceRatio * drop[lower + 1]);
        float weight = _temperatureFraction;
        if (weight > 0f)
        {
            int upper = lower + _nodes;
            left += weight * (open[upper] - (resistanceRatio * drop[upper]) - left);
            right += weight * (open[upper + 1] - (resistanceRatio * drop[upper + 1]) - right);
        }
        return left + (fraction * (right - left));
    }

    /// <summary>The SOC at which the group's voltage under a load falls to the maker's cut-off; 0 where it never does before it is empty.</summary>
    /// <param name="rate">The load in C, times the resistance over the profile's; not negative.</param>
    internal float CutOffSoc(float rate)
    {
        float[] rates = _rates;
        int index = 0;
        while (index < Rates - 2 && rate >= rates[index + 1])
            index++;
        float fraction = (rate - rates[index]) / (rates[index + 1] - rates[index]);
        fraction = fraction > 1f ? 1f : fraction;
        float[] table = _cutOff;
        int lower = (_temperatureNode * Rates) + index;
        float left = table[lower];
        float right = table[lower + 1];
        float weight = _temperatureFraction;
        if (weight > 0f)
        {
            left += weight * (table[lower + Rates] - left);
            right += weight * (table[lower + Rates + 1] - right);
        }
        return left + (fraction * (right - left));
    }

    private void SumUp(GroupModel model, int temperature)
    {
        int row = temperature * _nodes;
        float openBefore = 0f;
        float dropBefore = 0f;
        for (int node = 0; node < _nodes; node++)
        {
            float soc = _soc[node];
            model.Locate(soc, _centidegrees[temperature]);
            float open = OpenVolts(model);
            float drop = DropVolts(model, ReferenceRate);
            if (node > 0)
            {
                float width = 0.5f * (soc - _soc[node - 1]);
                _open[row + node] = _open[row + node - 1] + (width * (openBefore + open));
                _drop[row + node] = _drop[row + node - 1] + (width * (dropBefore + drop));
            }
            openBefore = open;
            dropBefore = drop;
        }
    }

    private float FindCutOff(GroupModel model, int temperature, float rate, float cutOffVolts)
    {
        float before = 0f;
        for (int node = 0; node < _nodes; node++)
        {
            model.Locate(_soc[node], _centidegrees[temperature]);
            float volts = OpenVolts(model) - DropVolts(model, rate);
            if (volts >= cutOffVolts)
            {
                if (node == 0)
                    return 0f;
                float rise = volts - before;
                float share = rise > 0f ? (cutOffVolts - before) / rise : 1f;
                return _soc[node - 1] + (share * (_soc[node] - _soc[node - 1]));
            }
            before = volts;
        }
        return 1f;
    }

    /// <summary>The voltage without current after discharging, in volts.</summary>
    private static float OpenVolts(GroupModel model) => model.OcvVolts - model.HysteresisVolts() - model.InstantHysteresisVolts();

    /// <summary>What a discharge at a rate drops once every branch has settled, in volts.</summary>
    private static float DropVolts(GroupModel model, float rate)
    {
        float saturation = model.SaturationPerRate();
        float effective = rate;
        if (saturation > SmallestSaturation)
        {
            float leg = saturation * rate;
            effective = FloatMath.Asinh(leg, FloatMath.HypotenuseWithOne(leg)) / saturation;
        }
        return model.CapacityAmpHours * ((model.R0Ohms() * rate) + (model.TotalBranchOhms() * effective));
    }
}
