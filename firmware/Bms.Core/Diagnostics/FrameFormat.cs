namespace Bms.Core.Diagnostics;

/// <summary>
/// The bytes of a freeze frame, little-endian: a header, then samples of equal length, oldest first. Group voltages are in steps of
/// 100 µV, everything else as it was measured; a channel that could not be used is marked and has no value.
/// </summary>
public static class FrameFormat
{
    /// <summary>Version of the layout.</summary>
    public const int Version = 1;

    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 32;

    /// <summary>Running number of the frame, int; it wraps.</summary>
    public const int Number = 0;

    /// <summary><see cref="EventKind"/>, a byte.</summary>
    public const int Kind = 4;

    /// <summary>The level reached, a byte.</summary>
    public const int Level = 5;

    /// <summary>The channel, a byte.</summary>
    public const int Channel = 6;

    /// <summary>Samples, a byte; fewer than in a whole frame where the pack had not run long before, or was switched off after.</summary>
    public const int Samples = 7;

    /// <summary>The row's value when it happened, int, in the row's unit; 0 where the event is of no row.</summary>
    public const int Value = 8;

    /// <summary>Operating time, int, seconds.</summary>
    public const int OperatingSeconds = 12;

    /// <summary>Calendar time, int, seconds since 2020; 0 where not known.</summary>
    public const int Calendar = 16;

    /// <summary>Monotonic time of the step, int, milliseconds.</summary>
    public const int AtMilliseconds = 20;

    /// <summary>Series groups, a byte.</summary>
    public const int Groups = 24;

    /// <summary>Temperature sensors, a byte.</summary>
    public const int Sensors = 25;

    /// <summary>Which sample is that of the event, a byte.</summary>
    public const int Trigger = 26;

    /// <summary>The digest of the samples' outcomes, int; see <see cref="FrameJudge"/>.</summary>
    public const int Digest = 28;

    /// <summary>In a sample: monotonic time, int, milliseconds.</summary>
    public const int SampleTime = 0;

    /// <summary>In a sample: pack current, int, microamps.</summary>
    public const int SampleCurrent = 4;

    /// <summary>In a sample: bits of <see cref="CurrentUsable"/> and its neighbours.</summary>
    public const int SampleFlags = 8;

    /// <summary>In a sample: <c>PackMode</c>, a byte.</summary>
    public const int SampleMode = 9;

    /// <summary>In a sample: SOC in 1/10000, unsigned 16 bit.</summary>
    public const int SampleSoc = 10;

    /// <summary>In a sample: permitted charge current in 1/1000 of the pack's, unsigned 16 bit.</summary>
    public const int SampleCharge = 12;

    /// <summary>In a sample: permitted discharge current in 1/1000 of the pack's, unsigned 16 bit.</summary>
    public const int SampleDischarge = 14;

    /// <summary>In a sample: rows at their trip level, a bit a row, five bytes.</summary>
    public const int SampleRows = 16;

    /// <summary>In a sample: the outcome, unsigned 16 bit.</summary>
    public const int SampleOutcome = 21;

    /// <summary>In a sample: from here on two bytes a group, then two a sensor.</summary>
    public const int SampleChannels = 23;

    /// <summary>A group that could not be used.</summary>
    public const int NoVoltage = 0xFFFF;

    /// <summary>A sensor that could not be used.</summary>
    public const int NoTemperature = -32768;

    /// <summary>Microvolts of one step.</summary>
    public const int MicrovoltsPerStep = 100;

    /// <summary>Flag: the current could be used.</summary>
    public const int CurrentUsable = 1;

    /// <summary>Flag: the main contactors are to be closed.</summary>
    public const int MainClosed = 2;

    /// <summary>Flag: the precharge contactor is to be closed.</summary>
    public const int PrechargeClosed = 4;

    /// <summary>Flag: no current is asked for.</summary>
    public const int ZeroCurrent = 8;

    /// <summary>Flag: the heater is to be on.</summary>
    public const int HeaterOn = 16;

    /// <summary>Bytes of one sample.</summary>
    public static int SampleLength(int groups, int sensors) => SampleChannels + (2 * (groups + sensors));

    /// <summary>Writes an int.</summary>
    public static void Put(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)(value & 0xFF);
        bytes[at + 1] = (byte)((value >> 8) & 0xFF);
        bytes[at + 2] = (byte)((value >> 16) & 0xFF);
        bytes[at + 3] = (byte)((value >> 24) & 0xFF);
    }

    /// <summary>Writes the low 16 bits.</summary>
    public static void PutShort(byte[] bytes, int at, int value)
    {
        bytes[at] = (byte)(value & 0xFF);
        bytes[at + 1] = (byte)((value >> 8) & 0xFF);
    }

    /// <summary>Reads an int.</summary>
    public static int Int(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);

    /// <summary>Reads an unsigned 16-bit number.</summary>
    public static int UShort(byte[] bytes, int at) => bytes[at] | (bytes[at + 1] << 8);
}
