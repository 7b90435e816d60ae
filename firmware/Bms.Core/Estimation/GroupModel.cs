using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The electrical model of one series group: the cell profile's tables, decoded where they are interpolated, scaled for the cells in
/// parallel. <see cref="Locate"/> picks the place in the grid; the other members read the tables there. Bilinear over SOC and
/// temperature; outside the grid temperatures are held at its ends and the OCV goes on with the slope of its last segment.
/// </summary>
public sealed partial class GroupModel
{
    private const float OhmsPerNanoohm = 1e-9f;
    private const float SmallestSlopeVolts = 0.01f;
    private const float VoltsPerOcvStep = CellProfile.OcvStepMicrovolts * 1e-6f;
    private const float VoltsPerHysteresisStep = CellProfile.HysteresisStepMicrovolts * 1e-6f;
    private const float VoltsPerModelErrorStep = CellProfile.ModelErrorStepMicrovolts * 1e-6f;

    private const int StartCentidegrees = 2500;

    private readonly CellProfile _cell;
    private readonly int _nodes;
    private readonly int _temperatures;
    private readonly float[] _soc;
    private readonly float[] _inverseWidth;
    private readonly float[] _inverseTemperatureWidth;
    private readonly float _ocvBaseVolts;
    private readonly float _ohmsPerR0Step;
    private readonly float[] _ohmsPerBranchStep;
    private readonly short[] _ocv;
    private readonly short[] _hysteresis;
    private readonly short[] _r0;
    private readonly short[][] _branches;
    private int _node;
    private int _centidegrees;
    private int _temperatureNode;
    private float _temperatureFraction;
    private int _lower;
    private float _fraction;
    private float _ocvVolts;
    private float _slopeVolts;

    /// <summary>Prepares a checked cell profile for one pack.</summary>
    public GroupModel(PackConfiguration configuration)
    {
        CellProfile cell = configuration.Cell;
        float parallel = configuration.ParallelCells > 1 ? configuration.ParallelCells : 1;
        _cell = cell;
        CapacityMicroampHours = (long)cell.CapacityMicroampHours * configuration.ParallelCells;
        CapacityAmpHours = IntegerMath.ToFloat(CapacityMicroampHours) * 1e-6f;
        BranchCount = cell.TauMilliseconds.Length;
        HasHysteresis = cell.Hysteresis.Length > 0;
        HysteresisRate = cell.HysteresisRate;
        BaseVariance = Square(cell.UncertaintyMicrovolts * 1e-6f);
        OverpotentialVariance = Square(cell.UncertaintyOverpotentialPermille * 1e-3f);
        SocVariance = Square(cell.UncertaintySocPermyriad * 1e-4f);
        _ocv = cell.Ocv;
        _hysteresis = cell.Hysteresis;
        _r0 = cell.R0;
        _branches = cell.BranchResistance;
        _ocvBaseVolts = cell.OcvBaseMicrovolts * 1e-6f;
        _ohmsPerR0Step = cell.ResistanceStepNanoohms[0] * OhmsPerNanoohm / parallel;
        _ohmsPerBranchStep = new float[BranchCount];
        for (int branch = 0; branch < BranchCount; branch++)
            _ohmsPerBranchStep[branch] = cell.ResistanceStepNanoohms[branch + 1] * OhmsPerNanoohm / parallel;

        _nodes = cell.SocPermyriad.Length;
        _temperatures = cell.TemperatureCentidegrees.Length;
        _soc = new float[_nodes];
        _inverseWidth = new float[_nodes];
        for (int node = 0; node < _nodes; node++)
            _soc[node] = cell.SocPermyriad[node] * 1e-4f;
        for (int node = 0; node < _nodes - 1; node++)
            _inverseWidth[node] = 1f / (_soc[node + 1] - _soc[node]);
        _inverseTemperatureWidth = new float[_temperatures];
        for (int node = 0; node < _temperatures - 1; node++)
            _inverseTemperatureWidth[node] = 1f / (cell.TemperatureCentidegrees[node + 1] - cell.TemperatureCentidegrees[node]);
        LocateTemperature(StartCentidegrees);
    }

