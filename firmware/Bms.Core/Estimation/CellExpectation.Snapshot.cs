namespace Bms.Core.Estimation;

/// <content>What a snapshot keeps of it: the tables are read in turns, so what has been read is a state too.</content>
public sealed partial class CellExpectation
{
    private const float Largest = 1e6f;

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _zeroOhms = archive.Number(_zeroOhms, Largest);
        _firstOhms = archive.Number(_firstOhms, Largest);
        _secondOhms = archive.Number(_secondOhms, Largest);
        _thirdOhms = archive.Number(_thirdOhms, Largest);
        BranchOhms = archive.Number(BranchOhms, Largest);
        _chargeFactor = archive.Number(_chargeFactor, Largest);
        _argumentPerAmp = archive.Number(_argumentPerAmp, 0f, Largest);
        HysteresisVolts = archive.Number(HysteresisVolts, Largest);
        InstantHysteresisVolts = archive.Number(InstantHysteresisVolts, Largest);
        ErrorVolts = archive.Number(ErrorVolts, Largest);
        ErrorFraction = archive.Number(ErrorFraction, Largest);
        _reach = archive.Number(_reach, SmallestReach, LargestReach);
        _lowersTurn = archive.Flag(_lowersTurn);
        _lowSoc = archive.Number(_lowSoc, Largest);
        _lowVolts = archive.Number(_lowVolts, Largest);
        _highSoc = archive.Number(_highSoc, Largest);
        _highVolts = archive.Number(_highVolts, Largest);
        _turn = archive.Whole(_turn, 0, Turns - 1);
        _turnsToRead = archive.Whole(_turnsToRead, 0, Turns);
    }
}
