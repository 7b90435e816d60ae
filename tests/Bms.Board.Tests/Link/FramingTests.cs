using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Link.Framing;
using Xunit;

namespace Bms.Board.Tests.Link;

/// <summary>Frames and the bytes between them.</summary>
public sealed class FramingTests
{
    [Fact]
    public void Every_byte_value_and_every_length_comes_through()
    {
        var encoder = new FrameEncoder();
        var decoder = new FrameDecoder();
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        for (int count = 0; count <= FrameLayout.MaximumPayload; count++)
        {
            for (int offset = 0; offset + count <= all.Length; offset += 16)
            {
                int length = encoder.Encode(3, 0x11, 0x7E, 0, all, offset, count);
                Assert.InRange(length, count + FrameLayout.HeaderLength + FrameLayout.ChecksumLength + 2, FrameLayout.MaximumWire);
                Assert.Equal(1, encoder.Wire[..length].Count(decoder.TakeByte));
                Assert.Equal((3, 0x11, 0x7E, 0, count), (decoder.Kind, decoder.Session, decoder.Sequence, decoder.Part, decoder.PayloadLength));
                byte[] payload = new byte[count];
                decoder.CopyPayload(payload, 0);
                Assert.Equal(all[offset..(offset + count)], payload);
            }
        }
        Assert.Equal((0, 0), (decoder.Damaged, decoder.Misshapen));
    }

    [Fact]
    public void Nothing_that_a_line_may_swallow_stands_within_a_frame()
    {
        var encoder = new FrameEncoder();
        byte[] worst = new byte[FrameLayout.MaximumPayload];
        foreach (byte value in new byte[] { 0x00, 0x11, 0x13, 0x7D, 0x7E })
        {
            Array.Fill(worst, value);
            int length = encoder.Encode(0x13, 0x11, 0x7D, 0x7E, worst, 0, worst.Length);
            Assert.InRange(length, 1, 200);
            byte[] within = encoder.Wire[1..(length - 1)];
            Assert.DoesNotContain(within, found => found is 0x00 or 0x11 or 0x13 or 0x7E);
        }
    }

    [Fact]
    public void A_payload_that_is_too_long_gives_no_frame()
    {
        var encoder = new FrameEncoder();
        Assert.Equal(0, encoder.Encode(1, 0, 0, 0, new byte[FrameLayout.MaximumPayload + 1], 0, FrameLayout.MaximumPayload + 1));
        Assert.Equal(0, encoder.Encode(1, 0, 0, 0, [], 0, -1));
    }

    [Fact]
    public void Zeros_that_a_driver_drops_and_flow_control_bytes_that_it_adds_between_frames_do_no_harm()
    {
        var decoder = new FrameDecoder();
        byte[] frame = Frame([0, 0, 0, 17, 19]);
        Assert.DoesNotContain((byte)0, frame);
        byte[] line = [0x00, 0x11, 0x13, .. frame, 0x11, 0x00, .. frame];
        Assert.Equal(2, line.Count(decoder.TakeByte));
    }

    [Fact]
    public void Ten_million_random_bytes_give_no_frame_and_the_next_one_is_found()
    {
        const int Count = 10_000_000;
        var random = new Random(20_260_705);
        var decoder = new FrameDecoder();
        byte[] noise = new byte[65_536];
        int accepted = 0;
        int given = 0;
        while (given < Count)
        {
            random.NextBytes(noise);
            // More flags than chance would give, so that much of it looks like frames.
            for (int index = 0; index < noise.Length; index += 13)
                noise[index] = FrameLayout.Flag;
            foreach (byte value in noise)
                accepted += decoder.Take(value) ? 1 : 0;
            given += noise.Length;
        }
        int looked = decoder.Damaged + decoder.Misshapen;
        TestContext.Current.TestOutputHelper?.WriteLine($"{given} bytes, {looked} dropped as frames, {accepted} accepted");
        Assert.Equal(0, accepted);
        Assert.True(looked > Count / 50, $"only {looked} looked like frames");
        byte[] frame = Frame([1, 2, 3]);
        Assert.Equal(1, frame.Count(decoder.TakeByte));
    }

    [Fact]
    public void A_frame_cut_anywhere_is_dropped_and_the_next_one_is_found()
    {
        byte[] frame = Frame([1, 0x7E, 0x7D, 0, 9]);
        for (int cut = 0; cut < frame.Length; cut++)
        {
            var decoder = new FrameDecoder();
            Assert.DoesNotContain(frame[..cut], value => decoder.Take(value));
            // Where only the last flag is missing, the next frame's first one ends it.
            Assert.Equal(cut == frame.Length - 1 ? 2 : 1, frame.Count(decoder.TakeByte));
        }
    }

    internal static byte[] Frame(IReadOnlyList<byte> payload)
    {
        var encoder = new FrameEncoder();
        int length = encoder.Encode(1, 2, 3, 0, [.. payload], 0, payload.Count);
        return encoder.Wire[..length];
    }
}

/// <summary>A decoder as a predicate over bytes.</summary>
internal static class FrameDecoderExtensions
{
    public static bool TakeByte(this FrameDecoder decoder, byte value) => decoder.Take(value);
}
