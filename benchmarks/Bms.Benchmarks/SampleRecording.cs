using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Bms.Benchmarks;

/// <summary>
/// Writes a made-up recording with the six columns that testers most often log, as many rows as asked: a cell of 3 Ah that is driven
/// with ever changing currents about a tenth of a second apart. Made of integers, so that it is the same everywhere.
/// </summary>
internal static class SampleRecording
{
    private const string Header =
        "Test Time / s,Voltage / V,Current / A,Surface Temperature / degC,Ambient Temperature / degC,Net Capacity / Ah\n";

    private const long MilliampMillisecondsOfCell = 3000L * 3_600_000;

    /// <summary>Writes a file, plain or gzip.</summary>
    public static void WriteFile(string path, long rows, bool gzip = false)
    {
        using FileStream file = File.Create(path);
        using Stream target = gzip ? new GZipStream(file, CompressionLevel.Optimal) : file;
        Write(target, rows);
    }

    /// <summary>Writes the rows, and the header before them.</summary>
    private static void Write(Stream target, long rows)
    {
        using var writer = new StreamWriter(target, new UTF8Encoding(false), 1 << 16, leaveOpen: true);
        writer.Write(Header);
        uint state = 1;
        long milliseconds = 0;
        long charge = MilliampMillisecondsOfCell * 9 / 10;
        int milliamps = -1500;
        int direction = -1;
        Span<char> line = stackalloc char[96];
        for (long row = 0; row < rows; row++)
        {
            state = (state * 1664525) + 1013904223;
            int elapsed = 99 + (int)(state >> 30);
            if (row % 10 == 0)
                milliamps = (direction * 1500) + (int)((state >> 16) % 3000) - 1500;
            milliseconds += elapsed;
            charge += (long)milliamps * elapsed;
            if (charge < MilliampMillisecondsOfCell / 10)
                direction = 1;
            else if (charge > MilliampMillisecondsOfCell * 9 / 10)
                direction = -1;
            double volts = 3.2 + (0.9 * charge / MilliampMillisecondsOfCell) + (milliamps * 2.5e-5);
            double ampHours = ((double)charge / 3.6e9) - 2.7;
            uint hundredths = ((state >> 20) % 90) + 10;
            line.TryWrite(
                CultureInfo.InvariantCulture,
                $"{milliseconds / 1000.0:0.000},{volts:0.00000},{milliamps / 1000.0:0.000},25.{hundredths},25.0,{ampHours:0.00000}\n",
                out int written);
            writer.Write(line[..written]);
        }
    }
}
