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

    private readonly int _ratedMicroamps;

    /// <summary>Makes one for a rating in microamps, above 0.</summary>
    public OverloadHeat(int ratedMicroamps)
    {
        _ratedMicroamps = ratedMicroamps > 0 ? ratedMicroamps : 1;
    }

    /// <summary>The heat, in milliseconds at √2 times the rating.</summary>
    public int Milliseconds { get; private set; }

    /// <summary>Takes a current's magnitude over a time.</summary>
    public void Step(int microamps, int elapsedMilliseconds)
    {
        if (Milliseconds == 0 && microamps <= _ratedMicroamps)
            return;
        long permille = IntegerMath.Clamp((long)microamps * FullPermille / _ratedMicroamps, 0, MostPermille);
        // At most 9·10⁸ times 2³¹: well within a long.
        long heat = Milliseconds + (((permille * permille) - SquarePermille) * elapsedMilliseconds / SquarePermille);
        Milliseconds = (int)IntegerMath.Clamp(heat, 0, int.MaxValue / 2);
    }
}
