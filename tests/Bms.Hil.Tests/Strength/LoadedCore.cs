using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading.Tasks;

namespace Bms.Hil.Tests.Strength;

/// <summary>
/// A core of its own, with a harness, this project's <see cref="ScenarioWorker"/> and the core's tests loaded against it: nothing of it is
/// shared with the ones that the process started with, and it goes when it is no longer used.
/// </summary>
internal sealed class LoadedCore : AssemblyLoadContext, IDisposable
{
    private const string TestProject = "Bms.Core.Tests";
    private static readonly string TestFolder = BuiltBeside(TestProject);
    private static readonly Dictionary<string, string> OwnCopies = new()
    {
        ["bms-hil"] = AppContext.BaseDirectory,
        ["Bms.Hil.Tests"] = AppContext.BaseDirectory,
        [TestProject] = TestFolder,
    };

    private readonly Func<string, string?> _runScenario;
    private readonly Lazy<UnitTests> _tests;

    static LoadedCore() => Default.Resolving += FindBesideTests;

    /// <summary>Loads one.</summary>
    /// <param name="image">The core's bytes.</param>
    public LoadedCore(byte[] image)
        : base("core under test", isCollectible: true)
    {
        Core = LoadFromStream(new MemoryStream(image));
        Type worker = LoadFromAssemblyName(new AssemblyName("Bms.Hil.Tests")).GetType(typeof(ScenarioWorker).FullName!, throwOnError: true)!;
        _runScenario = worker.GetMethod(nameof(ScenarioWorker.Run))!.CreateDelegate<Func<string, string?>>();
        _tests = new Lazy<UnitTests>(() => new UnitTests(LoadFromAssemblyName(new AssemblyName(TestProject))));
    }

    /// <summary>The core itself.</summary>
    public Assembly Core { get; }

    /// <summary>The classes of the core's unit tests, by their full names.</summary>
    public string[] TestClasses => _tests.Value.Classes;

    /// <summary>Runs the scenario of a file; the answer is why it failed, or null where it passed.</summary>
    public string? RunScenario(string path) => _runScenario(path);

    /// <summary>Runs one class of unit tests up to its first failure; the answer is that failure, or null.</summary>
    public Task<string?> RunTests(string className) => _tests.Value.Run(className);

    /// <inheritdoc/>
    public void Dispose() => Unload();

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name ?? "";
        if (name == "Bms.Core")
            return Core;
        // Everything else knows nothing of the core and is loaded once for all.
        return OwnCopies.TryGetValue(name, out string? folder) ? LoadFromAssemblyPath(Path.Combine(folder, name + ".dll")) : null;
    }

    /// <summary>Libraries that only the unit tests use stand beside them.</summary>
    private static Assembly? FindBesideTests(AssemblyLoadContext context, AssemblyName name)
    {
        string path = Path.Combine(TestFolder, name.Name + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }

    /// <summary>The output of another test project, built with the same configuration for the same framework.</summary>
    private static string BuiltBeside(string project)
    {
        string[] own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory).Split(Path.DirectorySeparatorChar);
        string folder = string.Join(Path.DirectorySeparatorChar, [.. own[..^4], project, .. own[^3..]]);
        return File.Exists(Path.Combine(folder, project + ".dll"))
            ? folder
            : throw new FileNotFoundException($"{folder} holds no {project}.dll: build the solution first");
    }
}
