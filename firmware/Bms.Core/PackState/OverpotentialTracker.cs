using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// What the profile says that the load drops in a group, from the measured current alone: ohmic drop and the branches' polarisation, over
/// windows of some seconds. It knows nothing of any estimate but the place at which it reads the tables, one of them a window.
/// </summary>
public sealed class OverpotentialTracker
{
    private const int Zero = 3;
    private const int TableCount = 4;
    private const float UnseenRate = 0.17f;
    private const float SettledAmps = 1e-6f;
    private const int LargestCentidegrees = 1000000;

    private readonly GroupModel _model;
    private readonly int _branches;
    private readonly float[] _tauSeconds;
    private readonly float[] _amps = new float[Zero];
    private readonly float[] _ohms = new float[TableCount];
    private readonly float _unseenAmps;
    private float _unsettledAmps;
    private int _table;
    private float _placeSoc = 0.5f;
    private int _placeCentidegrees = 2500;

    /// <summary>Makes a tracker with a model of its own, whose place nobody else moves.</summary>
    public OverpotentialTracker(PackConfiguration configuration)
    {
        _model = new GroupModel(configuration);
        _branches = _model.BranchCount;
        _tauSeconds = new float[Zero];
        for (int branch = 0; branch < _branches; branch++)
            _tauSeconds[branch] = _model.TauSeconds(branch);
        _model.Locate(_placeSoc, _placeCentidegrees);
        for (int table = 0; table < TableCount; table++)
            Read();
        _unseenAmps = UnseenRate * _model.CapacityAmpHours;
    }

    /// <summary>The model, at the place of the last window.</summary>
    public GroupModel Model => _model;

    /// <summary>Drop over the last window by the profile, in volts; positive while charging.</summary>
    public float Volts { get; private set; }

    /// <summary>What a load before anyone looked may have left in the branches, one sigma in volts.</summary>
    public float UnsettledVolts { get; private set; }

    private float BranchOhms
    {
        get
        {
            float sum = 0f;
            for (int branch = 0; branch < _branches; branch++)
                sum += _ohms[branch];
            return sum;
        }
    }

    /// <summary>Moves to the place of the next window and reads one table there; <see cref="Take"/> is to follow.</summary>
    /// <param name="soc">The place.</param>
    /// <param name="centidegrees">The temperature of the place.</param>
    public void Place(float soc, int centidegrees)
    {
        _model.Locate(soc, centidegrees);
        _placeSoc = soc;
        _placeCentidegrees = centidegrees;
        Read();
    }

    /// <summary>Takes one window at that place.</summary>
    /// <param name="seconds">Its length; positive.</param>
    /// <param name="meanAmps">Its mean current, in amperes of the pack.</param>
    /// <param name="samples">Voltage samples in it, at least 1; the last one was taken at its end.</param>
    public void Take(float seconds, float meanAmps, int samples)
    {
        float[] ohms = _ohms;
        float[] branchAmps = _amps;
        float[] taus = _tauSeconds;
        int branches = _branches;
        float volts = meanAmps * ohms[Zero];
        float endShare = 1f / samples;
        float slowest = 0f;
        for (int branch = 0; branch < branches; branch++)
        {
            float tau = taus[branch];
            float follow = FloatMath.Approach(seconds / tau);
            float before = branchAmps[branch];
            float away = before - meanAmps;
            float after = before - (follow * away);
            // The mean of an exponential; of few samples, the last of which is at the end, rather that end.
            float mean = meanAmps + (away * follow * tau / seconds);
            volts += ohms[branch] * (mean + (endShare * (after - mean)));
            branchAmps[branch] = after < FloatMath.Negligible && after > -FloatMath.Negligible ? 0f : after;
            slowest = follow;
        }
        Volts = volts;
        float unsettled = _unsettledAmps;
        if (unsettled > 0f)
        {
            unsettled -= unsettled * slowest;
            _unsettledAmps = unsettled > SettledAmps ? unsettled : 0f;
        }
        UnsettledVolts = unsettled > 0f ? unsettled * BranchOhms : 0f;
    }

    /// <summary>Begins anew: at rest for nobody knows how long, or under a load of which nobody has seen the beginning.</summary>
    public void Restart(bool resting)
    {
        for (int branch = 0; branch < Zero; branch++)
            _amps[branch] = 0f;
        _unsettledAmps = resting ? 0f : _unseenAmps;
    }

    /// <summary>Walks the state through an archive, the place with it.</summary>
    internal void Transfer(StateArchive archive)
    {
        const float LargestAmps = 1e9f;
        for (int branch = 0; branch < Zero; branch++)
            _amps[branch] = archive.Number(_amps[branch], LargestAmps);
        for (int table = 0; table < TableCount; table++)
            _ohms[table] = archive.Number(_ohms[table], 0f, LargestAmps);
        _unsettledAmps = archive.Number(_unsettledAmps, 0f, LargestAmps);
        _table = archive.Whole(_table, 0, TableCount - 1);
        _placeSoc = archive.Number(_placeSoc, 0f, 1f);
        _placeCentidegrees = archive.Whole(_placeCentidegrees, -LargestCentidegrees, LargestCentidegrees);
        if (archive.Reading)
            _model.Locate(_placeSoc, _placeCentidegrees);
    }

    private void Read()
    {
        int table = _table;
        _table = table == TableCount - 1 ? 0 : table + 1;
        if (table == Zero)
            _ohms[Zero] = _model.R0Ohms();
        else
            _ohms[table] = table < _branches ? _model.BranchOhms(table) : 0f;
    }
}
