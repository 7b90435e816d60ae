using System;
using System.Linq;
using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Lifecycle;
using Bms.Core.Measurement;
using Bms.Link;
using Bms.Link.Messages;
using Xunit;

namespace Bms.Board.Tests.Application;

/// <summary>The board's loop and what it does for the link.</summary>
public sealed class BoardApplicationTests
{
    [Fact]
    public void Hello_says_who_is_there_and_echoes_every_byte_value()
    {
        var bench = new BoardBench(boot: 77);
        bench.Client.Open(1);
        var hello = new HelloRequest { EchoLength = 256 };
        for (int value = 0; value < 256; value++)
            hello.Echo[value] = (byte)value;
        Assert.True(bench.Ask(MessageKind.Hello, hello));
        HelloAnswer answer = bench.Greeting();
        Assert.Equal(hello.Echo, answer.Echo);
        Assert.Equal((256, 77, 0, FirmwareIdentity.QuickDigest), (answer.EchoLength, answer.Boot, answer.ImageChecksum, answer.FirmwareDigest));
        Assert.NotEqual(0, answer.Capabilities & BoardCapability.Live);
        Assert.Equal(0, new BoardBench(hasSource: false).Board.Steps);
    }

    [Fact]
    public void Another_version_is_refused_with_the_reason()
    {
        var bench = new BoardBench();
        Assert.False(bench.Hello(1, version: 9));
        Assert.Equal(LinkFault.Version, bench.Client.Fault);
        Assert.True(bench.Hello(2));
    }

    [Fact]
    public void Without_an_image_no_step_is_taken_and_nothing_is_driven()
    {
        var bench = new BoardBench(startsLive: true);
        Assert.True(bench.Hello(1));
        Assert.False(bench.Ask(MessageKind.Step, new StepRequest(new Measurements(14, 4), 0)));
        Assert.Equal(LinkFault.NotNow, bench.Client.Fault);
        Assert.False(bench.Ask(MessageKind.Reset, new ResetRequest()));
        Assert.Equal((LinkFault.NotNow, 0), (bench.Client.Fault, bench.Acts));
        Assert.True(bench.Kicks > 0);
    }

    [Fact]
    public void A_load_that_is_cut_after_any_piece_goes_on_and_is_used_only_as_a_whole()
    {
        byte[] image = BoardBench.Image;
        const int Piece = 97;
        int exchanges = 2 + ((image.Length + Piece - 1) / Piece) + 2;
        for (int cut = 1; cut <= exchanges; cut++)
        {
            var bench = new BoardBench();
            Assert.True(bench.Hello(1));
            int left = cut * 2;
            bench.Line = frame => left-- > 0 ? frame : [];
            LoadAnswer? first = bench.Load(image, Piece);
            bench.Line = frame => frame;
            Assert.True(first is not null || bench.Client.Fault == LinkFault.Silence);
            Assert.True(bench.Hello(2));
            int before = bench.Greeting().ImageChecksum;
            Assert.True(before == 0 || first is not null || bench.Board.Controller is not null);
            LoadAnswer? second = bench.Load(image, Piece);
            Assert.NotNull(second);
            Assert.Equal(0, second.Fault);
            Assert.Equal(BitConverter.ToInt32(image, image.Length - 4), second.ImageChecksum);
        }
    }

    [Fact]
    public void A_damaged_image_is_refused_with_the_reason_and_the_one_in_use_stays()
    {
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        PackController controller = bench.Board.Controller!;
        byte[] wrong = [.. BoardBench.Image];
        wrong[40] ^= 4;
        // Its checksum is not what its content has: it never gets as far as being read.
        Assert.Null(bench.Load(wrong));
        Assert.Equal(LinkFault.NotNow, bench.Client.Fault);
        Assert.Same(controller, bench.Board.Controller);
        byte[] unsafely = PackImage.Write(new PackConfiguration { SeriesGroups = 14, Cell = BoardBench.Pack.Cell });
        LoadAnswer refused = bench.Load(unsafely)!;
        Assert.NotEqual(0, refused.Fault);
        Assert.Equal(BitConverter.ToInt32(BoardBench.Image, BoardBench.Image.Length - 4), refused.ImageChecksum);
        Assert.Same(controller, bench.Board.Controller);
    }

