using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// Every series group's state of charge, from the pack's average and the group's difference to it (bar-delta filtering, see
/// <see cref="GroupFilter"/>). The average is that of all groups, whichever can be seen. Each time the estimator has run one group has half
/// its turn; after the last one the differences are summed, balanced, and the extremes named, in a run each: N groups take 2·N + 3 runs.
/// </summary>
public sealed partial class GroupStage
{
    private const int LargestExcessMicrovolts = 500000;

    // The mean of a bent curve is not the curve at the mean. What the groups' differences say of that feeds back into them: half of it is
    // the smaller mistake (measured: none of it costs the ternary pack 0.3 % of SOC, all of it the plateau pack 1 %).
    private const float MeanTrust = 0.5f;
    private const float MillisecondsPerHour = 3600000f;
    private const float NanocoulombsPerMicroampHour = 3600000f;

    private readonly bool _enabled;
    private readonly int _groups;
    private readonly int _unseenMilliseconds;
    private readonly int _gapMilliseconds;
    private readonly float _socPerNanocoulomb;
    private readonly float _share;
    private readonly GroupFilter[] _filters;
    private readonly GroupModel _model;
    private readonly GroupLoad _load;

    private int _turn;
    private bool _secondHalf;
    private bool _refreshed;
    private bool _cycled;
    private int _contradictions;
    private float _staticSum;

    // Counted since the start, each group from where it was last carried on.
    private long _countedNanocoulombs;
    private float _unknownSoc;
    private int _clockMilliseconds;

    // The voltage of the group whose turn is next less the average group's, over the controller's steps.
    private int _excessMicrovolts;
    private long _differenceSum;
    private int _differenceCount;
    private bool _differenceLost;

    /// <summary>Makes the stage for one pack.</summary>
    public GroupStage(PackConfiguration configuration)
    {
        int groups = configuration.SeriesGroups;
        PackStateSettings settings = configuration.PackState;
        Soc = new float[groups];
        SocSigma = new float[groups];
        ResistanceFactor = new float[groups];
        CapacityFactor = new float[groups];
        Known = new bool[groups];
        _groups = groups;
        _enabled = settings.Enabled && groups > 1;
        _unseenMilliseconds = settings.GroupUnseenMilliseconds;
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        _share = 1f / groups;
        _model = new GroupModel(configuration);
        _load = new GroupLoad(_model);
        _socPerNanocoulomb = 1f / (IntegerMath.ToFloat(_model.CapacityMicroampHours) * NanocoulombsPerMicroampHour);
        _filters = new GroupFilter[_enabled ? groups : 0];
        GroupPrior prior = new GroupPrior(settings);
        for (int group = 0; group < _filters.Length; group++)
            _filters[group] = new GroupFilter(prior);
        for (int group = 0; group < groups; group++)
            ResistanceFactor[group] = CapacityFactor[group] = 1f;
        Restart();
    }

    /// <summary>True once the groups' states mean something.</summary>
    public bool Valid { get; private set; }

    /// <summary>State of charge of each group, 0…1. Owned by the stage: read only.</summary>
    public float[] Soc { get; }

    /// <summary>One standard deviation of it, 0…1, what the average's own is in it.</summary>
    public float[] SocSigma { get; }

    /// <summary>Resistance of each group over the average group's, 1 where nothing is known.</summary>
    public float[] ResistanceFactor { get; }

    /// <summary>Capacity of each group over the average group's, 1 where nothing is known.</summary>
    public float[] CapacityFactor { get; }

    /// <summary>Whether each group's difference has been seen of late; where not, its state is counted on from what was last known.</summary>
    public bool[] Known { get; }

    /// <summary>The group that would be empty first: least charge held.</summary>
    public int WeakestGroup { get; private set; }

    /// <summary>The group that holds most charge.</summary>
    public int StrongestGroup { get; private set; }

    /// <summary>The group that would be full first: least charge to go.</summary>
    public int FullestGroup { get; private set; }

    /// <summary>
    /// By how much the mean of the usable voltages lies above the average group's voltage, in microvolts: what the estimator has to take
    /// off it, so that it neither jumps when a group drops out nor takes a lie in. To be asked once a step, before the estimator.
    /// </summary>
    public int MeanExcessMicrovolts(Measurements measurements, MeasurementStage measurement)
    {
        int excess = 0;
        ChannelSummary cells = measurement.Cells;
        if (_cycled && cells.UsableCount > 0)
        {
            excess = cells.LostCount > 0 || _contradictions > 0
                ? ExcessOfSome(measurements, measurement)
                : Microvolts(MeanTrust * _staticSum * _share);
        }
        _excessMicrovolts = excess;
        return excess;
    }

