using System;
using Bms.Core.Configuration;
using Bms.Core.Numerics;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Configuration;

/// <summary>An image comes back as it was written, or is refused as a whole.</summary>
public sealed class PackImageTests
{
    private const int ChecksumLength = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_configuration_survives_the_way_through_an_image(int variant)
    {
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            PackConfiguration pack = PackBench.Pack(variant, kind, 7);
            byte[] bytes = PackImage.Write(pack);
            PackImage image = PackImage.Read(bytes);
            Assert.Equal(PackFault.None, image.Fault);
            Assert.True(AlteredPack.Same(pack, image.Configuration));
            Assert.Equal(bytes, PackImage.Write(image.Configuration!));
        }
    }

    [Fact]
    public void The_comparison_of_configurations_sees_a_difference()
    {
        PackConfiguration pack = PackBench.Pack();
        Assert.False(AlteredPack.Same(pack, pack.With("Cell.Ocv[20]", pack.Cell.Ocv[20] + 1)));
        Assert.False(AlteredPack.Same(pack, pack.With("Protection[4].Latching", true)));
    }

    [Fact]
    public void An_image_with_any_one_bit_flipped_is_refused()
    {
        byte[] bytes = PackImage.Write(PackBench.Pack(3, EstimatorKind.Ekf));
        for (int bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
            PackImage image = PackImage.Read(bytes);
            bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
            Assert.True(image.Configuration is null && image.Fault != PackFault.None, $"bit {bit}");
        }
        Assert.Equal(PackFault.None, PackImage.Read(bytes).Fault);
    }

    [Fact]
    public void A_truncated_image_is_refused_at_every_length()
    {
        byte[] bytes = PackImage.Write(PackBench.Pack(3));
        for (int length = 0; length < bytes.Length; length++)
            Assert.NotEqual(PackFault.None, PackImage.Read(bytes[..length]).Fault);
    }

    [Fact]
    public void A_truncated_image_with_a_mended_header_and_checksum_is_refused_at_every_length()
    {
        byte[] bytes = PackImage.Write(PackBench.Pack(3));
        for (int length = 12; length < bytes.Length; length++)
        {
            byte[] shorter = bytes[..length];
            Seal(shorter);
            Assert.Equal(PackFault.ImageContentLength, PackImage.Read(shorter).Fault);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void An_extended_image_is_refused(int extra)
    {
        byte[] bytes = PackImage.Write(PackBench.Pack(3));
        byte[] longer = new byte[bytes.Length + extra];
        bytes.CopyTo(longer, 0);
        Assert.Equal(PackFault.ImageLength, PackImage.Read(longer).Fault);
        Seal(longer);
        Assert.Equal(PackFault.ImageContentLength, PackImage.Read(longer).Fault);
    }

    [Fact]
    public void Each_reason_to_refuse_the_frame_is_told_with_its_detail()
    {
        byte[] good = PackImage.Write(PackBench.Pack(1));
        AssertRefused(new byte[11], PackFault.ImageTooShort, 11);
        AssertRefused(new byte[PackImage.MaximumLength + 1], PackFault.ImageTooLong, PackImage.MaximumLength + 1);
        AssertRefused(new byte[100], PackFault.ImageNotRecognised, 0);
        AssertRefused(Changed(good, 4, 4), PackFault.ImageVersion, 4);
        AssertRefused(Changed(Changed(good, 6, 44), 7, 1), PackFault.ImageLength, 300);
        AssertRefused(Changed(good, 50, good[50] ^ 1), PackFault.ImageChecksum, good.Length - ChecksumLength);
        byte[] shorter = good[..^1];
        Seal(shorter);
        AssertRefused(shorter, PackFault.ImageContentLength, shorter.Length - ChecksumLength);
    }

    [Fact]
    public void Random_bytes_behind_a_good_frame_never_throw()
    {
        var random = new Random(17);
        byte[] good = PackImage.Write(PackBench.Pack(2));
        for (int trial = 0; trial < 20000; trial++)
        {
            byte[] bytes = trial % 2 == 0 ? (byte[])good.Clone() : new byte[random.Next(12, 3000)];
            if (trial % 2 != 0)
                random.NextBytes(bytes);
            good.AsSpan(0, 8).CopyTo(bytes);
            for (int change = random.Next(4); change >= 0; change--)
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            Seal(bytes);
            PackImage image = PackImage.Read(bytes);
            Assert.Equal(image.Fault == PackFault.None, image.Configuration is not null);
        }
    }

    [Fact]
    public void The_largest_profile_fits_an_image()
    {
        PackConfiguration pack = PackBench.Pack(3);
        const int Nodes = CellProfile.MaximumSocNodes;
        const int Temperatures = CellProfile.MaximumTemperatureNodes;
        short[] soc = new short[Nodes];
        for (int node = 0; node < Nodes; node++)
            soc[node] = (short)(node == Nodes - 1 ? 10000 : node * 200);
        short[] temperature = new short[Temperatures];
        short[] table = new short[Nodes * Temperatures];
        short[] rising = new short[Nodes * Temperatures];
        for (int index = 0; index < table.Length; index++)
        {
            temperature[index % Temperatures] = (short)(-2000 + (index % Temperatures * 1000));
            table[index] = 1000;
            rising[index] = (short)(index % Nodes * 200);
        }
        PackConfiguration large = pack
            .With("Cell.SocPermyriad", soc)
            .With("Cell.TemperatureCentidegrees", temperature)
            .With("Cell.Ocv", rising)
            .With("Cell.Hysteresis", table)
            .With("Cell.R0", table)
            .With("Cell.BranchResistance", new[] { table, table, table })
            .With("Cell.SaturationThousandths", new short[Temperatures])
            .With("Cell.InstantHysteresis", new short[Temperatures])
            .With("Cell.ChargeResistancePermille", table)
            .With("Cell.ModelError", table)
            .With("Cell.ModelErrorOverpotentialPermille", new short[Temperatures]);
        byte[] bytes = PackImage.Write(large);
        Assert.InRange(bytes.Length, 8 * sizeof(short) * table.Length, PackImage.MaximumLength);
        Assert.Equal(PackFault.None, PackImage.Read(bytes).Fault);
        Assert.True(AlteredPack.Same(large, PackImage.Read(bytes).Configuration));
    }

    private static byte[] Changed(byte[] bytes, int position, int value)
    {
        byte[] copy = (byte[])bytes.Clone();
        copy[position] = (byte)value;
        return copy;
    }

    private static void Seal(byte[] bytes)
    {
        bytes[6] = (byte)bytes.Length;
        bytes[7] = (byte)(bytes.Length >> 8);
        var crc = new Crc32();
        crc.AddBytes(bytes, 0, bytes.Length - ChecksumLength);
        BitConverter.GetBytes(crc.Value).CopyTo(bytes, bytes.Length - ChecksumLength);
    }

    private static void AssertRefused(byte[] bytes, PackFault fault, int detail)
    {
        PackImage image = PackImage.Read(bytes);
        Assert.Null(image.Configuration);
        Assert.Equal(fault, image.Fault);
        Assert.Equal(detail, image.Detail);
    }
}
