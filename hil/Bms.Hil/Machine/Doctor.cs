using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Bms.Hil.Machine;

/// <summary>
/// Says what this machine has of what the project can use, and how to get the rest. Only the runtime is indispensable; each other
/// thing has tests or measurements that are skipped without it.
/// </summary>
public static class Doctor
{
    private const int SdkMajor = 10;

    /// <summary>Looks for everything.</summary>
    /// <param name="folder">Where the repository may be, or a folder in it.</param>
    public static IReadOnlyList<MachineFinding> Examine(string folder)
    {
        string? repository = RepositoryOf(folder);
        return
        [
            new(".NET runtime", true, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}", "everything", null),
            Sdk(),
            Tool("C compiler", "gcc", "the comparison of the filter with the same filter in C", "apt-get install gcc"),
            Chromium(),
            Traces(repository),
            DeviceLists(repository),
            Shipped("cells", "*.json"),
            Shipped("packs", "*.yaml"),
            Shipped("traces", "*.bdf.csv.gz"),
        ];
    }

    /// <summary>The nearest folder upwards that holds the solution, or null.</summary>
    internal static string? RepositoryOf(string folder)
    {
        string? here = Path.GetFullPath(folder);
        while (here is not null && !File.Exists(Path.Combine(here, "Bms.sln")))
            here = Path.GetDirectoryName(here);
        return here;
    }

    private static MachineFinding Sdk()
    {
        const string Needed = "building and testing";
        const string Remedy = "apt-get install dotnet-sdk-10.0, or the installer from https://dotnet.microsoft.com/download";
        string? path = ToolProbe.Find("dotnet");
        string? version = path is null ? null : ToolProbe.Ask(path, "--version");
        string first = (version ?? "").Split('.')[0];
        bool known = int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= SdkMajor;
        string detail = version ?? (path is null ? "no dotnet on the path" : $"{path} does not say its version");
        return new(".NET SDK", known, detail, Needed, known ? null : Remedy);
    }

    private static MachineFinding Tool(string name, string program, string needed, string remedy)
    {
        string? path = ToolProbe.Find(program);
        string? version = path is null ? null : ToolProbe.Ask(path, "--version");
        return version is null
            ? new(name, false, $"no {program} on the path that answers", needed, remedy)
            : new(name, true, version, needed, null);
    }

    private static MachineFinding Chromium()
    {
        const string Needed = "the tests that open reports in a browser";
        const string Remedy = "apt-get install chromium, or name one in BMS_CHROMIUM";
        string? named = Environment.GetEnvironmentVariable("BMS_CHROMIUM");
        string? path = string.IsNullOrEmpty(named) ? ToolProbe.Find("chromium", "chromium-browser", "google-chrome") : named;
        string? version = path is null ? null : ToolProbe.Ask(path, "--version");
        return version is null
            ? new("Chromium", false, path is null ? "no chromium on the path" : $"{path} does not answer", Needed, Remedy)
            : new("Chromium", true, version, Needed, null);
    }

    private static MachineFinding Traces(string? repository)
    {
        const string Needed = "the tests against recorded cells; the shipped recordings are synthetic";
        return Folder("Recorded traces", "BMS_TRACES", repository, "traces", "*.bdf.csv*", SearchOption.AllDirectories, "recordings", Needed);
    }

    private static MachineFinding DeviceLists(string? repository)
    {
        const string Needed = "compiling the firmware against the device's libraries";
        const string Name = "Lists of the device's libraries";
        return Folder(Name, "BMS_NANO_API", repository, "nano", "api-*.tsv", SearchOption.TopDirectoryOnly, "lists", Needed);
    }

    private static MachineFinding Folder(
        string name, string variable, string? repository, string beside, string pattern, SearchOption depth, string unit, string needed)
    {
        string? named = Environment.GetEnvironmentVariable(variable);
        string? folder = !string.IsNullOrEmpty(named) ? named
            : repository is null ? null : Path.GetFullPath(Path.Combine(repository, "..", "shared", beside));
        int count = folder is not null && Directory.Exists(folder) ? Count(folder, pattern, depth) : 0;
        string remedy = $"put them in a folder and name it in {variable}";
        return count == 0
            ? new(name, false, folder is null ? $"{variable} is not set" : $"none in {folder}", needed, remedy)
            : new(name, true, string.Create(CultureInfo.InvariantCulture, $"{count} {unit} in {folder}"), needed, null);
    }

    private static MachineFinding Shipped(string folder, string pattern)
    {
        string path = Path.Combine(AppContext.BaseDirectory, folder);
        int count = Directory.Exists(path) ? Count(path, pattern, SearchOption.TopDirectoryOnly) : 0;
        string detail = string.Create(CultureInfo.InvariantCulture, $"{count} in {path}");
        return new($"Shipped {folder}", count > 0, detail, $"naming {folder} without a path", count > 0 ? null : "build the project again");
    }

    private static int Count(string folder, string pattern, SearchOption depth)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = depth == SearchOption.AllDirectories, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, pattern, options).Count();
    }
}
