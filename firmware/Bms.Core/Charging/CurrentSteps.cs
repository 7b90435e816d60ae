using Bms.Core.Configuration;

namespace Bms.Core.Charging;

/// <summary>The current of a fast charge in steps over state of charge and temperature, each with a hysteresis.</summary>
internal sealed class CurrentSteps
{
    private const int SocHysteresisPermyriad = 200;
    private const int HysteresisCentidegrees = 100;

    private readonly short[] _centidegrees;
    private readonly short[] _soc;
    private readonly short[] _permille;
    private readonly int _perPermille;
    private int _column;
    private int _cold = -1;
    private int _hot = -1;

    public CurrentSteps(PackConfiguration configuration)
    {
        ChargingSettings settings = configuration.Charging;
        _centidegrees = settings.StepCentidegrees;
        _soc = settings.StepSocPermyriad;
        _permille = settings.StepPermille;
        _perPermille = configuration.ChargeLimitMicroamps / 1000;
    }

    /// <summary>The current, in microamps of the pack: the smaller one of what coldest and hottest group may have.</summary>
    /// <param name="socPermyriad">State of charge of the fullest group.</param>
    /// <param name="coldest">The lowest temperature, in centidegrees.</param>
    /// <param name="hottest">The highest.</param>
    public int Microamps(int socPermyriad, int coldest, int hottest)
    {
        short[] soc = _soc;
        int column = _column;
        while (column < soc.Length - 1 && socPermyriad >= soc[column])
            column++;
        while (column > 0 && socPermyriad < soc[column - 1] - SocHysteresisPermyriad)
            column--;
        _column = column;
        _cold = Row(_cold, coldest);
        _hot = Row(_hot, hottest);
        if (_cold < 0 || _hot < 0)
            return 0;
        int cold = _permille[(_cold * soc.Length) + column];
        int hot = _permille[(_hot * soc.Length) + column];
        return (cold < hot ? cold : hot) * _perPermille;
    }

    private int Row(int row, int centidegrees)
    {
        short[] nodes = _centidegrees;
        while (row >= 0 && centidegrees < nodes[row])
            row--;
        while (row < nodes.Length - 1 && centidegrees >= nodes[row + 1] + HysteresisCentidegrees)
            row++;
        return row;
    }
}
