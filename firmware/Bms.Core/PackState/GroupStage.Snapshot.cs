using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <content>Snapshot, restart.</content>
public sealed partial class GroupStage
{
    private const int Layout = 1;
    private const float LargestUnknownSoc = 1e9f;
    private const float LargestVolts = 10f;
    private const float LargestSlopeVolts = 1e6f;
    private const float LargestShare = 1e30f;
    private const float UnknownSeconds = 2592000f;

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        // Whether it is switched on belongs to the pack's identity, which the snapshot names.
        if (!_enabled)
            return;
        archive.Expect(Layout);
        _turn = archive.Whole(_turn, 0, _groups + 1);
        _secondHalf = archive.Flag(_secondHalf);
        _before = archive.Number(_before, 1f);
        _openVolts = archive.Number(_openVolts, LargestVolts);
        _slopeVolts = archive.Number(_slopeVolts, 0f, LargestSlopeVolts);
        _bendVolts = archive.Number(_bendVolts, LargestSlopeVolts);
        _socShare = archive.Number(_socShare, LargestShare);
        _resistanceMean = archive.Number(_resistanceMean, LargestVolts);
        _gainMean = archive.Number(_gainMean, 1f);
        _offsetMean = archive.Number(_offsetMean, 1f);
        _cycled = archive.Flag(_cycled);
        _contradictions = archive.Whole(_contradictions, 0, _groups);
        _staticSum = archive.Number(_staticSum, 10f * _groups);
        _countedNanocoulombs = archive.Whole(_countedNanocoulombs, -MostNanocoulombs, MostNanocoulombs);
        _unknownSoc = archive.Number(_unknownSoc, 0f, LargestUnknownSoc);
        _clockMilliseconds = archive.Whole(_clockMilliseconds, int.MinValue, int.MaxValue);
        _excessMicrovolts = archive.Whole(_excessMicrovolts, -LargestExcessMicrovolts, LargestExcessMicrovolts);
        _differenceSum = archive.Whole(_differenceSum, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _differenceCount = archive.Whole(_differenceCount, 0, int.MaxValue);
        _differenceLost = archive.Flag(_differenceLost);
        _load.Transfer(archive);
        for (int group = 0; group < _filters.Length; group++)
        {
            GroupFilter filter = _filters[group];
            filter.Transfer(archive);
            filter.CountedNanocoulombs = archive.Whole(filter.CountedNanocoulombs, -MostNanocoulombs, MostNanocoulombs);
            filter.UnknownSoc = archive.Number(filter.UnknownSoc, 0f, LargestUnknownSoc);
            filter.ClockMilliseconds = archive.Whole(filter.ClockMilliseconds, int.MinValue, int.MaxValue);
        }
        WeakestGroup = archive.Whole(WeakestGroup, 0, _groups - 1);
        StrongestGroup = archive.Whole(StrongestGroup, 0, _groups - 1);
        FullestGroup = archive.Whole(FullestGroup, 0, _groups - 1);
        if (archive.Reading)
            ShowRestored();
    }

    /// <summary>What is shown before each group's next turn.</summary>
    private void ShowRestored()
    {
        for (int group = 0; group < _filters.Length; group++)
        {
            GroupFilter filter = _filters[group];
            ResistanceFactor[group] = 1f + filter.Resistance;
            CapacityFactor[group] = 1f / (1f + filter.Gain);
            Known[group] = filter.UnseenMilliseconds < _unseenMilliseconds;
            SocSigma[group] = FloatMath.Sqrt(filter.SocVariance);
        }
    }

    /// <summary>Time has passed without steps: the groups drift apart by themselves, and nothing was seen of them.</summary>
    /// <param name="seconds">How long; negative where it is not known, which counts as a month.</param>
    internal void Resume(float seconds)
    {
        if (!_enabled)
            return;
        float passed = seconds < 0f ? UnknownSeconds : seconds;
        int milliseconds = passed < 2000000f ? (int)(passed * 1000f) : int.MaxValue;
        _load.Restart();
        _differenceSum = 0;
        _differenceCount = 0;
        _differenceLost = false;
        for (int group = 0; group < _filters.Length; group++)
        {
            GroupFilter filter = _filters[group];
            filter.Carry(0f, 0f, passed);
            filter.UnseenMilliseconds = Later(filter.UnseenMilliseconds, milliseconds);
        }
    }

    /// <summary>Forgets everything: every group is an average one of which nothing is known.</summary>
    internal void Restart()
    {
        Valid = false;
        _turn = 0;
        _secondHalf = false;
        _refreshed = false;
        _cycled = false;
        _contradictions = 0;
        _staticSum = 0f;
        _countedNanocoulombs = 0;
        _unknownSoc = 0f;
        _clockMilliseconds = 0;
        _excessMicrovolts = 0;
        _differenceSum = 0;
        _differenceCount = 0;
        _differenceLost = false;
        _takenSoc = _takenShare = 0f;
        _load.Restart();
        _model.Locate(0.5f, _model.Centidegrees);
        _load.ReadAll();
        for (int group = 0; group < _filters.Length; group++)
        {
            GroupFilter filter = _filters[group];
            filter.Restart();
            filter.CountedNanocoulombs = 0;
            filter.UnknownSoc = 0f;
            filter.ClockMilliseconds = 0;
            Known[group] = false;
            ResistanceFactor[group] = CapacityFactor[group] = 1f;
        }
    }
}
