using System;
using System.IO;
using System.IO.Compression;

namespace Bms.Hil.Traces;

/// <summary>Opens the bytes of a trace: plain text or gzip, told apart by the first bytes and not by the name.</summary>
internal static class TraceSource
{
    private const string StrictSwitch = "System.IO.Compression.UseStrictValidation";

    static TraceSource()
    {
        AppContext.SetSwitch(StrictSwitch, true);
        RequireStrictGzip();
    }

    /// <exception cref="BadInputException">There is no such file, it is a directory, or it may not be read.</exception>
    public static Stream OpenFile(string path)
    {
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a directory; expected a trace file (BDF CSV, plain or gzip)");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException($"{path}: no such file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadInputException($"{path}: cannot be opened: {OneLine.Of(error.Message)}", error);
        }
    }

    /// <summary>The text below a stream, decompressed if it is gzip. Disposing the result disposes the stream.</summary>
    public static Stream Decompress(Stream stream, out bool isGzip)
    {
        byte[] magic = new byte[2];
        int count = stream.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        isGzip = count == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
        var whole = new PrefixedStream(magic, count, stream);
        return isGzip ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>
    /// By default the framework takes a gzip file that was cut anywhere for a shorter one, without a word. A switch makes it
    /// strict, but only if it is set before the first use of gzip in the process: an eight-byte cut is tried here to be sure.
    /// </summary>
    private static void RequireStrictGzip()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write("cut here"u8);
        compressed.SetLength(compressed.Length - 8);
        compressed.Position = 0;
        using var reader = new GZipStream(compressed, CompressionMode.Decompress);
        try
        {
            reader.CopyTo(Stream.Null);
        }
        catch (InvalidDataException)
        {
            return;
        }

        throw new InvalidOperationException($"truncated gzip would go unnoticed: set {StrictSwitch} in the runtime configuration");
    }
}
