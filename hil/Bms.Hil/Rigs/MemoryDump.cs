using System;
using System.Buffers.Binary;
using System.IO;
using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Hil.Rigs;

/// <summary>
/// A file with the bytes of a board's non-volatile memory and the pack image that they belong to: the letters BMSM, version, write
/// unit, length and bytes of the image, length and bytes of the memory, CRC-32 of it all. Little-endian.
/// </summary>
/// <param name="PackImage">The pack image.</param>
/// <param name="WriteUnitBytes">The part's page, 1 for an FRAM.</param>
/// <param name="Bytes">The memory.</param>
public sealed record MemoryDump(byte[] PackImage, int WriteUnitBytes, byte[] Bytes)
{
    private const int Version = 1;
    private const int HeaderLength = 12;
    private const int ChecksumLength = 4;
    private const int LargestMemory = 1 << 24;

    private static ReadOnlySpan<byte> Magic => "BMSM"u8;

    /// <summary>Whether a file begins as a dump does.</summary>
    public static bool IsDump(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] begin = new byte[Magic.Length];
            return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length && Magic.SequenceEqual(begin);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Reads a dump.</summary>
    /// <exception cref="BadInputException">It is none, or damaged.</exception>
    public static MemoryDump Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException($"{path}: cannot be read: {OneLine.Of(error.Message)}", error);
        }
        if (bytes.Length < HeaderLength + 4 + ChecksumLength || !bytes.AsSpan().StartsWith(Magic))
            throw new BadInputException($"{path}: not a memory dump; expected a file that begins with the letters BMSM, as bms-hil run --memory-out writes");
        int end = bytes.Length - ChecksumLength;
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(end)) != Sum(bytes, end))
            throw new BadInputException($"{path}: the checksum is wrong: the file is damaged or cut short");
        int version = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(4));
        if (version != Version)
            throw new BadInputException($"{path}: version {version} of the format; this program reads version {Version}");
        int unit = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(6));
        int imageLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (imageLength < 0 || imageLength > end - HeaderLength - 4)
            throw new BadInputException($"{path}: names a pack image of {imageLength} bytes, which it does not hold");
        int at = HeaderLength + imageLength;
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        if (length != end - at - 4 || length > LargestMemory)
            throw new BadInputException($"{path}: names a memory of {length} bytes and holds {end - at - 4}");
        return new MemoryDump(bytes[HeaderLength..at], unit, bytes[(at + 4)..end]);
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Write(string path)
    {
        byte[] bytes = new byte[HeaderLength + PackImage.Length + 4 + Bytes.Length + ChecksumLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(6), (ushort)WriteUnitBytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), PackImage.Length);
        PackImage.CopyTo(bytes, HeaderLength);
        int at = HeaderLength + PackImage.Length;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), Bytes.Length);
        Bytes.CopyTo(bytes, at + 4);
        int end = bytes.Length - ChecksumLength;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(end), Sum(bytes, end));
        OutputFile.Write(path, bytes);
    }

    /// <summary>The pack that the memory belongs to.</summary>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="BadInputException">The image is refused.</exception>
    public PackConfiguration Configuration(string path)
    {
        PackImage image = Bms.Core.Configuration.PackImage.Read(PackImage);
        return image.Configuration ?? throw new BadInputException($"{path}: its pack image is refused: {image.Fault}");
    }

    private static int Sum(byte[] bytes, int end)
    {
        var crc = new Crc32();
        crc.AddBytes(bytes, 0, end);
        return crc.Value;
    }
}
