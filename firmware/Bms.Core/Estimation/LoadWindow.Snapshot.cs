using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>What a snapshot keeps of it, and what is left after a time without steps.</content>
public sealed partial class LoadWindow
{
    /// <summary>A pack's current in amperes, or a sum of many.</summary>
    private const float LargestAmps = 1e9f;
    private const float WholeFraction = 1f;

    /// <summary>
    /// Bound of a stored hysteresis. Where no voltage corrects it on its way to 1, the rounding of short steps carries it past that a little.
    /// </summary>
    internal const float LargestHysteresis = 2f;

    // What is taken to be left where nobody knows for how long nothing was counted: half, give or take half.
    private const float KeptUnknown = 0.5f;

    /// <summary>The largest magnitude of the branches' currents, in amperes.</summary>
    internal float LargestBranchAmps
    {
        get
        {
            float largest = FloatMath.Abs(_first);
            if (FloatMath.Abs(_second) > largest)
                largest = FloatMath.Abs(_second);
            return FloatMath.Abs(_third) > largest ? FloatMath.Abs(_third) : largest;
        }
    }

    /// <summary>The part of a first-order lag's state that is left after a time; a negative time is not known.</summary>
    internal static float Kept(float seconds, float inverseTau) =>
        seconds < 0f ? KeptUnknown : 1f - FloatMath.Approach(seconds * inverseTau);

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _first = archive.Number(_first, LargestAmps);
        _second = archive.Number(_second, LargestAmps);
        _third = archive.Number(_third, LargestAmps);
        FirstShare = archive.Number(FirstShare, 0f, WholeFraction);
        SecondShare = archive.Number(SecondShare, 0f, WholeFraction);
        ThirdShare = archive.Number(ThirdShare, 0f, WholeFraction);
        _sharesGrow = archive.Flag(_sharesGrow);
        Direction = archive.Number(Direction, WholeFraction);
        HysteresisKept = archive.Number(HysteresisKept, 0f, WholeFraction);
        HysteresisPull = archive.Number(HysteresisPull, LargestHysteresis);
        MovedSoc = archive.Number(MovedSoc, LargestAmps);
        UnknownSoc = archive.Number(UnknownSoc, 0f, LargestAmps);
        UnknownAmps = archive.Number(UnknownAmps, 0f, LargestAmps);
        Samples = archive.Whole(Samples, 0, int.MaxValue);
        _windowMilliseconds = archive.Whole(_windowMilliseconds, 0, int.MaxValue);
        _microvoltSum = archive.Whole(_microvoltSum, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _ampSum = archive.Number(_ampSum, LargestAmps);
        _firstSum = archive.Number(_firstSum, LargestAmps);
        _secondSum = archive.Number(_secondSum, LargestAmps);
        _thirdSum = archive.Number(_thirdSum, LargestAmps);
        // The factors of the period are made anew.
        if (archive.Reading)
            _periodMilliseconds = 0;
    }

    /// <summary>
    /// Nothing was counted for a time, and nothing flowed: the branches decay, with what a sensor's offset left in them. What was
    /// measured before belongs to another voltage and is dropped; what was counted stays.
    /// </summary>
    /// <param name="seconds">The time; negative where it is not known.</param>
    internal void Rest(float seconds)
    {
        float first = Kept(seconds, _inverseFirstTau);
        float second = Kept(seconds, _inverseSecondTau);
        float third = Kept(seconds, _inverseThirdTau);
        _first *= first;
        _second *= second;
        _third *= third;
        FirstShare *= first;
        SecondShare *= second;
        ThirdShare *= third;
        _sharesGrow = _branches > 0;
        EndDecay();
        _microvoltSum = 0;
        _ampSum = _firstSum = _secondSum = _thirdSum = 0f;
        Samples = 0;
    }
}
