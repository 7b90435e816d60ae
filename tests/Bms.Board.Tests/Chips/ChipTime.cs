using Bms.Board.Ports;

namespace Bms.Board.Tests.Chips;

/// <summary>Virtual time that chip models and drivers share.</summary>
internal sealed class ChipTime : IClock
{
    public long Microseconds { get; set; } = 1_000_000;

    public int NowMilliseconds => unchecked((int)(Microseconds / 1000));

    public int NowMicroseconds => unchecked((int)Microseconds);

    public void Wait(int milliseconds) => Microseconds += milliseconds * 1000L;
}