    /// <summary>Capacity of a group, in microampere-hours.</summary>
    public long CapacityMicroampHours { get; }

    /// <summary>Capacity of a group, in ampere-hours.</summary>
    public float CapacityAmpHours { get; }

    /// <summary>Polarisation branches, 0…3.</summary>
    public int BranchCount { get; }

    /// <summary>Whether the profile knows hysteresis.</summary>
    public bool HasHysteresis { get; }

    /// <summary>Rate of the hysteresis state over SOC.</summary>
    public float HysteresisRate { get; }

    /// <summary>Noise variance that is always there, for a filter without a state for the model's error and one second of averaging, in volts².</summary>
    public float BaseVariance { get; }

    /// <summary>Factor from squared overpotential to variance, for one second of averaging.</summary>
    public float OverpotentialVariance { get; }

    /// <summary>Factor from the squared slope of the OCV to variance, for one second of averaging, in SOC².</summary>
    public float SocVariance { get; }

    /// <summary>Open-circuit voltage at the place, mean of both branches, in volts.</summary>
    public float OcvVolts => _ocvVolts;

    /// <summary>Slope of the OCV over SOC at the place, in volts; not negative.</summary>
    public float SlopeVolts => _slopeVolts;

    /// <summary>Temperature of the place, in centidegrees; 25 °C before any has been given.</summary>
    public int Centidegrees => _centidegrees;

    /// <summary>Time constant of a branch, in seconds.</summary>
    public float TauSeconds(int branch) => _cell.TauMilliseconds[branch] * 1e-3f;

    /// <summary>Picks the place in the grid and looks the OCV up there.</summary>
    /// <param name="soc">State of charge; may lie outside 0…1.</param>
    /// <param name="centidegrees">Temperature, in centidegrees.</param>
    public void Locate(float soc, int centidegrees)
    {
        if (centidegrees != _centidegrees)
            LocateTemperature(centidegrees);
        LocateSoc(soc);
        LookUpOcv(soc);
    }

    /// <summary>
    /// The OCV at another SOC than the place's, at its temperature, in volts. The place stays. It is searched for from there.
    /// </summary>
    public float OcvAt(float soc)
    {
        float[] nodes = _soc;
        int node = _node;
        int last = _nodes - 2;
        while (node < last && soc >= nodes[node + 1])
            node++;
        while (node > 0 && soc < nodes[node])
            node--;
        short[] ocv = _ocv;
        int lower = (_temperatureNode * _nodes) + node;
        float left = ocv[lower];
        float right = ocv[lower + 1];
        float weight = _temperatureFraction;
        if (weight > 0f)
        {
            int upper = lower + _nodes;
            left += weight * (ocv[upper] - left);
            right += weight * (ocv[upper + 1] - right);
        }
        return _ocvBaseVolts + (VoltsPerOcvStep * (left + ((soc - nodes[node]) * _inverseWidth[node] * (right - left))));
    }

    /// <summary>Picks the place along SOC; returns the node at its left.</summary>
    internal int LocateSoc(float soc)
    {
        float[] nodes = _soc;
        int node = _node;
        int last = _nodes - 2;
        while (node < last && soc >= nodes[node + 1])
            node++;
        while (node > 0 && soc < nodes[node])
            node--;
        _node = node;
        float fraction = (soc - nodes[node]) * _inverseWidth[node];
        _fraction = fraction < 0f ? 0f : fraction > 1f ? 1f : fraction;
        _lower = (_temperatureNode * _nodes) + node;
        return node;
    }

    /// <summary>Looks the OCV and its slope up between the nodes of the place.</summary>
    internal void LookUpOcv(float soc)
    {
        short[] ocv = _ocv;
        int lower = _lower;
        float left = ocv[lower];
        float right = ocv[lower + 1];
        float weight = _temperatureFraction;
        if (weight > 0f)
        {
            int upper = lower + _nodes;
            left += weight * (ocv[upper] - left);
            right += weight * (ocv[upper + 1] - right);
        }
        int node = _node;
        float slope = VoltsPerOcvStep * (right - left) * _inverseWidth[node];
        _ocvVolts = _ocvBaseVolts + (VoltsPerOcvStep * left) + ((soc - _soc[node]) * slope);
        _slopeVolts = slope;
    }

