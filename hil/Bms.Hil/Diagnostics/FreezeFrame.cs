using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Hil.Rigs;

namespace Bms.Hil.Diagnostics;

/// <summary>A freeze frame as it was stored, decoded. What was measured is there in its raw numbers, too, for a replay.</summary>
public sealed class FreezeFrame
{
    private const double SocUnit = 1e-4;
    private const double Permille = 1e-3;
    private readonly byte[] _bytes;
    private readonly int _groups;
    private readonly int _sensors;

    internal FreezeFrame(byte[] bytes)
    {
        _bytes = bytes;
        _groups = bytes[FrameFormat.Groups];
        _sensors = bytes[FrameFormat.Sensors];
        Number = FrameFormat.Int(bytes, FrameFormat.Number);
        Happened = new RigEvent(
            (EventKind)bytes[FrameFormat.Kind], bytes[FrameFormat.Level], bytes[FrameFormat.Channel], FrameFormat.Int(bytes, FrameFormat.AtMilliseconds));
        Value = FrameFormat.Int(bytes, FrameFormat.Value);
        OperatingSeconds = FrameFormat.Int(bytes, FrameFormat.OperatingSeconds);
        Calendar = FrameFormat.Int(bytes, FrameFormat.Calendar);
        Trigger = bytes[FrameFormat.Trigger];
        Digest = FrameFormat.Int(bytes, FrameFormat.Digest);
        Samples = [.. Enumerable.Range(0, bytes[FrameFormat.Samples]).Select(Decode)];
    }

    /// <summary>Running number of the frame in its memory.</summary>
    public int Number { get; }

    /// <summary>The event that made it.</summary>
    public RigEvent Happened { get; }

    /// <summary>The row's value when it happened, in the row's unit.</summary>
    public int Value { get; }

    /// <summary>Operating time, in seconds.</summary>
    public int OperatingSeconds { get; }

    /// <summary>Calendar time in seconds since 2020; 0 where not known.</summary>
    public int Calendar { get; }

    /// <summary>Which sample is that of the event.</summary>
    public int Trigger { get; }

    /// <summary>The digest of the outcomes, as the board computed it.</summary>
    public int Digest { get; }

    /// <summary>The samples, oldest first.</summary>
    public IReadOnlyList<FrameSample> Samples { get; }

    /// <summary>Puts what was measured at a sample into measurements, everything that could be used valid and fresh.</summary>
    public void Fill(int sample, Measurements inputs)
    {
        System.ArgumentNullException.ThrowIfNull(inputs);
        int at = At(sample);
        inputs.NowMilliseconds = FrameFormat.Int(_bytes, at + FrameFormat.SampleTime);
        bool current = (_bytes[at + FrameFormat.SampleFlags] & FrameFormat.CurrentUsable) != 0;
        inputs.PackMicroamps = FrameFormat.Int(_bytes, at + FrameFormat.SampleCurrent);
        inputs.PackCurrentValid = current;
        inputs.AuxiliaryValue[(int)AuxiliaryChannel.RedundantMicroamps] = inputs.PackMicroamps;
        inputs.AuxiliaryValid[(int)AuxiliaryChannel.RedundantMicroamps] = current;
        for (int group = 0; group < _groups; group++)
        {
            int steps = Steps(at, group);
            inputs.CellValid[group] = steps != FrameFormat.NoVoltage;
            inputs.CellMicrovolts[group] = steps * FrameFormat.MicrovoltsPerStep;
        }
        for (int sensor = 0; sensor < _sensors; sensor++)
        {
            int value = Centidegrees(at, sensor);
            inputs.TemperatureValid[sensor] = value != FrameFormat.NoTemperature;
            inputs.TemperatureCentidegrees[sensor] = value;
        }
    }

    /// <summary>Copies the stored bytes.</summary>
    internal void CopyTo(byte[] room) => System.Array.Copy(_bytes, room, room.Length);

    private int At(int sample) => FrameFormat.HeaderLength + (sample * FrameFormat.SampleLength(_groups, _sensors));

    private int Steps(int at, int group) => FrameFormat.UShort(_bytes, at + FrameFormat.SampleChannels + (2 * group));

    private int Centidegrees(int at, int sensor) => (short)FrameFormat.UShort(_bytes, at + FrameFormat.SampleChannels + (2 * (_groups + sensor)));

    private FrameSample Decode(int sample)
    {
        const double MillisecondsPerSecond = 1000;
        int at = At(sample);
        int flags = _bytes[at + FrameFormat.SampleFlags];
        int since = unchecked(FrameFormat.Int(_bytes, at + FrameFormat.SampleTime) - Happened.AtMilliseconds);
        return new FrameSample
        {
            Seconds = since / MillisecondsPerSecond,
            Amps = (flags & FrameFormat.CurrentUsable) != 0 ? FrameFormat.Int(_bytes, at + FrameFormat.SampleCurrent) * 1e-6 : null,
            CellVolts = [.. Enumerable.Range(0, _groups).Select(group => Steps(at, group)).Select(steps => steps == FrameFormat.NoVoltage ? (double?)null : steps / 1e4)],
            Celsius = [.. Enumerable.Range(0, _sensors).Select(sensor => Centidegrees(at, sensor)).Select(value => value == FrameFormat.NoTemperature ? (double?)null : value / 100.0)],
            Soc = FrameFormat.UShort(_bytes, at + FrameFormat.SampleSoc) * SocUnit,
            Mode = ((PackMode)_bytes[at + FrameFormat.SampleMode]).ToString(),
            MainContactorsClosed = (flags & FrameFormat.MainClosed) != 0,
            ChargePermitted = FrameFormat.UShort(_bytes, at + FrameFormat.SampleCharge) * Permille,
            DischargePermitted = FrameFormat.UShort(_bytes, at + FrameFormat.SampleDischarge) * Permille,
            Trips = [.. Enumerable.Range(0, ProtectionPolicy.RowCount)
                .Where(row => ((_bytes[at + FrameFormat.SampleRows + (row >> 3)] >> (row & 7)) & 1) != 0)
                .Select(row => new RigEvent((EventKind)row, 0, 0, 0).KindName)],
            Outcome = FrameFormat.UShort(_bytes, at + FrameFormat.SampleOutcome),
        };
    }
}
