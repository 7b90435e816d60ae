namespace Bms.Hil.Plant;

/// <summary>The string current over the last parts of steps, for sensors that look a little into the past.</summary>
internal sealed class PlantHistory
{
    private const int Length = 32;
    private readonly double[] _endSeconds = new double[Length];
    private readonly double[] _amps = new double[Length];
    private int _newest = -1;
    private int _count;

    public void Add(double endSeconds, double amps)
    {
        _newest = (_newest + 1) % Length;
        _endSeconds[_newest] = endSeconds;
        _amps[_newest] = amps;
        if (_count < Length)
            _count++;
    }

    /// <summary>The current of the part that ends at <paramref name="seconds"/> or contains it; the oldest kept before that.</summary>
    public double At(double seconds)
    {
        int found = _newest;
        for (int back = 1; back < _count; back++)
        {
            int earlier = (_newest - back + Length) % Length;
            if (_endSeconds[earlier] < seconds)
                break;
            found = earlier;
        }
        return _amps[found];
    }
}
