using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Bms.Benchmarks;

/// <summary>Times <c>bms-hil replay</c> as a user starts it, on made-up recordings, and notes how much memory it takes at most.</summary>
internal static class WholeProgram
{
    private const long RowsOfDrive = 48_000;
    private const long RowsOfCampaign = 5_000_000;
    private const double BytesOfRow = 45;
    private const string Cell = "synthetic-nmc-50ah";

    /// <summary>Measures and writes a table.</summary>
    /// <param name="program">The built program.</param>
    /// <param name="report">The file to write.</param>
    /// <param name="largeBytes">Size of one more, large recording; 0 for none.</param>
    public static void Measure(string program, string report, long largeBytes)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Machine.Line}\n\n");
        text.Append("| recording | runs | least s | median s | least CPU s | peak MB | million rows read/s | million steps/s |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|---:|\n");
        string folder = Directory.CreateTempSubdirectory("bms-benchmark-").FullName;
        try
        {
            text.Append(Row(program, folder, "48 000 rows, gzip", RowsOfDrive, gzip: true, 10));
            text.Append(Row(program, folder, "5 million rows, plain", RowsOfCampaign, gzip: false, 5));
            if (largeBytes > 0)
            {
                long rows = (long)(largeBytes / BytesOfRow);
                string size = string.Create(
                    CultureInfo.InvariantCulture, $"{rows / 1e6:0.0} million rows, plain, {largeBytes / 1e9:0.0} GB");
                text.Append(Row(program, folder, size, rows, gzip: false, 1));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        File.WriteAllText(report, text.ToString());
        Console.Write(text);
    }

    private static string Row(string program, string folder, string name, long rows, bool gzip, int runs)
    {
        string path = Path.Combine(folder, "recording");
        SampleRecording.WriteFile(path, rows, gzip);
        Figures[] figures = [.. Enumerable.Range(0, runs).Select(_ => Run(program, path)).OrderBy(run => run.Seconds)];
        File.Delete(path);
        double read = rows / figures.Min(run => run.ReadSeconds) / 1e6;
        double step = rows / figures.Min(run => run.StepSeconds) / 1e6;
        double peak = figures.Max(run => run.PeakBytes) / 1e6;
        double busy = figures.Min(run => run.BusySeconds);
        string wall = string.Create(CultureInfo.InvariantCulture, $"{figures[0].Seconds:0.00} | {figures[runs / 2].Seconds:0.00}");
        return string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {runs} | {wall} | {busy:0.00} | {peak:0} | {read:0.0} | {step:0.0} |\n");
    }

    private static Figures Run(string program, string recording)
    {
        long begin = Stopwatch.GetTimestamp();
        var start = new ProcessStartInfo(program, ["replay", recording, "--cell", Cell, "--reference-soc", "0.9", "--json"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        double busy = 0;
        // Both are the system's own counts; only what the last few milliseconds add can be missed.
        do
            Look(process, ref peak, ref busy);
        while (!process.WaitForExit(10));
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with exit code {process.ExitCode}");
        using JsonDocument json = JsonDocument.Parse(output.GetAwaiter().GetResult());
        JsonElement timing = json.RootElement.GetProperty("timing");
        double read = timing.GetProperty("readSeconds").GetDouble();
        return new Figures(seconds, busy, peak, read, timing.GetProperty("stepSeconds").GetDouble());
    }

    private static void Look(Process process, ref long peakBytes, ref double busySeconds)
    {
        try
        {
            process.Refresh();
            peakBytes = Math.Max(peakBytes, process.PeakWorkingSet64);
            busySeconds = process.TotalProcessorTime.TotalSeconds;
        }
        catch (InvalidOperationException)
        {
            // It has ended in this moment: the last look is the one that counts.
        }
    }

    private readonly record struct Figures(double Seconds, double BusySeconds, long PeakBytes, double ReadSeconds, double StepSeconds);
}
