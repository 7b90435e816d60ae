using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Bms.Hil.Machine;

/// <summary>Looks for programs and asks them their version.</summary>
internal static class ToolProbe
{
    private const int PatienceMilliseconds = 5000;
    private const int LongestLine = 120;

    /// <summary>The first of some programs that is on the path, or null.</summary>
    public static string? Find(params string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ""] : [""];
        return names
            .SelectMany(name => folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, name + ending))))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>The first line that a program prints when asked, or null where it does not answer in time or fails.</summary>
    public static string? Ask(string path, string argument)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(path, argument)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var line = process.StandardOutput.ReadLineAsync();
            if (!line.Wait(PatienceMilliseconds))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
            string? text = line.Result?.Trim();
            return text is null || text.Length <= LongestLine ? text : text[..LongestLine];
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException or IOException or AggregateException)
        {
            return null;
        }
    }
}
