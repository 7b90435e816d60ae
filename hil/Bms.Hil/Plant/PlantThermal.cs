using System;

namespace Bms.Hil.Plant;

/// <summary>
/// Heat between groups, board and ambient: C·dT/dt = −K·T + ambient + heat, one node for each group and one for the board. It is
/// solved exactly for a heat that is constant over the interval, in the eigenvectors of C^−½·K·C^−½, so that any interval is stable.
/// </summary>
internal sealed class PlantThermal
{
    private readonly int _nodes;
    private readonly int _groups;
    private readonly double[] _rootCapacity;
    private readonly double[] _toAmbient;
    private readonly double[] _rates;
    private readonly double[] _vectors;
    private readonly double[] _decays;
    private readonly double[] _gains;
    private readonly double[] _modes;
    private readonly double[] _scaled;
    private readonly double[] _pushes;
    private readonly int[] _sensorNodes;
    private readonly double _sensorLagSeconds;
    private double _decaySeconds = double.NaN;
    private double _sensorDecay;

    public PlantThermal(PlantDefinition definition)
    {
        PlantThermalDefinition thermal = definition.Thermal;
        _groups = definition.Groups;
        _nodes = _groups + 1;
        _rootCapacity = new double[_nodes];
        _toAmbient = new double[_nodes];
        var matrix = new double[_nodes, _nodes];
        for (int g = 0; g < _groups; g++)
        {
            _rootCapacity[g] = Math.Sqrt(thermal.CellJoulesPerKelvin * definition.ParallelCells);
            _toAmbient[g] = thermal.CellToAmbientWattsPerKelvin * definition.ParallelCells;
            Connect(matrix, g, _groups, thermal.BoardToGroupWattsPerKelvin);
            if (g > 0)
                Connect(matrix, g - 1, g, thermal.NeighbourWattsPerKelvin);
        }
        _toAmbient[0] += thermal.EndToAmbientWattsPerKelvin;
        _toAmbient[_groups - 1] += thermal.EndToAmbientWattsPerKelvin;
        _rootCapacity[_groups] = Math.Sqrt(thermal.BoardJoulesPerKelvin);
        _toAmbient[_groups] = thermal.BoardToAmbientWattsPerKelvin;
        for (int i = 0; i < _nodes; i++)
        {
            matrix[i, i] += _toAmbient[i];
            for (int j = 0; j < _nodes; j++)
                matrix[i, j] /= _rootCapacity[i] * _rootCapacity[j];
        }
        _vectors = SymmetricEigen.Solve(matrix, out _rates);
        (_decays, _gains, _modes) = (new double[_nodes], new double[_nodes], new double[_nodes]);
        (_scaled, _pushes) = (new double[_nodes], new double[_nodes]);
        Celsius = new double[_nodes];
        Array.Fill(Celsius, definition.StartCelsius);
        _sensorLagSeconds = thermal.SensorLagSeconds;
        _sensorNodes = new int[thermal.SensorGroups.Count];
        for (int s = 0; s < _sensorNodes.Length; s++)
            _sensorNodes[s] = thermal.SensorGroups[s] == PlantThermalDefinition.Board ? _groups : thermal.SensorGroups[s];
        SensorCelsius = new double[_sensorNodes.Length];
        Array.Fill(SensorCelsius, definition.StartCelsius);
    }

    /// <summary>The groups in their order, then the board.</summary>
    public double[] Celsius { get; }

    /// <summary>What each sensor's own lag has let through.</summary>
    public double[] SensorCelsius { get; }

    /// <summary>Moves every node by <paramref name="seconds"/>, in which each took in its share of <paramref name="groupJoules"/>.</summary>
    public void Step(double seconds, double[] groupJoules, double boardJoules, double heaterWatts, double ambientCelsius)
    {
        if (seconds != _decaySeconds)
            UpdateDecays(seconds);
        for (int i = 0; i < _nodes; i++)
        {
            double watts = i < _groups ? (groupJoules[i] / seconds) + (heaterWatts / _groups) : boardJoules / seconds;
            _pushes[i] = (watts + (_toAmbient[i] * ambientCelsius)) / _rootCapacity[i];
            _scaled[i] = Celsius[i] * _rootCapacity[i];
        }
        for (int k = 0; k < _nodes; k++)
        {
            double mode = 0.0;
            double push = 0.0;
            for (int i = 0; i < _nodes; i++)
            {
                double vector = _vectors[(k * _nodes) + i];
                mode += vector * _scaled[i];
                push += vector * _pushes[i];
            }
            _modes[k] = (mode * _decays[k]) + (push * _gains[k]);
        }
        for (int i = 0; i < _nodes; i++)
        {
            double sum = 0.0;
            for (int k = 0; k < _nodes; k++)
                sum += _vectors[(k * _nodes) + i] * _modes[k];
            Celsius[i] = sum / _rootCapacity[i];
        }
        for (int s = 0; s < _sensorNodes.Length; s++)
        {
            double there = Celsius[_sensorNodes[s]];
            SensorCelsius[s] = there + ((SensorCelsius[s] - there) * _sensorDecay);
        }
    }

    private static void Connect(double[,] matrix, int i, int j, double wattsPerKelvin)
    {
        matrix[i, i] += wattsPerKelvin;
        matrix[j, j] += wattsPerKelvin;
        matrix[i, j] -= wattsPerKelvin;
        matrix[j, i] -= wattsPerKelvin;
    }

    private void UpdateDecays(double seconds)
    {
        _decaySeconds = seconds;
        _sensorDecay = _sensorLagSeconds > 0.0 ? PlantMath.Exp(-seconds / _sensorLagSeconds) : 0.0;
        for (int k = 0; k < _nodes; k++)
        {
            double z = Math.Max(_rates[k], 0.0) * seconds;
            _decays[k] = PlantMath.Exp(-z);
            _gains[k] = seconds * PlantMath.MeanDecay(z);
        }
    }
}
