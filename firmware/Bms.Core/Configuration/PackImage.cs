using Bms.Core.Numerics;

namespace Bms.Core.Configuration;

/// <summary>
/// The one format that a board reads: a pack's whole configuration in at most 8 192 bytes, little-endian, beginning with the
/// letters BMSP, a version and its length, ending with a CRC-32. It is accepted or refused as a whole.
/// </summary>
public sealed class PackImage
{
    /// <summary>Largest image, in bytes.</summary>
    public const int MaximumLength = 8192;

    /// <summary>The layout's version. Another version is refused: a board never guesses.</summary>
    public const int Version = 3;

    private const int Magic = 0x50534D42;
    private const int HeaderLength = 8;
    private const int ChecksumLength = 4;

    private PackImage(PackConfiguration? configuration, PackFault fault, int detail)
    {
        Configuration = configuration;
        Fault = fault;
        Detail = detail;
    }

    /// <summary>The configuration, or null where <see cref="Fault"/> is not <see cref="PackFault.None"/>.</summary>
    public PackConfiguration? Configuration { get; }

    /// <summary>Why the image is refused.</summary>
    public PackFault Fault { get; }

    /// <summary>Where: the protection row, the table's entry or the byte, as the fault's text says.</summary>
    public int Detail { get; }

    /// <summary>Reads and validates an image. Never throws for any content of the bytes.</summary>
    public static PackImage Read(byte[] bytes)
    {
        if (bytes.Length < HeaderLength + ChecksumLength)
            return new PackImage(null, PackFault.ImageTooShort, bytes.Length);
        if (bytes.Length > MaximumLength)
            return new PackImage(null, PackFault.ImageTooLong, bytes.Length);
        int end = bytes.Length - ChecksumLength;
        ImageArchive archive = new ImageArchive(bytes, bytes.Length, false);
        if (archive.Int32(0) != Magic)
            return new PackImage(null, PackFault.ImageNotRecognised, 0);
        int version = archive.Int16(0);
        if (version != Version)
            return new PackImage(null, PackFault.ImageVersion, version);
        int length = archive.Int16(0);
        if (length != bytes.Length)
            return new PackImage(null, PackFault.ImageLength, length);
        int computed = Checksum(bytes, end);
        for (int index = 0; index < ChecksumLength; index++)
        {
            if (bytes[end + index] != ((computed >> (8 * index)) & 0xFF))
                return new PackImage(null, PackFault.ImageChecksum, end);
        }
        return ReadContent(bytes, end);
    }

    /// <summary>
    /// Writes an image of a configuration. The configuration need not be valid (a tool may want to test what a board refuses), but
    /// its tables must have the lengths that its grid says.
    /// </summary>
    public static byte[] Write(PackConfiguration configuration)
    {
        byte[] room = new byte[MaximumLength];
        ImageArchive archive = new ImageArchive(room, MaximumLength - ChecksumLength, true);
        Header(archive, 0);
        PackLayout.Transfer(archive, configuration);
        int length = archive.Position + ChecksumLength;
        byte[] image = new byte[length];
        for (int index = 0; index < length; index++)
            image[index] = room[index];
        Header(new ImageArchive(image, length, true), length);
        Seal(image);
        return image;
    }

    /// <summary>Writes the checksum of an image's content to its end.</summary>
    internal static void Seal(byte[] image)
    {
        int end = image.Length - ChecksumLength;
        int checksum = Checksum(image, end);
        for (int index = 0; index < ChecksumLength; index++)
            image[end + index] = (byte)((checksum >> (8 * index)) & 0xFF);
    }

    private static int Checksum(byte[] image, int end)
    {
        Crc32 crc = new Crc32();
        crc.AddBytes(image, 0, end);
        return crc.Value;
    }

    private static void Header(ImageArchive archive, int length)
    {
        archive.Int32(Magic);
        archive.Int16(Version);
        archive.Int16(length);
    }

    private static PackImage ReadContent(byte[] bytes, int end)
    {
        ImageArchive archive = new ImageArchive(bytes, end, false);
        Header(archive, 0);
        PackConfiguration configuration = PackLayout.Transfer(archive, new PackConfiguration());
        if (archive.Overrun || archive.Position != end)
            return new PackImage(null, PackFault.ImageContentLength, archive.Position);
        PackValidator validator = new PackValidator(configuration);
        PackFault fault = validator.Check();
        return fault == PackFault.None
            ? new PackImage(configuration, PackFault.None, 0)
            : new PackImage(null, fault, validator.Detail);
    }
}
