using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Link;
using Bms.Link.Framing;
using Xunit;

namespace Bms.Board.Tests.Link;

/// <summary>Requests and answers over a good line and over a bad one.</summary>
public sealed class ExchangeTests
{
    private const int OneSecond = 1000;

    [Fact]
    public void Messages_of_every_length_go_there_and_back_once()
    {
        var handler = new EchoHandler();
        var wire = new Wire(handler);
        Assert.True(wire.Open(1));
        byte[] content = Content(FrameLayout.MaximumMessage, 1);
        for (int length = 0; length <= content.Length; length++)
        {
            handler.Handled.Clear();
            Assert.True(wire.Ask(MessageKind.Step, content, length), $"{length}: {wire.Client.Fault}");
            Assert.Equal(content[..length], wire.Client.Answer[..wire.Client.AnswerLength]);
            Assert.Equal(content[..length], Assert.Single(handler.Handled).Content);
        }
        Assert.Equal(0, wire.Client.Retries);
    }

    [Fact]
    public void A_message_that_is_too_long_fails_at_once()
    {
        var wire = new Wire(new EchoHandler());
        Assert.True(wire.Open(1));
        Assert.False(wire.Ask(MessageKind.Step, new byte[FrameLayout.MaximumMessage + 1], FrameLayout.MaximumMessage + 1));
        Assert.Equal(LinkFault.Content, wire.Client.Fault);
        Assert.True(wire.Ask(MessageKind.Step, [1], 1));
    }

    [Theory]
    [InlineData(LinkFault.NotNow)]
    [InlineData(LinkFault.NotThere)]
    public void A_refusal_says_why_and_the_next_request_goes_on(LinkFault fault)
    {
        var handler = new EchoHandler();
        var wire = new Wire(handler);
        Assert.True(wire.Open(1));
        handler.Refuses = fault;
        Assert.False(wire.Ask(MessageKind.Step, Content(200, 2), 200));
        Assert.Equal((fault, (int)MessageKind.Step), (wire.Client.Fault, wire.Client.Detail));
        handler.Refuses = LinkFault.None;
        Assert.True(wire.Ask(MessageKind.Step, Content(200, 2), 200));
    }

    [Fact]
    public void Without_a_session_only_hello_is_heard()
    {
        var wire = new Wire(new EchoHandler());
        wire.Client.Open(4);
        Assert.False(wire.Ask(MessageKind.Step, [1], 1));
        Assert.Equal(LinkFault.NoSession, wire.Client.Fault);
        Assert.True(wire.Open(5));
        Assert.True(wire.Ask(MessageKind.Step, [1], 1));
    }

    [Fact]
    public void An_unknown_kind_is_refused_and_does_no_harm()
    {
        var wire = new Wire(new EchoHandler());
        Assert.True(wire.Open(1));
        Assert.False(wire.Ask((MessageKind)99, [1], 1));
        Assert.Equal((LinkFault.UnknownKind, 99), (wire.Client.Fault, wire.Client.Detail));
        Assert.True(wire.Ask(MessageKind.Step, [1], 1));
    }

