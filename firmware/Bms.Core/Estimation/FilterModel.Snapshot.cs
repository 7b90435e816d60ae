using Bms.Core.Configuration;

namespace Bms.Core.Estimation;

/// <content>What a snapshot keeps of it: the tables are read in turns, so what has been read is a state too.</content>
public sealed partial class FilterModel
{
    private const float Largest = 1e6f;

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        LineSoc = archive.Number(LineSoc, Largest);
        LineVolts = archive.Number(LineVolts, Largest);
        LineSlope = archive.Number(LineSlope, Largest);
        OhmicOhms = archive.Number(OhmicOhms, Largest);
        _fastOhms = archive.Number(_fastOhms, Largest);
        MiddleOhms = archive.Number(MiddleOhms, Largest);
        SlowOhms = archive.Number(SlowOhms, Largest);
        HysteresisVolts = archive.Number(HysteresisVolts, Largest);
        ArgumentPerAmp = archive.Number(ArgumentPerAmp, 0f, Largest);
        _turn = archive.Whole(_turn, 0, TableCount - 1);
        _lineNode = archive.Whole(_lineNode, -1, CellProfile.MaximumSocNodes);
        _readLine = archive.Flag(_readLine);
    }
}
