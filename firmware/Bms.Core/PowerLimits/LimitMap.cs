using Bms.Core.Configuration;

namespace Bms.Core.PowerLimits;

/// <summary>A permitted current over temperature and state of charge, in 1/1000: bilinear between the nodes, held beyond them.</summary>
public sealed class LimitMap
{
    private const int Full = 1000;

    private readonly short[] _temperatures;
    private readonly short[] _states;
    private readonly short[] _map;

    /// <summary>Makes one of a pack's two maps.</summary>
    public LimitMap(PowerSettings settings, short[] map)
    {
        _temperatures = settings.MapCentidegrees;
        _states = settings.MapSocPermyriad;
        _map = map;
    }

    /// <summary>What the map permits, 0…1000; 1000 where there is no map.</summary>
    public int Permille(int centidegrees, int socPermyriad)
    {
        if (_map.Length == 0)
            return Full;
        int row = Below(_temperatures, centidegrees);
        int column = Below(_states, socPermyriad);
        int width = _states.Length;
        int rowSpan = row + 1 < _temperatures.Length ? _temperatures[row + 1] - _temperatures[row] : 0;
        int columnSpan = column + 1 < width ? _states[column + 1] - _states[column] : 0;
        int fraction = Fraction(socPermyriad - _states[column], columnSpan);
        int lower = Along((row * width) + column, fraction);
        int share = Fraction(centidegrees - _temperatures[row], rowSpan);
        return share == 0 ? lower : lower + ((Along(((row + 1) * width) + column, fraction) - lower) * share / Full);
    }

    private int Along(int entry, int fraction)
    {
        int left = _map[entry];
        return fraction == 0 ? left : left + ((_map[entry + 1] - left) * fraction / Full);
    }

    private static int Fraction(int beyond, int span)
    {
        if (span <= 0 || beyond <= 0)
            return 0;
        return beyond >= span ? Full : beyond * Full / span;
    }

    private static int Below(short[] nodes, int value)
    {
        int node = 0;
        while (node + 2 < nodes.Length && value >= nodes[node + 1])
            node++;
        return node;
    }
}
