using Bms.Board.Drivers.Thermistors;

namespace Bms.Board.Drivers.Ltc681x;

/// <summary>How a chain of LTC6811-1 is wired; the first chip is the one at the board and has the lowest groups.</summary>
public sealed class Ltc681xSettings
{
    /// <summary>Groups at each chip, 4…12, from the first chip up; together the pack's.</summary>
    public int[] GroupsOfChip { get; init; } = new int[] { 12 };

    /// <summary>Thermistors at each chip's GPIO1…5, 0…5.</summary>
    public int ThermistorsPerChip { get; init; }

    /// <summary>Their table; needed where there are any. They stand between GPIO and V−, a fixed resistor between VREF2 and GPIO.</summary>
    public NtcTable? Thermistor { get; init; }

    /// <summary>Time between two measurements of temperature in milliseconds, 100…10 000.</summary>
    public int TemperaturePeriodMilliseconds { get; init; } = 1000;

    /// <summary>Time between two tests for open wires in milliseconds, 1 000…600 000.</summary>
    public int WirePeriodMilliseconds { get; init; } = 10000;
}