    /// <summary>Picks the place along temperature.</summary>
    internal void LocateTemperature(int centidegrees)
    {
        _centidegrees = centidegrees;
        short[] nodes = _cell.TemperatureCentidegrees;
        int last = _temperatures - 2;
        if (last < 0)
            return;
        int node = _temperatureNode;
        while (node < last && centidegrees >= nodes[node + 1])
            node++;
        while (node > 0 && centidegrees < nodes[node])
            node--;
        _temperatureNode = node;
        float fraction = (centidegrees - nodes[node]) * _inverseTemperatureWidth[node];
        _temperatureFraction = fraction < 0f ? 0f : fraction > 1f ? 1f : fraction;
    }

    /// <summary>Ohmic resistance at the place, in ohms.</summary>
    public float R0Ohms() => _ohmsPerR0Step * Blend(_r0);

    /// <summary>Resistance of a branch at the place, in ohms.</summary>
    public float BranchOhms(int branch) => _ohmsPerBranchStep[branch] * Blend(_branches[branch]);

    /// <summary>Sum of all branches' resistances at the place, in ohms.</summary>
    public float TotalBranchOhms()
    {
        float sum = 0f;
        for (int branch = 0; branch < BranchCount; branch++)
            sum += BranchOhms(branch);
        return sum;
    }

    /// <summary>Half the gap between the OCV's branches at the place, in volts; 0 where the profile knows none.</summary>
    public float HysteresisVolts() => HasHysteresis ? VoltsPerHysteresisStep * Blend(_hysteresis) : 0f;

    /// <summary>
    /// Half the gap that opens at once with the sign of the current and holds through rest, at the place's temperature, in volts; 0
    /// where the profile knows none.
    /// </summary>
    public float InstantHysteresisVolts() =>
        _cell.InstantHysteresis.Length > 0 ? VoltsPerHysteresisStep * OverTemperature(_cell.InstantHysteresis) : 0f;

    /// <summary>
    /// What a resistance at the place is to be multiplied with while its own current (a branch's filtered one) charges; 1 where the
    /// profile knows no difference.
    /// </summary>
    public float ChargeResistanceFactor() =>
        _cell.ChargeResistancePermille.Length > 0 ? 1e-3f * Blend(_cell.ChargeResistancePermille) : 1f;

    /// <summary>
    /// One sigma of the model's own lasting error at the place without overpotential, in volts. Coloured: to be treated as a state, not
    /// as noise.
    /// </summary>
    public float UncertaintyVolts() => VoltsPerModelErrorStep * Blend(_cell.ModelError);

    /// <summary>The part of the model's own lasting error that grows with the overpotential, as a fraction of it, at the place's temperature.</summary>
    public float OverpotentialUncertainty() => 1e-3f * OverTemperature(_cell.ModelErrorOverpotentialPermille);

    /// <summary>Curvature of the polarisation at the place's temperature, in 1/C; 0 is linear.</summary>
    public float SaturationPerRate() => 1e-3f * OverTemperature(_cell.SaturationThousandths);

    private float OverTemperature(short[] table)
    {
        int upper = _temperatureFraction > 0f ? _temperatureNode + 1 : _temperatureNode;
        float lowerValue = table[_temperatureNode];
        return lowerValue + (_temperatureFraction * (table[upper] - lowerValue));
    }

    private float Blend(short[] table)
    {
        int lower = _lower;
        float left = table[lower];
        float right = table[lower + 1];
        float weight = _temperatureFraction;
        if (weight > 0f)
        {
            int upper = lower + _nodes;
            left += weight * (table[upper] - left);
            right += weight * (table[upper + 1] - right);
        }
        return left + (_fraction * (right - left));
    }

    private static float Square(float value) => value * value;
}
