using Bms.Core.Numerics;

namespace Bms.Core.Protection;

/// <summary>
/// How much a current above its rating has heated what carries it, as a fuse sees it: the integral of (I/rated)² − 1. The unit is
/// milliseconds at √2 times the rating; below the rating it cools by the same law.
/// </summary>
public sealed class OverloadHeat
{
    private const int FullPermille = 1000;
    private const int MostPermille = 30000;
    private const long SquarePermille = (long)FullPermille * FullPermille;

    private const long MostHeat = (int.MaxValue / 2) * SquarePermille;

    private readonly int _ratedMicroamps;

    // In millionths of a millisecond: what a short step adds must not be lost in the rounding.
    private long _heat;

    /// <summary>Makes one for a rating in microamps, above 0.</summary>
    public OverloadHeat(int ratedMicroamps)
    {
        _ratedMicroamps = ratedMicroamps > 0 ? ratedMicroamps : 1;
    }

    /// <summary>The heat, in milliseconds at √2 times the rating.</summary>
    public int Milliseconds => (int)(_heat / SquarePermille);

    /// <summary>Takes a current's magnitude over a time.</summary>
    public void Step(int microamps, int elapsedMilliseconds)
    {
        if (_heat == 0 && microamps <= _ratedMicroamps)
            return;
        long permille = IntegerMath.Clamp((long)microamps * FullPermille / _ratedMicroamps, 0, MostPermille);
        // At most 9·10⁸ times 2³¹: well within a long.
        long heat = _heat + (((permille * permille) - SquarePermille) * elapsedMilliseconds);
        _heat = IntegerMath.Clamp(heat, 0, MostHeat);
    }
}
