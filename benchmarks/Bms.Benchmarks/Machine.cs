using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Bms.Benchmarks;

/// <summary>What a result was measured on, without naming whose machine it was.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Processor, cores, architecture, runtime.</summary>
    public static string Line { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, {Runtime}");

    private static string Runtime => RuntimeInformation.FrameworkDescription;

    private static string Processor()
    {
        if (!File.Exists(ProcessorFile))
            return "unknown processor";
        string? line = File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        return line is null ? "unknown processor" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
