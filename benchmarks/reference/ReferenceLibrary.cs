using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Bms.Reference;

/// <summary>
/// The filter in C, compiled by this machine's gcc into a folder of its own and loaded. The sources travel inside the assembly, so that
/// it does not matter from where a test or a benchmark is started.
/// </summary>
internal sealed class ReferenceLibrary : IDisposable
{
    /// <summary>What the compiler is called with, without the names of the files.</summary>
    public const string Flags = "-std=c99 -O3 -march=native -ffp-contract=off -Wall -Wextra -Werror -shared -fPIC";

    private const string Prefix = "reference/";
    private const string Main = "ekf.c";

    private readonly string _folder;
    private readonly nint _handle;

    private ReferenceLibrary(string folder, nint handle)
    {
        _folder = folder;
        _handle = handle;
    }

    /// <summary>Why there is no reference here, or null where there is one.</summary>
    public static string? Missing { get; } = WhyMissing();

    /// <summary>Compiles and loads; needs a compiler.</summary>
    /// <exception cref="InvalidOperationException">There is no gcc, or it refuses the sources.</exception>
    public static ReferenceLibrary Build()
    {
        if (Missing is not null)
            throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("bms-reference-").FullName;
        try
        {
            Unpack(folder);
            string library = Path.Combine(folder, "libekf.so");
            Compile(folder, library);
            return new ReferenceLibrary(folder, NativeLibrary.Load(library));
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>One of its functions.</summary>
    public T Function<T>(string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_handle, name));

    public void Dispose()
    {
        NativeLibrary.Free(_handle);
        Directory.Delete(_folder, recursive: true);
    }

    private static string? WhyMissing()
    {
        bool present = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, OperatingSystem.IsWindows() ? "gcc.exe" : "gcc")));
        if (!present)
            return "there is no gcc on the PATH, so the filter in C cannot be built";
        // A gcc package without the C library's headers is common on small images.
        string nothing = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        return Call(["-fsyntax-only", "-include", "stdlib.h", "-x", "c", nothing]) is null
            ? null
            : "gcc finds no headers of a C library (package libc6-dev), so the filter in C cannot be built";
    }

    private static void Unpack(string folder)
    {
        Assembly assembly = typeof(ReferenceLibrary).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream source = assembly.GetManifestResourceStream(name)!;
            using FileStream target = File.Create(Path.Combine(folder, name[Prefix.Length..]));
            source.CopyTo(target);
        }
    }

    private static void Compile(string folder, string library)
    {
        if (Call([.. Flags.Split(' '), "-o", library, Path.Combine(folder, Main)]) is { } complaints)
            throw new InvalidOperationException($"gcc refuses the reference: {complaints}");
    }

    /// <summary>Calls gcc; returns what it complains of, or null where it succeeds.</summary>
    private static string? Call(string[] arguments)
    {
        var start = new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("gcc does not start");
        string complaints = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : complaints;
    }
}
