namespace Bms.Board.Ports;

/// <summary>Time on the board.</summary>
public interface IClock
{
    /// <summary>Monotonic time in milliseconds; may wrap.</summary>
    int NowMilliseconds { get; }

    /// <summary>Monotonic time in microseconds, as fine as the board can tell it; may wrap.</summary>
    int NowMicroseconds { get; }

    /// <summary>Lets time pass.</summary>
    /// <param name="milliseconds">How long, 0 or more.</param>
    void Wait(int milliseconds);
}
