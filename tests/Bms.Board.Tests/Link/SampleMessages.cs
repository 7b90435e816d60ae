using System;
using System.Collections.Generic;
using Bms.Core.Charging;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;
using Bms.Link;
using Bms.Link.Messages;

namespace Bms.Board.Tests.Link;

/// <summary>One message of every kind, filled with values that can be told apart; empty ones to read into.</summary>
internal static class SampleMessages
{
    private const int Groups = 3;
    private const int Sensors = 2;

    /// <summary>By its name in the specification: a filled one, or an empty one.</summary>
    public static IReadOnlyDictionary<string, Func<bool, LinkMessage>> All { get; } = new Dictionary<string, Func<bool, LinkMessage>>
    {
        ["HELLO"] = filled => Hello(filled),
        ["HELLO answer"] = filled => HelloAnswer(filled),
        ["LOAD"] = filled => Load(filled),
        ["LOAD answer"] = filled => filled ? new LoadAnswer { Offset = 512, ImageChecksum = 0x01020304 } : new LoadAnswer(),
        ["STEP"] = filled => new StepRequest(Measured(filled), 0b101) { Number = filled ? 7 : 0 },
        ["OUT"] = filled => Out(filled),
        ["FAULT"] = filled => filled ? new FaultRequest { Fault = BoardFault.SlowSteps, Argument = 250 } : new FaultRequest(),
        ["SNAPSHOT"] = filled => Piece(filled),
        ["SNAPSHOT answer"] = filled => PieceAnswer(filled),
        ["EVENTS"] = filled => new EventsRequest { From = filled ? 12 : 0 },
        ["EVENTS answer"] = filled => Events(filled),
        ["CONFORMANCE"] = filled => filled ? new ConformanceRequest { Action = ConformanceAction.StartQuick } : new ConformanceRequest(),
        ["CONFORMANCE answer"] = filled => Conformance(filled),
        ["RESET"] = filled => filled ? new ResetRequest { SocStated = true, Soc = 0.5f } : new ResetRequest(),
        ["TIME"] = filled => filled ? new TimeMessage { UnixMilliseconds = 1_767_225_600_000, UnixValid = true } : new TimeMessage(),
        ["MONITOR answer"] = filled => Monitor(filled),
    };

    private static HelloRequest Hello(bool filled)
    {
        var message = new HelloRequest { EchoLength = filled ? 3 : 0 };
        message.Echo[1] = filled ? (byte)0x7E : (byte)0;
        message.Echo[2] = filled ? (byte)0xFF : (byte)0;
        return message;
    }

    private static HelloAnswer HelloAnswer(bool filled)
    {
        if (!filled)
            return new HelloAnswer();
        var message = new HelloAnswer
        {
            FirmwareDigest = 0x11223344,
            ImageChecksum = 0x55667788,
            Capabilities = BoardCapability.Harness | BoardCapability.Live,
            Boot = 3,
            Steps = 40,
            SeriesGroups = 16,
            TemperatureSensors = 2,
            Auxiliaries = 5,
            EchoLength = 2,
        };
        message.Echo[0] = 0x7D;
        return message;
    }

    private static LoadRequest Load(bool filled)
    {
        if (!filled)
            return new LoadRequest();
        var message = new LoadRequest { Action = LoadAction.Piece, TotalLength = 2000, Checksum = 0x0A0B0C0D, Offset = 512, Length = 4 };
        message.Bytes[0] = 0x42;
        message.Bytes[3] = 0x50;
        return message;
    }

    private static Measurements Measured(bool filled)
    {
        var values = new Measurements(Groups, Sensors);
        if (!filled)
            return values;
        values.NowMilliseconds = 1000;
        values.CellMicrovolts[0] = 3_700_000;
        values.CellMicrovolts[1] = 3_650_100;
        values.CellMicrovolts[2] = 4_200_000;
        values.CellValid[0] = values.CellValid[2] = true;
        values.TemperatureCentidegrees[0] = 2500;
        values.TemperatureCentidegrees[1] = -1000;
        values.TemperatureValid[0] = true;
        values.TemperatureAgeMilliseconds[1] = 100;
        values.PackMicroamps = -25_000_000;
        values.PackCurrentValid = true;
        values.CloseRequested = true;
        values.ChargerConnected = true;
        values.HeaterFeedbackValid = true;
        values.AuxiliaryValue[0] = 11_550_100;
        values.AuxiliaryValid[0] = true;
        values.AuxiliaryValue[2] = -25_000_000;
        return values;
    }

    private static StepAnswer Out(bool filled)
    {
        var outputs = new StepOutputs();
        var message = new StepAnswer(outputs);
        if (!filled)
            return message;
        message.Number = 7;
        message.StepMicroseconds = 850;
        outputs.MainContactorsClosed = true;
        outputs.Mode = PackMode.Discharging;
        outputs.ChargeLimitMicroamps = 50_000_000;
        outputs.DischargeLimitMicroamps = 100_000_000;
        outputs.BleedingGroups = 2;
        outputs.CoolingOn = true;
        outputs.ChargerEnabled = true;
        outputs.ChargePhase = ChargePhase.ConstantVoltage;
        outputs.ChargerPackMicrovolts = 58_700_000;
        outputs.ChargerMicroamps = 12_000_000;
        outputs.Soc = 0.75f;
        outputs.SocSigma = 0.0625f;
        outputs.PredictedVolts = 3.5f;
        outputs.Levels[1] = 3;
        outputs.Levels[4] = 1;
        AddEvent(message.Events);
        message.EventTotal = 1;
        return message;
    }

    private static void AddEvent(EventRun run)
    {
        var log = new EventLog();
        log.Add(EventKind.TimeRanBackwards, 1, 0, 1000);
        run.Take(log, 0);
    }

    private static PieceRequest Piece(bool filled) =>
        filled ? new PieceRequest { Writes = true, Offset = 16, TotalLength = 300, OffMilliseconds = -1, Length = 2 } : new PieceRequest();

    private static PieceAnswer PieceAnswer(bool filled) => filled ? new PieceAnswer { TotalLength = 300, Offset = 18, Length = 1 } : new PieceAnswer();

    private static EventsAnswer Events(bool filled)
    {
        var message = new EventsAnswer();
        if (!filled)
            return message;
        message.Total = 13;
        message.Next = 13;
        AddEvent(message.Events);
        return message;
    }

    private static ConformanceAnswer Conformance(bool filled)
    {
        if (!filled)
            return new ConformanceAnswer();
        var message = new ConformanceAnswer { Ended = true, Digest = 0x12345678, FirstWrongCase = -1, CheckpointCount = 2, Count = 2 };
        message.Checkpoints[1] = -2;
        return message;
    }

    private static MonitorAnswer Monitor(bool filled) =>
        new(new StepRequest(Measured(filled), 0b101), Out(filled)) { Live = filled, OverRuns = filled ? 2 : 0 };
}
