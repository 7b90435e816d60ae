using System;
using System.Globalization;
using System.IO;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Cells;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

/// <summary>What a replay allocates does not depend on how long the recording is.</summary>
public sealed class ReplayMemoryTests
{
    private const int FewRows = 5_000;
    private const int ManyRows = 200_000;

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Rows_allocate_nothing(int groups)
    {
        using var scratch = new ScratchFolder();
        string few = Write(scratch.PathOf("few.csv"), groups, FewRows);
        string many = Write(scratch.PathOf("many.csv"), groups, ManyRows);
        Replay(few, FewRows); // what the first replay of a process sets up once
        long small = Replay(few, FewRows);
        long large = Replay(many, ManyRows);
        Assert.InRange(large - small, -16 * 1024, 16 * 1024);
        Assert.InRange(large, 0, 8 << 20);
    }

    private static long Replay(string path, int rows)
    {
        var settings = new ReplaySettings
        {
            TracePath = path,
            Cell = ShippedCells.PathOf("synthetic-nmc-50ah.json"),
            ReferenceSoc = 0.5,
        };
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReplayResult result = ReplayRun.Run(settings, cancellation: TestContext.Current.CancellationToken);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(rows, result.Samples);
        Assert.Empty(result.Events);
        return allocated;
    }

    /// <summary>Ten seconds of charge and ten of discharge in turn, at a tenth of a second a row.</summary>
    private static string Write(string path, int groups, int rows)
    {
        using var writer = new StreamWriter(path);
        writer.Write("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC");
        for (int group = 1; group <= groups; group++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",Cell Voltage {group} / V"));
        writer.Write('\n');
        for (int row = 0; row < rows; row++)
        {
            string volts = (row & 3) == 0 ? "3.65125" : "3.65";
            int amps = row / 100 % 2 == 0 ? 5 : -5;
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{row / 10}.{row % 10},{volts},{amps},25.{row & 7}"));
            for (int group = 0; group < groups; group++)
                writer.Write(string.Create(CultureInfo.InvariantCulture, $",3.65{group:00}"));
            writer.Write('\n');
        }
        return path;
    }
}
