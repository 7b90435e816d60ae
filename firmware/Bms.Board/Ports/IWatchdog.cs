namespace Bms.Board.Ports;

/// <summary>What resets the board where it is not kicked in time.</summary>
public interface IWatchdog
{
    /// <summary>Tells that the loop is alive.</summary>
    void Kick();

    /// <summary>Resets the board now. It may return first; the loop does nothing more then.</summary>
    void Reset();
}