    [Fact]
    public void Steps_over_the_link_are_those_of_a_controller_without_it_bit_for_bit()
    {
        PackConfiguration pack = BoardBench.Pack;
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        var random = new Random(8);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        var request = new StepRequest(measurements, pack.Auxiliaries);
        var outputs = new StepOutputs();
        var answer = new StepAnswer(outputs);
        var here = new PackController(pack);
        var hereOutputs = new StepOutputs();
        byte[] a = new byte[700];
        byte[] b = new byte[700];
        for (int step = 1; step <= 600; step++)
        {
            BoardBench.Good(measurements);
            measurements.NowMilliseconds = unchecked(int.MaxValue - 20_000 + (step * 100));
            measurements.PackMicroamps = random.Next(-60_000_000, 60_000_000);
            measurements.CellMicrovolts[random.Next(14)] = random.Next(2_000_000, 4_500_000);
            measurements.CellValid[random.Next(14)] = random.Next(9) > 0;
            MeasurementQuantiser.Apply(measurements);
            request.Number = step;
            here.Step(measurements);
            hereOutputs.Take(here);
            Assert.True(bench.Ask(MessageKind.Step, request), $"{bench.Client.Fault}");
            Assert.True(answer.Read(bench.Client.Answer, bench.Client.AnswerLength));
            Assert.Equal(step, answer.Number);
            int length = new StepAnswer(outputs).Write(a);
            Assert.Equal(length, new StepAnswer(hereOutputs).Write(b));
            Assert.True(a.AsSpan(0, length).SequenceEqual(b.AsSpan(0, length)), $"step {step}");
        }
        Assert.Contains(hereOutputs.Levels, level => level > 0);
    }

