namespace Bms.Core.Conformance;

/// <summary>
/// The stimulus' numbers: a linear congruential generator (multiplier 1664525, increment 1013904223, as in Numerical Recipes), of
/// which the upper half is used. Integers only, so that every machine makes the same ones.
/// </summary>
public sealed class StimulusNumbers
{
    private const uint Multiplier = 1664525;
    private const uint Increment = 1013904223;

    private uint _state;

    /// <summary>Starts a sequence.</summary>
    public StimulusNumbers(int seed)
    {
        _state = unchecked((uint)seed);
    }

    /// <summary>Sixteen bits, 0…65535.</summary>
    public int Next()
    {
        _state = unchecked((_state * Multiplier) + Increment);
        return (int)(_state >> 16);
    }

    /// <summary>A whole number from 0 up to but not including a bound of 1…65536.</summary>
    public int Below(int bound) => (Next() * bound) >> 16;

    /// <summary>A whole number within ± a bound of 0…32767.</summary>
    public int Around(int bound) => Below((2 * bound) + 1) - bound;
}
