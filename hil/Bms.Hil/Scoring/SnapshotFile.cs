using System;
using System.IO;
using Bms.Core.Estimation;

namespace Bms.Hil.Scoring;

/// <summary>Snapshots of the firmware's estimation state as files, and the words for why one is refused.</summary>
internal static class SnapshotFile
{
    /// <summary>Reads a file that may be a snapshot.</summary>
    /// <exception cref="BadInputException">It cannot be read, or is longer than any snapshot.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[SnapshotFormat.MaximumLength + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= SnapshotFormat.MaximumLength
                ? bytes[..length]
                : throw new BadInputException($"{path}: is no snapshot: longer than {SnapshotFormat.MaximumLength} bytes");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}: cannot be read: {OneLine.Of(error.Message)}", error);
        }
    }

    /// <summary>Refuses a snapshot in one line.</summary>
    public static BadInputException Refusal(string path, SnapshotFault fault) => new($"{path}: the firmware refuses the snapshot: {Words(fault)}");

    private static string Words(SnapshotFault fault) => fault switch
    {
        SnapshotFault.TooShort => "it is too short",
        SnapshotFault.NotRecognised => "it does not begin as one",
        SnapshotFault.Version => "it is of another version",
        SnapshotFault.Length => "its length is not the one that it names",
        SnapshotFault.Checksum => "its checksum is wrong",
        SnapshotFault.OtherEstimator => "another estimator wrote it; --estimator has to be the same",
        SnapshotFault.OtherPack => "it is of other cells; --cell, --capacity and --series have to be the same",
        SnapshotFault.Content => "a value in it is out of range",
        _ => "it comes after the first step",
    };
}
