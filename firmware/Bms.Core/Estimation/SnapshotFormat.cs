using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The bytes around an estimation state: the letters BMSS, version, length, estimator, identity of the pack, calendar time; then the
/// state and that of the stages after it; then a CRC-32. Little-endian. Judged as a whole before anything of it is used; nothing is allocated after construction.
/// </summary>
public sealed class SnapshotFormat
{
    /// <summary>The layout's version. Another version is refused.</summary>
    public const int Version = 2;

    /// <summary>Room that every snapshot fits in, in bytes.</summary>
    public const int MaximumLength = 3824;

    private const int LengthWithoutGroups = 1032;
    private const int LengthOfAGroup = 84;

    /// <summary>Longest time without counting that a snapshot may state, in milliseconds: a day.</summary>
    public const int LongestUncountedMilliseconds = 86400000;

    /// <summary>Calendar times beyond the year 9999 are none, in milliseconds since 1970.</summary>
    public const long LatestUnixMilliseconds = 253402300800000;

    private const int Magic = 0x53534D42;
    private const int HeaderLength = 8;
    private const int LengthPosition = 6;
    private const int ChecksumLength = 4;

    /// <summary>Room that every snapshot of a pack fits in, in bytes.</summary>
    /// <param name="seriesGroups">Its series groups, 1…32.</param>
    public static int LengthFor(int seriesGroups) => LengthWithoutGroups + (LengthOfAGroup * seriesGroups);

    private readonly Crc32 _crc = new Crc32();
    private readonly ImageArchive _header = new ImageArchive(new byte[0], 0, false);
    private readonly StateArchive _archive = new StateArchive();
    private readonly int _estimator;
    private readonly int _identity;

    /// <summary>Prepares for one pack.</summary>
    public SnapshotFormat(PackConfiguration configuration)
    {
        _estimator = (int)configuration.Estimation.Kind;
        _identity = PackIdentity.Of(configuration, _crc);
    }

    /// <summary>Calendar time of the snapshot, in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>Whether it is known.</summary>
    public bool UnixValid { get; set; }

    /// <summary>For how long after the snapshot charge may have flowed that nobody counted, in milliseconds.</summary>
    public int UncountedMilliseconds { get; set; }

    /// <summary>Writes a snapshot; returns its length, or 0 where it does not fit.</summary>
    public int Write(byte[] bytes, EstimationStage stage)
    {
        if (bytes.Length < HeaderLength + ChecksumLength)
            return 0;
        _header.Restart(bytes, 0, HeaderLength, true);
        _header.Int32(Magic);
        _header.Int16(Version);
        _archive.BeginWriting(bytes, HeaderLength, bytes.Length - ChecksumLength);
        Walk(stage);
        if (!_archive.Sound)
            return 0;
        int end = _archive.Position;
        int length = end + ChecksumLength;
        bytes[LengthPosition] = (byte)(length & 0xFF);
        bytes[LengthPosition + 1] = (byte)(length >> 8);
        int checksum = Checksum(bytes, end);
        for (int index = 0; index < ChecksumLength; index++)
            bytes[end + index] = (byte)((checksum >> (8 * index)) & 0xFF);
        return length;
    }

    /// <summary>Judges bytes and, where nothing is wrong with them, reads them into the stage. Never throws for any content.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="length">How many of them are the snapshot.</param>
    /// <param name="stage">Whose state is read; unchanged where the bytes are refused.</param>
    public SnapshotFault Read(byte[] bytes, int length, EstimationStage stage)
    {
        if (length < HeaderLength + ChecksumLength || length > bytes.Length)
            return SnapshotFault.TooShort;
        _header.Restart(bytes, 0, HeaderLength, false);
        if (_header.Int32(0) != Magic)
            return SnapshotFault.NotRecognised;
        if (_header.Int16(0) != Version)
            return SnapshotFault.Version;
        if ((_header.Int16(0) & 0xFFFF) != length)
            return SnapshotFault.Length;
        int end = length - ChecksumLength;
        int checksum = Checksum(bytes, end);
        for (int index = 0; index < ChecksumLength; index++)
        {
            if (bytes[end + index] != ((checksum >> (8 * index)) & 0xFF))
                return SnapshotFault.Checksum;
        }
        _archive.BeginChecking(bytes, HeaderLength, end);
        SnapshotFault fault = Walk(stage);
        if (fault != SnapshotFault.None)
            return fault;
        if (!_archive.Sound || _archive.Position != end)
            return SnapshotFault.Content;
        _archive.BeginReading(bytes, HeaderLength, end);
        return Walk(stage);
    }

    private SnapshotFault Walk(EstimationStage stage)
    {
        if (!_archive.Expect(_estimator))
            return SnapshotFault.OtherEstimator;
        if (!_archive.Expect(_identity))
            return SnapshotFault.OtherPack;
        UnixMilliseconds = _archive.Whole(UnixMilliseconds, 0, LatestUnixMilliseconds);
        UnixValid = _archive.Flag(UnixValid);
        UncountedMilliseconds = _archive.Whole(UncountedMilliseconds, 0, LongestUncountedMilliseconds);
        stage.Transfer(_archive);
        return SnapshotFault.None;
    }

    private int Checksum(byte[] bytes, int end)
    {
        _crc.Reset();
        _crc.AddBytes(bytes, 0, end);
        return _crc.Value;
    }
}
