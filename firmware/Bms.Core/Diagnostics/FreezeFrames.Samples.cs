using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Measurement;
using Bms.Core.Protection;

namespace Bms.Core.Diagnostics;

/// <content>The bytes of a sample, and frames that come back from memory.</content>
public sealed partial class FreezeFrames
{
    private const float Permyriad = 10000f;

    /// <summary>Takes a stored frame up, at the place that its number has; false where it is none of this pack, and nothing has changed.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are the frame.</param>
    public bool Restore(byte[] bytes, int length)
    {
        if (length < FrameFormat.HeaderLength || length > FrameLength || bytes[FrameFormat.Groups] != _groups || bytes[FrameFormat.Sensors] != _sensors)
            return false;
        int samples = bytes[FrameFormat.Samples];
        int number = FrameFormat.Int(bytes, FrameFormat.Number);
        if (length != FrameFormat.HeaderLength + (samples * _sampleLength) || number < 0 || number == int.MaxValue)
            return false;
        byte[] frame = _frames[number % Capacity];
        for (int index = 0; index < length; index++)
            frame[index] = bytes[index];
        if (number >= Taken)
            Taken = number + 1;
        return true;
    }

    /// <summary>Bytes of the frame at a place, 0 where there is none or it is being filled.</summary>
    public int LengthOf(int place)
    {
        int samples = _frames[place][FrameFormat.Samples];
        bool any = samples > 0 || _frames[place][FrameFormat.Groups] != 0;
        return any && place != _filling ? FrameFormat.HeaderLength + (samples * _sampleLength) : 0;
    }

    /// <summary>Whether the heater is on; set before each step.</summary>
    internal bool HeaterOn { get; set; }

    private void Sample(
        byte[] bytes, int at, Measurements measurements, MeasurementStage measurement, ProtectionStage protection, ContactorStage contactors, float soc)
    {
        bool usable = measurement.CurrentUsable;
        int flags = usable ? FrameFormat.CurrentUsable : 0;
        flags |= contactors.MainClosed ? FrameFormat.MainClosed : 0;
        flags |= contactors.PrechargeClosed ? FrameFormat.PrechargeClosed : 0;
        flags |= contactors.ZeroCurrentRequested ? FrameFormat.ZeroCurrent : 0;
        flags |= HeaterOn ? FrameFormat.HeaterOn : 0;
        FrameFormat.Put(bytes, at + FrameFormat.SampleTime, measurements.NowMilliseconds);
        FrameFormat.Put(bytes, at + FrameFormat.SampleCurrent, measurement.PackMicroamps);
        bytes[at + FrameFormat.SampleFlags] = (byte)(flags & 0xFF);
        bytes[at + FrameFormat.SampleMode] = (byte)((int)contactors.Mode & 0xFF);
        float whole = soc > 0f ? (soc < 1f ? soc : 1f) * Permyriad : 0f;
        FrameFormat.PutShort(bytes, at + FrameFormat.SampleSoc, (int)whole);
        FrameFormat.PutShort(bytes, at + FrameFormat.SampleCharge, protection.ChargePermille);
        FrameFormat.PutShort(bytes, at + FrameFormat.SampleDischarge, protection.DischargePermille);
        PutRows(bytes, at + FrameFormat.SampleRows, protection);
        FrameFormat.PutShort(bytes, at + FrameFormat.SampleOutcome, _judge.Outcome(measurement));
        int channel = at + FrameFormat.SampleChannels;
        int[] microvolts = measurements.CellMicrovolts;
        for (int group = 0; group < _groups; group++)
        {
            int steps = measurement.IsCellUsable(group) ? FrameJudge.Quantised(microvolts[group]) : FrameFormat.NoVoltage;
            bytes[channel] = (byte)(steps & 0xFF);
            bytes[channel + 1] = (byte)((steps >> 8) & 0xFF);
            channel += 2;
        }
        int[] centidegrees = measurements.TemperatureCentidegrees;
        for (int sensor = 0; sensor < _sensors; sensor++)
        {
            int value = measurement.IsTemperatureUsable(sensor) ? centidegrees[sensor] : FrameFormat.NoTemperature;
            bytes[channel] = (byte)(value & 0xFF);
            bytes[channel + 1] = (byte)((value >> 8) & 0xFF);
            channel += 2;
        }
    }

    private static void PutRows(byte[] bytes, int at, ProtectionStage protection)
    {
        if (!protection.AnyTrip)
        {
            for (int index = 0; index < ProtectionPolicy.RowCount / 8; index++)
                bytes[at + index] = 0;
            return;
        }
        int bits = 0;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
        {
            if (protection.Level(row) == ProtectionStage.LevelTrip)
                bits |= 1 << (row & 7);
            if ((row & 7) != 7)
                continue;
            bytes[at + (row >> 3)] = (byte)(bits & 0xFF);
            bits = 0;
        }
    }
}