    /// <summary>
    /// A group's state of charge at the average's present one, 0…1: all groups as of one moment, where <see cref="Soc"/> has every other
    /// one as of the run before.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="average">The average's state of charge now.</param>
    public float SocAt(int group, float average)
    {
        float soc = _enabled ? average + _filters[group].Soc : average;
        return soc > 0f ? soc < 1f ? soc : 1f : 0f;
    }

    /// <summary>Takes one step.</summary>
    public void Step(Measurements measurements, MeasurementStage measurement, EstimationStage estimation)
    {
        if (_enabled)
            Collect(measurements, measurement);
        if (!estimation.Stepped || (!Valid && measurement.Cells.UsableCount == 0))
            return;
        Valid = true;
        IStateEstimator estimator = estimation.Estimator;
        float average = estimator.Soc;
        float[] socs = Soc;
        if (!_enabled)
        {
            float sigma = estimator.SocSigma;
            for (int group = 0; group < socs.Length; group++)
            {
                socs[group] = average;
                SocSigma[group] = sigma;
            }
            return;
        }
        EstimatorInput input = estimation.Input;
        Count(input);
        bool second = _secondHalf;
        TakeTurn(second, average, estimation);
        _differenceSum = 0;
        _differenceCount = 0;
        _differenceLost = false;
        GroupFilter[] filters = _filters;
        // Every other group: what a run adds to a SOC is little. All of them at first.
        int stride = _refreshed ? 2 : 1;
        for (int group = second && _refreshed ? 1 : 0; group < socs.Length; group += stride)
        {
            float soc = average + filters[group].Soc;
            socs[group] = soc < 0f ? 0f : soc > 1f ? 1f : soc;
        }
        _refreshed = true;
    }

    private void TakeTurn(bool second, float average, EstimationStage estimation)
    {
        int turn = _turn;
        if (turn > _groups)
        {
            Name(average);
            _turn = 0;
            _secondHalf = false;
            return;
        }
        if (turn < _groups)
        {
            float sigma = estimation.Estimator.SocSigma;
            if (second)
                LookAt(turn, sigma, estimation.Input, estimation.OnTrial);
            else
                Expect(turn, average, sigma, estimation.Input);
        }
        else if (second)
        {
            Balance();
        }
        else
        {
            Sum();
        }
        _secondHalf = !second;
        if (second)
            _turn = turn + 1;
    }

    private void Collect(Measurements measurements, MeasurementStage measurement)
    {
        int group = _turn;
        if (group >= _groups || !_secondHalf)
            return;
        if (VoltageHidden || !measurement.IsCellUsable(group))
        {
            _differenceLost = true;
            return;
        }
        _differenceSum += measurements.CellMicrovolts[group] - (measurement.Cells.Mean - _excessMicrovolts);
        _differenceCount++;
    }

    /// <summary>What the estimator has counted.</summary>
    private void Count(EstimatorInput input)
    {
        int milliseconds = input.ElapsedMilliseconds;
        long charge = input.ChargeNanocoulombs;
        _clockMilliseconds = unchecked(_clockMilliseconds + milliseconds);
        _countedNanocoulombs = IntegerMath.Clamp(_countedNanocoulombs + charge, -MostNanocoulombs, MostNanocoulombs);
        bool known = input.CurrentKnown;
        if (!known)
            _unknownSoc += milliseconds / MillisecondsPerHour;
        else if (milliseconds > _gapMilliseconds)
            _unknownSoc += FloatMath.Abs((float)IntegerMath.Clamp(charge, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat) * _socPerNanocoulomb);
        _load.Advance(milliseconds, known ? input.MeanMicroamps * 1e-6f : 0f);
    }

    /// <summary>The mean of those that are believed, each less what sets it apart.</summary>
    private int ExcessOfSome(Measurements measurements, MeasurementStage measurement)
    {
        int[] microvolts = measurements.CellMicrovolts;
        GroupFilter[] filters = _filters;
        float overpotential = _load.Volts;
        // Where half of them or more contradict, it is the average that is in doubt.
        bool doubts = 2 * _contradictions < _groups;
        float apart = 0f;
        int sum = 0;
        int count = 0;
        for (int group = 0; group < filters.Length; group++)
        {
            GroupFilter filter = filters[group];
            if (!measurement.IsCellUsable(group) || (doubts && filter.ContradictingMilliseconds > 0))
                continue;
            sum += microvolts[group];
            apart += filter.StaticVolts + (filter.Resistance * overpotential);
            count++;
        }
        return count == 0 ? 0 : (int)IntegerMath.Clamp(
            measurement.Cells.Mean - (sum / count) + Microvolts(apart / count), -LargestExcessMicrovolts, LargestExcessMicrovolts);
    }

    private static int Microvolts(float volts) =>
        (int)(FloatMath.Clamp(volts, -LargestExcessMicrovolts * 1e-6f, LargestExcessMicrovolts * 1e-6f) * 1e6f);
}
