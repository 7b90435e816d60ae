namespace Bms.Core.Estimation;

/// <summary>
/// The group model as a filter with two polarisation branches uses it, kept up to date piece by piece, so that a step costs the same
/// however many tables there are: the OCV as the line between the two nodes around the present place, the slowly changing tables
/// (temperature, resistances, hysteresis, saturation) in turn. The two slowest branches are
/// "middle" and "slow"; of three, the fastest is counted as ohmic, for its lag is short beside the time in which the filter moves.
/// </summary>
public sealed partial class FilterModel
{
    /// <summary>Refreshes after which everything is of the present place, if that has stayed: each table, and the line in between.</summary>
    public const int RefreshesForAll = TableCount + 1;

    private const int TableCount = 7;

    private const float SmallestCurvature = 1e-3f;

    // The OCV as a line through the place of the last refresh.
    internal float LineSoc;
    internal float LineVolts;
    internal float LineSlope;
    internal float OhmicOhms;
    internal float MiddleOhms;
    internal float SlowOhms;
    internal float HysteresisVolts;

    /// <summary>What turns a branch's current into the argument of its saturation, in 1/A; 0 where it is linear.</summary>
    internal float ArgumentPerAmp;

    private readonly GroupModel _model;
    private readonly int _fastBranch;
    private readonly int _middleBranch;
    private readonly int _slowBranch;
    private readonly float _inverseCapacity;
    private float _fastOhms;
    private int _turn;
    private int _lineNode = -1;
    private bool _readLine;

    /// <summary>Prepares the model of one group.</summary>
    public FilterModel(GroupModel model)
    {
        _model = model;
        int count = model.BranchCount;
        _slowBranch = count - 1;
        _middleBranch = count - 2;
        _fastBranch = count - 3;
        InverseSlowTau = InverseTau(_slowBranch);
        InverseMiddleTau = InverseTau(_middleBranch);
        _inverseCapacity = model.CapacityAmpHours > 0f ? 1f / model.CapacityAmpHours : 0f;
    }

    /// <summary>One over the middle branch's time constant, in 1/s; 0 where there is none.</summary>
    public float InverseMiddleTau { get; }

    /// <summary>One over the slow branch's time constant, in 1/s; 0 where there is none.</summary>
    public float InverseSlowTau { get; }

    /// <summary>Whether there is a middle branch.</summary>
    public bool HasMiddle => _middleBranch >= 0;

    /// <summary>Whether there is a slow branch.</summary>
    public bool HasSlow => _slowBranch >= 0;

    /// <summary>Begins to read everything anew; it takes <see cref="RefreshesForAll"/> refreshes.</summary>
    public void StartReading()
    {
        _turn = 0;
        _readLine = true;
    }

    /// <summary>
    /// Reads everything at a place at once, for the last known temperature, so that there is something to expect from the first step
    /// on; then begins to read anew. Not for use within a step.
    /// </summary>
    public void ReadAll(float soc)
    {
        StartReading();
        for (int refresh = 0; refresh < RefreshesForAll; refresh++)
            Refresh(soc, _model.Centidegrees);
        StartReading();
    }

    /// <summary>
    /// Follows the place: looks the OCV's line up where the place has come between other nodes or the temperature has changed, else
    /// reads the next slow table. Never both, and never the line twice in succession.
    /// </summary>
    /// <param name="soc">State of charge; may lie outside 0…1.</param>
    /// <param name="centidegrees">Temperature; it is followed when its turn comes.</param>
    public void Refresh(float soc, int centidegrees)
    {
        GroupModel model = _model;
        int node = model.LocateSoc(soc);
        if (node != _lineNode && !_readLine)
        {
            model.LookUpOcv(soc);
            LineSoc = soc;
            LineVolts = model.OcvVolts;
            LineSlope = model.SlopeVolts;
            _lineNode = node;
            _readLine = true;
            return;
        }
        _readLine = false;
        int turn = _turn;
        _turn = turn == TableCount - 1 ? 0 : turn + 1;
        Read(turn, centidegrees);
    }

    private void Read(int turn, int centidegrees)
    {
        GroupModel model = _model;
        switch (turn)
        {
            case 0:
                model.LocateTemperature(centidegrees);
                // The line is of the old temperature.
                _lineNode = -1;
                break;
            case 1:
                _fastOhms = _fastBranch < 0 ? 0f : model.BranchOhms(_fastBranch);
                break;
            case 2:
                OhmicOhms = model.R0Ohms() + _fastOhms;
                break;
            case 3:
                MiddleOhms = _middleBranch < 0 ? 0f : model.BranchOhms(_middleBranch);
                break;
            case 4:
                SlowOhms = _slowBranch < 0 ? 0f : model.BranchOhms(_slowBranch);
                break;
            case 5:
                HysteresisVolts = model.HysteresisVolts();
                break;
            default:
                float perRate = model.SaturationPerRate();
                ArgumentPerAmp = perRate < SmallestCurvature ? 0f : perRate * _inverseCapacity;
                break;
        }
    }

    private float InverseTau(int branch) => branch < 0 ? 0f : 1f / _model.TauSeconds(branch);
}
