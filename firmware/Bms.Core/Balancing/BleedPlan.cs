using Bms.Core.Configuration;
using Bms.Core.Numerics;
using Bms.Core.PackState;

namespace Bms.Core.Balancing;

/// <summary>
/// The charge that each group still has to give so that all are equal at the anchor. At a SOC a, group i holds (sᵢ − a)·Qᵢ more than it will
/// hold when the average arrives there; bled is what that exceeds the least of all groups by. Only what lies beyond the bounds of both
/// groups is planned, and a plan once made stands until the bounds exclude it: knowledge won at a steep end of the curve is used on the
/// plateau, where nothing is learned.
/// </summary>
/// <remarks>A group is looked at in a call. In a round the group of the lowest upper bound is found, to which the next round compares.</remarks>
public sealed partial class BleedPlan
{
    /// <summary>Version of the stored layout.</summary>
    public const int RecordVersion = 1;

    private const int HeaderBytes = 1;
    private const int GroupBytes = 4;
    private const float MilliPerOne = 1000f;
    private const float LargestCoulombs = 2.1e6f;

    private readonly int _groups;
    private readonly float _anchor;
    private readonly float _margin;
    private readonly float _smallest;
    private readonly float[] _left;
    private int _turn;
    private bool _something;
    private int _reference = -1;
    private float _referenceExcess;
    private float _referenceVariance;
    private float _referenceReach;
    private int _next = -1;
    private float _nextReach;
    private float _nextExcess;
    private float _nextVariance;

    /// <summary>Makes an empty plan.</summary>
    public BleedPlan(PackConfiguration configuration)
    {
        BalancingSettings settings = configuration.Balancing;
        _groups = configuration.SeriesGroups;
        _anchor = settings.AnchorPermyriad * 1e-4f;
        _margin = settings.MarginPermille * 1e-3f;
        _smallest = settings.SmallestPermyriad * 1e-4f;
        _left = new float[_groups];
        if (settings.Enabled && settings.Strategy == BalancingStrategy.Charge)
            LookForPlateau(configuration);
    }

    /// <summary>Charge still to bleed of each group, in coulombs, never negative. Owned by the plan: read only.</summary>
    public float[] LeftCoulombs => _left;

    /// <summary>Rounds since <see cref="Restart"/>; the first finds the group to compare with, the second compares.</summary>
    public int Rounds { get; private set; }

    /// <summary>The group that is looked at next.</summary>
    internal int Turn => _turn;

    /// <summary>Whether the last round left anything to bleed.</summary>
    internal bool Something { get; private set; }

    /// <summary>Bytes of the record for a number of groups.</summary>
    public static int LengthFor(int groups) => HeaderBytes + (GroupBytes * groups);

    /// <summary>Rounds begin anew, for the groups have moved; what is planned stays.</summary>
    internal void Restart()
    {
        _turn = 0;
        _reference = _next = -1;
        _something = Something = false;
        Rounds = 0;
    }

    /// <summary>Looks at the next group by what the groups' filters know.</summary>
    /// <param name="groups">The groups' states.</param>
    /// <param name="average">SOC of the average group.</param>
    /// <param name="averageSigma">One sigma of it.</param>
    /// <param name="capacityCoulombs">Capacity of the average group.</param>
    internal void Look(GroupStage groups, float average, float averageSigma, float capacityCoulombs)
    {
        int group = _turn;
        if (groups.Known[group])
        {
            float excess = groups.ExcessAt(group, average, _anchor);
            float variance = groups.ExcessVariance(group, average, _anchor);
            float reach = excess + (_margin * FloatMath.Sqrt(variance));
            if (_next < 0 || reach < _nextReach)
            {
                _next = group;
                _nextReach = reach;
                _nextExcess = excess;
                _nextVariance = variance;
            }
            int reference = _reference;
            if (reference == group)
                _left[group] = 0f;
            else if (reference >= 0)
                Compare(group, excess - _referenceExcess, variance + _referenceVariance,
                    averageSigma * (groups.CapacityFactor[group] - groups.CapacityFactor[reference]), capacityCoulombs);
        }
        Next();
    }

    /// <summary>Takes what was bled off the plan.</summary>
    internal void Take(int group, long nanocoulombs)
    {
        float left = _left[group] - (IntegerMath.ToFloat(nanocoulombs) * 1e-9f);
        _left[group] = left < 0f ? 0f : left;
    }

    /// <summary>Writes the plan: the number of groups and each one's millicoulombs.</summary>
    internal int Write(byte[] bytes)
    {
        bytes[0] = (byte)(_groups & 0xFF);
        for (int group = 0; group < _groups; group++)
        {
            int milli = (int)(FloatMath.Clamp(_left[group], 0f, LargestCoulombs) * MilliPerOne);
            int at = HeaderBytes + (GroupBytes * group);
            bytes[at] = (byte)(milli & 0xFF);
            bytes[at + 1] = (byte)((milli >> 8) & 0xFF);
            bytes[at + 2] = (byte)((milli >> 16) & 0xFF);
            bytes[at + 3] = (byte)((milli >> 24) & 0xFF);
        }
        return LengthFor(_groups);
    }

    /// <summary>Takes a plan up; false where it is not one of this pack.</summary>
    internal bool Read(byte[] bytes, int length)
    {
        if (length != LengthFor(_groups) || bytes[0] != (byte)_groups)
            return false;
        for (int group = 0; group < _groups; group++)
        {
            int milli = Milli(bytes, group);
            if (milli < 0 || milli > LargestCoulombs * MilliPerOne)
                return false;
        }
        for (int group = 0; group < _groups; group++)
            _left[group] = Milli(bytes, group) * (1f / MilliPerOne);
        return true;
    }

    private void Next()
    {
        _something |= _left[_turn] > 0f;
        _turn++;
        if (_turn < _groups)
            return;
        Something = _something;
        _something = false;
        _turn = 0;
        Rounds = IntegerMath.AddSaturating(Rounds, 1);
        _reference = _next;
        _referenceExcess = _nextExcess;
        _referenceVariance = _nextVariance;
        _referenceReach = _nextReach;
        _next = -1;
    }

    private static int Milli(byte[] bytes, int group)
    {
        int at = HeaderBytes + (GroupBytes * group);
        return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    }

    /// <summary>What is planned of a group is brought between the bounds of what it holds too much.</summary>
    private void Compare(int group, float excess, float variance, float shared, float capacityCoulombs)
    {
        float bound = _margin * FloatMath.Sqrt(variance + (shared * shared));
        Hold(group, excess - bound, excess + bound, capacityCoulombs);
    }

    /// <summary>Brings what is planned between two bounds, in parts of the capacity.</summary>
    private void Hold(int group, float lowest, float highest, float capacityCoulombs)
    {
        float left = _left[group];
        float least = lowest * capacityCoulombs;
        float most = highest * capacityCoulombs;
        if (most < 0f)
            most = 0f;
        // A little more than planned is not begun again: the estimate wanders.
        if (least > left + (_smallest * capacityCoulombs))
            left = least;
        _left[group] = left > most ? most : left;
    }
}