    [Fact]
    public void Every_flipped_bit_of_every_frame_is_survived_within_a_second()
    {
        int flips = 0;
        foreach (MessageKind kind in Enum.GetValues<MessageKind>().Where(kind => kind is >= MessageKind.Load and < MessageKind.Next))
        {
            byte[] content = Content(120, (int)kind);
            foreach (bool forth in new[] { true, false })
            {
                for (int bit = 0; FlipOne(kind, content, forth, bit); bit++)
                    flips++;
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{flips} flipped bits, none accepted as something else");
        Assert.True(flips > 20_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_line_that_loses_doubles_swaps_and_cuts_frames_changes_nothing_that_arrives(int seed)
    {
        const int Exchanges = 4000;
        var handler = new EchoHandler();
        var wire = new Wire(handler);
        var there = new BadLine(seed);
        var back = new BadLine(seed + 100);
        Assert.True(wire.Open(0));
        int failed = 0;
        int longest = 0;
        for (int number = 1; number <= Exchanges; number++)
        {
            wire.ToServer = there.Carry;
            wire.ToClient = back.Carry;
            byte[] content = Content((number * 37) % FrameLayout.MaximumMessage, number);
            handler.Handled.Clear();
            int before = wire.Now;
            bool done = wire.Ask(MessageKind.Step, content, content.Length);
            // Whatever was handled is what was sent, and it was handled once.
            Assert.True(handler.Handled.Count <= 1, $"seed {seed}, exchange {number}: handled {handler.Handled.Count} times");
            Assert.All(handler.Handled, handled => Assert.Equal(content, handled.Content));
            if (done)
            {
                Assert.Equal(content, wire.Client.Answer[..wire.Client.AnswerLength]);
                longest = Math.Max(longest, wire.Now - before);
                continue;
            }
            failed++;
            wire.ToServer = frame => frame;
            wire.ToClient = frame => frame;
            int down = wire.Now;
            Assert.True(wire.Open(number), $"seed {seed}, exchange {number}: {wire.Client.Fault}");
            Assert.True(wire.Now - down <= OneSecond);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Exchanges} exchanges, {there.Harmed + back.Harmed} frames harmed, {wire.Client.Retries} sent again, {failed} failed, "
            + $"longest {longest} ms of waiting");
        Assert.True(there.Harmed > Exchanges / 10);
        Assert.True(failed < Exchanges / 10);
    }

    [Fact]
    public void A_board_that_restarts_in_mid_frame_is_noticed_and_a_new_session_works_at_once()
    {
        byte[] content = Content(500, 9);
        for (int cut = 0; cut < 1200; cut += 7)
        {
            var wire = new Wire(new EchoHandler());
            Assert.True(wire.Open(1));
            int left = cut;
            wire.ToServer = frame =>
            {
                if (left < 0 || left >= frame.Length)
                {
                    left -= frame.Length;
                    return frame;
                }
                byte[] rest = frame[left..];
                left = -1;
                wire.Server = new LinkServer(new EchoHandler());
                return rest;
            };
            bool done = wire.Ask(MessageKind.Step, content, content.Length);
            if (left >= 0)
                continue;
            Assert.True(done || wire.Client.Fault == LinkFault.NoSession, $"cut at {cut}: {wire.Client.Fault}");
            wire.ToServer = frame => frame;
            int before = wire.Now;
            Assert.True(wire.Open(2));
            Assert.True(wire.Ask(MessageKind.Step, content, content.Length));
            Assert.True(wire.Now - before <= OneSecond);
        }
    }

    [Fact]
    public void A_dead_line_is_given_up_within_a_second()
    {
        var wire = new Wire(new EchoHandler());
        Assert.True(wire.Open(1));
        wire.ToServer = _ => [];
        int before = wire.Now;
        Assert.False(wire.Ask(MessageKind.Step, [1, 2], 2));
        Assert.Equal(LinkFault.Silence, wire.Client.Fault);
        Assert.InRange(wire.Now - before, LinkClient.RetryMilliseconds, OneSecond);
    }

    [Fact]
    public void An_answer_that_got_lost_does_not_make_the_request_happen_twice()
    {
        var handler = new EchoHandler();
        var wire = new Wire(handler);
        Assert.True(wire.Open(1));
        int lost = 0;
        wire.ToClient = frame => lost++ < 3 ? [] : frame;
        Assert.True(wire.Ask(MessageKind.Step, [7], 1));
        Assert.Equal((1, 3), (handler.Handled.Count(handled => handled.Kind == MessageKind.Step), wire.Server.Repeated));
    }

    private static bool FlipOne(MessageKind kind, byte[] content, bool forth, int bit)
    {
        var handler = new EchoHandler();
        var wire = new Wire(handler);
        Assert.True(wire.Open(1));
        handler.Handled.Clear();
        int passed = 0;
        bool flipped = false;
        byte[] Flip(byte[] frame)
        {
            int first = passed;
            passed += frame.Length * 8;
            if (flipped || bit >= passed)
                return frame;
            flipped = true;
            byte[] changed = [.. frame];
            changed[(bit - first) / 8] ^= (byte)(1 << ((bit - first) % 8));
            return changed;
        }
        if (forth)
            wire.ToServer = Flip;
        else
            wire.ToClient = Flip;
        int before = wire.Now;
        bool done = wire.Ask(kind, content, content.Length);
        if (!flipped)
            return false;
        string place = $"{kind}, {(forth ? "to the board" : "from the board")}, bit {bit}";
        Assert.True(done, $"{place}: {wire.Client.Fault}");
        Assert.True(wire.Now - before <= OneSecond, place);
        Assert.Equal(content, wire.Client.Answer[..wire.Client.AnswerLength]);
        Assert.Equal((kind, 1), (handler.Handled[0].Kind, handler.Handled.Count));
        Assert.Equal(content, handler.Handled[0].Content);
        return true;
    }

    internal static byte[] Content(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A line on which every fifth frame or so meets with something.</summary>
    private sealed class BadLine(int seed)
    {
        private readonly Random _random = new(seed);
        private readonly Queue<byte[]> _held = new();

        public int Harmed { get; private set; }

        public byte[] Carry(byte[] frame)
        {
            byte[] late = _held.Count > 0 && _random.Next(2) == 0 ? _held.Dequeue() : [];
            int fate = _random.Next(30);
            if (fate < 6)
                Harmed++;
            return fate switch
            {
                0 => late,
                1 => [.. frame, .. frame, .. late],
                2 => [.. Hold(frame), .. late],
                3 => [.. frame[.._random.Next(frame.Length)], .. late],
                4 => [.. frame[_random.Next(frame.Length)..], .. late],
                5 => [.. Noise(frame), .. late],
                _ => [.. frame, .. late],
            };
        }

        /// <summary>Comes after the next one, or later.</summary>
        private byte[] Hold(byte[] frame)
        {
            _held.Enqueue(frame);
            return [];
        }

        private byte[] Noise(byte[] frame)
        {
            byte[] changed = [.. frame];
            for (int hit = 0; hit < 3; hit++)
                changed[_random.Next(changed.Length)] = (byte)_random.Next(256);
            return changed;
        }
    }
}
