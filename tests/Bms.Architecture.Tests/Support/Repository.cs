using System;
using System.IO;

namespace Bms.Architecture.Tests.Support;

/// <summary>Where the repository lies, and beside it the lists of what the device's libraries offer.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Bms.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The folder of <c>api-*.tsv</c>: the one that the environment variable BMS_NANO_API names, else <c>../shared/nano</c> beside the
    /// repository; null where there is none, and the tests that need it are skipped with the reason.
    /// </summary>
    public static string? DeviceApiFolder { get; } = FindDeviceApiFolder();

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Bms.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Bms.sln is in no folder above the tests");
    }

    private static string? FindDeviceApiFolder()
    {
        string? named = Environment.GetEnvironmentVariable("BMS_NANO_API");
        string folder = string.IsNullOrEmpty(named) ? Path.GetFullPath(Path.Combine(Root, "..", "shared", "nano")) : named;
        return File.Exists(Path.Combine(folder, "api-mscorlib.tsv")) ? folder : null;
    }
}