    [Fact]
    public void A_step_that_comes_again_after_a_new_session_is_not_taken_twice()
    {
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        var request = new StepRequest(new Measurements(14, BoardBench.Pack.TemperatureSensors), BoardBench.Pack.Auxiliaries) { Number = 1 };
        Assert.True(bench.Ask(MessageKind.Step, request));
        byte[] first = bench.Client.Answer[..bench.Client.AnswerLength];
        Assert.True(bench.Hello(2));
        Assert.True(bench.Ask(MessageKind.Step, request));
        Assert.Equal(first, bench.Client.Answer[..bench.Client.AnswerLength]);
        Assert.Equal(1, bench.Board.Steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_harness_mode_contactors_are_driven_only_on_an_armed_board(bool armed)
    {
        var bench = new BoardBench { Active = armed };
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        var measurements = new Measurements(14, BoardBench.Pack.TemperatureSensors);
        var request = new StepRequest(measurements, BoardBench.Pack.Auxiliaries);
        bool closed = false;
        for (int step = 1; step <= 100; step++)
        {
            BoardBench.Good(measurements);
            measurements.NowMilliseconds = step * 100;
            request.Number = step;
            Assert.True(bench.Ask(MessageKind.Step, request));
            closed |= bench.Board.Controller!.Commands.MainContactorsClosed;
            Assert.Equal(armed && bench.Board.Controller!.Commands.MainContactorsClosed, bench.ContactorsDriven);
        }
        Assert.True(closed);
    }

    [Fact]
    public void In_live_mode_the_board_keeps_its_period_measures_for_itself_and_counts_over_runs()
    {
        var bench = new BoardBench(startsLive: true);
        Assert.True(bench.Board.TakeImage(BoardBench.Image));
        for (int turn = 0; turn < 1000; turn++)
        {
            bench.Turn();
            bench.NowMilliseconds = unchecked(bench.NowMilliseconds + 10);
        }
        Assert.Equal((100, 100, 0), (bench.Measured, bench.Board.Steps, bench.Board.OverRuns));
        Assert.True(bench.Board.Controller!.Commands.MainContactorsClosed);
        Assert.True(bench.ContactorsDriven);
        Assert.True(bench.Hello(1));
        Assert.False(bench.Ask(MessageKind.Step, new StepRequest(new Measurements(14, 4), 0)));
        Assert.Equal(LinkFault.NotNow, bench.Client.Fault);
        Assert.True(bench.Ask(MessageKind.Fault, new FaultRequest { Fault = BoardFault.LoopStands, Argument = 900 }));
        bench.Turn();
        Assert.Equal(1, bench.Board.OverRuns);
        Assert.True(bench.Ask(MessageKind.Monitor, null));
        var read = new MonitorAnswer(
            new StepRequest(new Measurements(14, BoardBench.Pack.TemperatureSensors), BoardBench.Pack.Auxiliaries), new StepAnswer(new StepOutputs()));
        Assert.True(read.Read(bench.Client.Answer, bench.Client.AnswerLength));
        Assert.Equal((true, 1), (read.Live, read.OverRuns));
    }

    [Fact]
    public void A_step_that_throws_opens_everything_and_says_so()
    {
        var bench = new BoardBench(startsLive: true);
        Assert.True(bench.Board.TakeImage(BoardBench.Image));
        for (int turn = 0; turn < 100; turn++)
        {
            bench.Turn();
            bench.NowMilliseconds = unchecked(bench.NowMilliseconds + 100);
        }
        Assert.True(bench.ContactorsDriven);
        Assert.True(bench.Hello(1));
        Assert.True(bench.Ask(MessageKind.Fault, new FaultRequest { Fault = BoardFault.StepThrows }));
        bench.NowMilliseconds = unchecked(bench.NowMilliseconds + 100);
        bench.Turn();
        Assert.False(bench.ContactorsDriven);
        Assert.NotEqual(ControllerStage.None, bench.Board.Controller!.FailedStage);
        Assert.True(bench.Ask(MessageKind.Events, new EventsRequest()));
        var events = new EventsAnswer();
        Assert.True(events.Read(bench.Client.Answer, bench.Client.AnswerLength));
        Assert.Contains(Enumerable.Range(0, events.Events.Count), index => events.Events.Kind(index) == Core.Diagnostics.EventKind.InternalFault);
    }

    [Fact]
    public void Conformance_over_the_link_gives_the_digest_and_the_link_is_served_meanwhile()
    {
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.True(bench.Ask(MessageKind.Conformance, new ConformanceRequest { Action = ConformanceAction.StartQuick }));
        var answer = new ConformanceAnswer();
        Assert.True(bench.Ask(MessageKind.Conformance, new ConformanceRequest()));
        Assert.True(answer.Read(bench.Client.Answer, bench.Client.AnswerLength));
        Assert.True(answer.Ended);
        var run = new ConformanceRun(true);
        run.Run();
        Assert.Equal((run.Digest, run.CheckpointCount, -1), (answer.Digest, answer.CheckpointCount, answer.FirstWrongCase));
        Assert.Equal(Enumerable.Range(0, answer.Count).Select(run.Checkpoint), answer.Checkpoints.Take(answer.Count));
        Assert.True(bench.Kicks > run.Steps);
    }

    [Fact]
    public void A_reset_of_the_board_answers_first_and_then_ends_the_loop()
    {
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.True(bench.Ask(MessageKind.Reset, new ResetRequest { Scope = ResetScope.Board }));
        Assert.Equal((1, true), (bench.Resets, bench.Board.Halted));
        int kicks = bench.Kicks;
        bench.Turn();
        Assert.Equal(kicks, bench.Kicks);
    }

    [Fact]
    public void A_snapshot_goes_out_and_comes_back_in_pieces()
    {
        var bench = new BoardBench();
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        Assert.True(bench.Ask(MessageKind.Reset, new ResetRequest { SocStated = true, Soc = 0.625f }));
        var measurements = new Measurements(14, BoardBench.Pack.TemperatureSensors);
        for (int step = 1; step <= 5; step++)
        {
            BoardBench.Good(measurements);
            measurements.NowMilliseconds = step * 100;
            Assert.True(bench.Ask(MessageKind.Step, new StepRequest(measurements, BoardBench.Pack.Auxiliaries) { Number = step }));
        }
        float soc = bench.Board.Controller!.Estimation.Estimator.Soc;
        Assert.True(bench.Ask(MessageKind.Snapshot, new PieceRequest()));
        var piece = new PieceAnswer();
        Assert.True(piece.Read(bench.Client.Answer, bench.Client.AnswerLength));
        byte[] snapshot = new byte[piece.TotalLength];
        int taken = 0;
        while (taken < piece.TotalLength)
        {
            piece.Bytes.AsSpan(0, piece.Length).CopyTo(snapshot.AsSpan(piece.Offset));
            taken += piece.Length;
            if (taken == piece.TotalLength)
                break;
            Assert.True(bench.Ask(MessageKind.Snapshot, new PieceRequest { Offset = taken }));
            Assert.True(piece.Read(bench.Client.Answer, bench.Client.AnswerLength));
        }
        Assert.True(bench.Ask(MessageKind.Reset, new ResetRequest()));
        for (int offset = 0; offset < snapshot.Length; offset += 200)
        {
            var hand = new PieceRequest { Writes = true, Offset = offset, TotalLength = snapshot.Length, Length = Math.Min(200, snapshot.Length - offset) };
            snapshot.AsSpan(offset, hand.Length).CopyTo(hand.Bytes);
            Assert.True(bench.Ask(MessageKind.Snapshot, hand));
        }
        Assert.True(piece.Read(bench.Client.Answer, bench.Client.AnswerLength));
        Assert.Equal(0, piece.Outcome);
        BoardBench.Good(measurements);
        measurements.NowMilliseconds = 600;
        Assert.True(bench.Ask(MessageKind.Step, new StepRequest(measurements, BoardBench.Pack.Auxiliaries) { Number = 1 }));
        Assert.Equal(soc, bench.Board.Controller!.Estimation.Estimator.Soc, 0.001f);
    }

    [Fact]
    public void The_lifetime_record_comes_in_pieces_of_one_copy()
    {
        BoardBench bench = new();
        Assert.True(bench.Hello(1));
        Assert.Equal(0, bench.Load(BoardBench.Image)!.Fault);
        Assert.True(bench.Ask(MessageKind.Reset, new ResetRequest { SocStated = true, Soc = 0.625f }));
        var measurements = new Measurements(14, BoardBench.Pack.TemperatureSensors);
        var piece = new PieceAnswer();
        byte[] dump = new byte[LifetimeDump.Length];
        int taken = 0;
        for (int step = 1; taken < dump.Length; step++)
        {
            BoardBench.Good(measurements);
            measurements.NowMilliseconds = step * 1000;
            measurements.PackMicroamps = -2_000_000;
            Assert.True(bench.Ask(MessageKind.Step, new StepRequest(measurements, BoardBench.Pack.Auxiliaries) { Number = step }));
            if (step < 30)
                continue;
            // The record moves on between two pieces; the copy does not.
            Assert.True(bench.Ask(MessageKind.Lifetime, new PieceRequest { Offset = taken }));
            Assert.True(piece.Read(bench.Client.Answer, bench.Client.AnswerLength));
            Assert.Equal(dump.Length, piece.TotalLength);
            piece.Bytes.AsSpan(0, piece.Length).CopyTo(dump.AsSpan(taken));
            taken += piece.Length;
        }
        Assert.Equal("BMSL"u8.ToArray(), dump[..4]);
        int seconds = System.BitConverter.ToInt32(dump, LifetimeRecords.HeaderLength + (4 * LifetimeLayout.OperatingSeconds));
        Assert.Equal(29, seconds);
        Assert.Equal(-(int)LinkFault.Content, Refusal(bench, new PieceRequest { Writes = true, TotalLength = 4, Length = 4 }));
        Assert.Equal(-(int)LinkFault.Content, Refusal(bench, new PieceRequest { Offset = dump.Length + 1 }));
    }

    private static int Refusal(BoardBench bench, PieceRequest request)
    {
        byte[] bytes = new byte[1024];
        byte[] answer = new byte[1024];
        return new BoardService(bench.Board).Handle(MessageKind.Lifetime, bytes, request.Write(bytes), answer);
    }
}
