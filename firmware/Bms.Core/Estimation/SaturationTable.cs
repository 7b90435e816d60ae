using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The secant gain asinh(u)/u of a saturating (Butler–Volmer) polarisation, as a table over v = u/(1 + u), which maps all arguments to
/// 0…1. The gain is smooth and level at 0, so straight lines between 65 nodes are within 2e-4 of it for u up to 30; beyond 63 the last
/// line goes on.
/// </summary>
public sealed class SaturationTable
{
    private const int Cells = 64;

    private readonly float[] _gain = new float[Cells + 1];

    /// <summary>Computes the table.</summary>
    public SaturationTable()
    {
        _gain[0] = 1f;
        for (int node = 1; node < Cells; node++)
        {
            float argument = (float)node / (Cells - node);
            _gain[node] = FloatMath.Asinh(argument, FloatMath.HypotenuseWithOne(argument)) / argument;
        }
        _gain[Cells] = 0f;
    }

    /// <summary>By how much the saturated value changes with the argument, at the last argument: 1 for small ones, falling to 0.</summary>
    public float Slope { get; private set; }

    /// <summary>The gain asinh(u)/u for an argument of at least 0; sets <see cref="Slope"/>.</summary>
    public float Gain(float argument)
    {
        float remainder = 1f / (1f + argument);
        float place = Cells - (Cells * remainder);
        int cell = (int)place;
        if (cell >= Cells)
            cell = Cells - 1;
        float[] table = _gain;
        float left = table[cell];
        float rise = table[cell + 1] - left;
        float gain = left + ((place - cell) * rise);
        Slope = gain + (Cells * rise * argument * remainder * remainder);
        return gain;
    }
}
