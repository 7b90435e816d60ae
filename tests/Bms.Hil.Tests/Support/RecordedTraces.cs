using System;
using System.IO;
using Xunit;

namespace Bms.Hil.Tests.Support;

/// <summary>
/// Finds the recorded traces, which the project does not ship: the folder that the environment variable BMS_TRACES names, else
/// <c>../shared/traces</c> beside the repository. A test that needs one is skipped, with the reason, where there is none.
/// </summary>
internal static class RecordedTraces
{
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    public static string? Folder { get; } = FindFolder();

    /// <summary>The path of one recording, by its path below the folder, for example <c>panasonic_18650pf/25C/25degc_us06.bdf.csv.gz</c>.</summary>
    public static string PathOf(string relative)
    {
        Assert.SkipWhen(Folder is null, "no recorded traces: set BMS_TRACES or put them at ../shared/traces");
        string path = Path.Combine(Folder!, relative);
        Assert.SkipUnless(File.Exists(path), $"the recording {relative} is not in {Folder}");
        return path;
    }

    private static string? FindFolder()
    {
        string? named = Environment.GetEnvironmentVariable("BMS_TRACES");
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? named : null;
        string beside = Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared", "traces"));
        return Directory.Exists(beside) ? beside : null;
    }

    private static string FindRepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bms.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Bms.sln is in no folder above the tests");
    }
}
