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
    public static string? Missing => FindCompiler() is null ? "there is no gcc on the PATH, so the filter in C cannot be built" : null;

    /// <summary>Compiles and loads; needs a compiler.</summary>
    /// <exception cref="InvalidOperationException">There is no gcc, or it refuses the sources.</exception>
    public static ReferenceLibrary Build()
    {
        string compiler = FindCompiler() ?? throw new InvalidOperationException(Missing);
        string folder = Directory.CreateTempSubdirectory("bms-reference-").FullName;
        try
        {
            Unpack(folder);
            string library = Path.Combine(folder, "libekf.so");
            Compile(compiler, folder, library);
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

    private static string? FindCompiler() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "gcc.exe" : "gcc"))
        .FirstOrDefault(File.Exists);

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

    private static void Compile(string compiler, string folder, string library)
    {
        var start = new ProcessStartInfo(compiler, [.. Flags.Split(' '), "-o", library, Path.Combine(folder, Main)])
        {
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{compiler} does not start");
        string complaints = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{compiler} refuses the reference: {complaints}");
    }
}
