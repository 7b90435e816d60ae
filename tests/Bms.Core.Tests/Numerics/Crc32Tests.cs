using System;
using System.Text;
using Bms.Core.Numerics;
using Xunit;

namespace Bms.Core.Tests.Numerics;

/// <summary>The checksum of IEEE 802.3.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void The_check_value_of_the_standard_comes_out()
    {
        var crc = new Crc32();
        crc.AddBytes(Encoding.ASCII.GetBytes("123456789"), 0, 9);
        Assert.Equal(0xCBF43926u, unchecked((uint)crc.Value));
    }

    [Fact]
    public void With_the_other_polynomial_its_own_check_value_comes_out()
    {
        var crc = new Crc32(Crc32.Castagnoli);
        crc.AddBytes(Encoding.ASCII.GetBytes("123456789"), 0, 9);
        Assert.Equal(0xE3069283u, unchecked((uint)crc.Value));
    }

    [Fact]
    public void Any_bytes_give_what_a_bit_by_bit_division_gives()
    {
        var random = new Random(3);
        byte[] bytes = new byte[700];
        random.NextBytes(bytes);
        var crc = new Crc32();
        crc.AddBytes(bytes, 20, 600);
        uint register = 0xFFFFFFFF;
        for (int index = 20; index < 620; index++)
        {
            register ^= bytes[index];
            for (int bit = 0; bit < 8; bit++)
                register = (register & 1) != 0 ? (register >> 1) ^ 0xEDB88320 : register >> 1;
        }
        Assert.Equal(register ^ 0xFFFFFFFF, unchecked((uint)crc.Value));
    }

    [Fact]
    public void Numbers_are_added_lowest_byte_first()
    {
        AssertSame(crc => crc.AddInt(unchecked((int)0x89ABCDEF)), 0xEF, 0xCD, 0xAB, 0x89);
        AssertSame(crc => crc.AddLong(unchecked((long)0x89ABCDEF01234567)), 0x67, 0x45, 0x23, 0x01, 0xEF, 0xCD, 0xAB, 0x89);
        AssertSame(crc => crc.AddFloat(1f), 0, 0, 0x80, 0x3F);
        AssertSame(crc => crc.AddBool(true), 1);
        AssertSame(crc => crc.AddBool(false), 0);
        AssertSame(crc => crc.AddByte(-1), 0xFF);
    }

    [Fact]
    public void A_reset_starts_anew()
    {
        var crc = new Crc32();
        Assert.Equal(0, crc.Value);
        crc.AddInt(5);
        crc.Reset();
        Assert.Equal(0, crc.Value);
    }

    private static void AssertSame(Action<Crc32> add, params byte[] bytes)
    {
        var one = new Crc32();
        var other = new Crc32();
        add(one);
        other.AddBytes(bytes, 0, bytes.Length);
        Assert.Equal(other.Value, one.Value);
    }
}
