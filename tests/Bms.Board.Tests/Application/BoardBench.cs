using System;
using System.Collections.Generic;
using Bms.Board.Ports;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Hil.Packs;
using Bms.Link;
using Bms.Link.Framing;
using Bms.Link.Messages;

namespace Bms.Board.Tests.Application;

/// <summary>A board application with every port made up, and a client at the other end of its line.</summary>
internal sealed class BoardBench : IClock, IWatchdog, ILinkPort, IActuators, IDigitalInput, IMeasurementSource
{
    private readonly Queue<byte> _toBoard = new();
    private readonly byte[] _request = new byte[FrameLayout.MaximumMessage];

    public BoardBench(bool hasSource = true, bool startsLive = false, int boot = 1)
    {
        Board = new BoardApplication(
            new BoardSettings { Boot = boot, StartsLive = startsLive, PeriodMilliseconds = 100 }, this, this, this, hasSource ? this : null, this, this);
    }

    public static PackConfiguration Pack { get; } = PackFileReader.Open("nmc-traction-14s").Configuration;

    public static byte[] Image { get; } = PackImage.Write(Pack);

    public BoardApplication Board { get; }

    public LinkClient Client { get; } = new();

    public int NowMilliseconds { get; set; } = int.MaxValue - 1500;

    public int NowMicroseconds => unchecked((NowMilliseconds * 1000) + _reads++);

    public bool Active { get; set; }

    public int Kicks { get; private set; }

    public int Resets { get; private set; }

    public int Acts { get; private set; }

    public int Releases { get; private set; }

    public int Measured { get; private set; }

    public bool ContactorsDriven { get; private set; }

    /// <summary>What the line does to a frame to the board.</summary>
    public Func<byte[], byte[]> Line { get; set; } = frame => frame;

    private int _reads;

    void IClock.Wait(int milliseconds) => NowMilliseconds = unchecked(NowMilliseconds + milliseconds);

    public void Kick() => Kicks++;

    public void Reset() => Resets++;

    public int Read(byte[] bytes, int count)
    {
        int read = 0;
        while (read < count && _toBoard.Count > 0)
            bytes[read++] = _toBoard.Dequeue();
        return read;
    }

    public void Write(byte[] bytes, int count)
    {
        for (int index = 0; index < count; index++)
            Client.Take(bytes[index]);
    }

    public void Act(Commands commands)
    {
        Acts++;
        ContactorsDriven = commands.MainContactorsClosed;
    }

    public void Release()
    {
        Releases++;
        ContactorsDriven = false;
    }

    public void Prepare(PackController controller)
    {
    }

    public void Measure(Measurements measurements, int nowMilliseconds)
    {
        Measured++;
        Good(measurements);
    }

    /// <summary>Sound measurements of a resting pack that is asked to close.</summary>
    public static void Good(Measurements values)
    {
        Array.Fill(values.CellMicrovolts, 3_700_000);
        Array.Fill(values.CellValid, true);
        Array.Fill(values.TemperatureCentidegrees, 2500);
        Array.Fill(values.TemperatureValid, true);
        values.PackCurrentValid = true;
        values.CloseRequested = true;
    }

    /// <summary>Turns the loop as the board's main does.</summary>
    public void Turn()
    {
        Board.Turn();
        if (Board.NeedsWork)
            Board.Work();
    }

    /// <summary>One exchange to its end; true where an answer came.</summary>
    public bool Ask(MessageKind kind, LinkMessage? message)
    {
        int length = message?.Write(_request) ?? 0;
        Client.Begin(kind, _request, length);
        while (Client.State is LinkState.Sending or LinkState.Waiting)
        {
            if (Client.State == LinkState.Sending)
            {
                byte[] frame = Client.Wire[..Client.WireLength];
                Client.Sent(NowMilliseconds);
                foreach (byte value in Line(frame))
                    _toBoard.Enqueue(value);
            }
            Turn();
            if (Client.State != LinkState.Waiting)
                continue;
            NowMilliseconds = unchecked(NowMilliseconds + 5);
            Client.Poll(NowMilliseconds);
        }
        return Client.State == LinkState.Done;
    }

    public bool Hello(int session, int version = LinkVersion.Number)
    {
        Client.Open(session);
        return Ask(MessageKind.Hello, new HelloRequest { Version = version });
    }

    public HelloAnswer Greeting()
    {
        var answer = new HelloAnswer();
        answer.Read(Client.Answer, Client.AnswerLength);
        return answer;
    }

    /// <summary>Loads an image from where the board stands; what the board said last is the answer, null where it did not answer.</summary>
    public LoadAnswer? Load(byte[] image, int pieceLength = LoadRequest.MaximumPiece)
    {
        int checksum = BitConverter.ToInt32(image, image.Length - sizeof(int));
        if (LoadStep(new LoadRequest { Action = LoadAction.Begin, TotalLength = image.Length, Checksum = checksum }) is not { } state)
            return null;
        while (state.Offset < image.Length)
        {
            var piece = new LoadRequest { Action = LoadAction.Piece, Offset = state.Offset, Length = Math.Min(pieceLength, image.Length - state.Offset) };
            image.AsSpan(piece.Offset, piece.Length).CopyTo(piece.Bytes);
            if (LoadStep(piece) is not { } taken)
                return null;
            state = taken;
        }
        if (LoadStep(new LoadRequest { Action = LoadAction.Use }) is null)
            return null;
        return LoadStep(new LoadRequest { Action = LoadAction.Ask });
    }

    private LoadAnswer? LoadStep(LoadRequest request)
    {
        if (!Ask(MessageKind.Load, request))
            return null;
        var answer = new LoadAnswer();
        return answer.Read(Client.Answer, Client.AnswerLength) ? answer : null;
    }
}
