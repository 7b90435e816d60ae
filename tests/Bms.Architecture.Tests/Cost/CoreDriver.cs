using System;
using System.Linq;
using System.Reflection;
using Bms.Architecture.Tests.Instrumentation;

namespace Bms.Architecture.Tests.Cost;

/// <summary>
/// Drives one controller of an instrumented copy of the core through the drive of conformance and lets every step's counts be read.
/// The copy's types are not the tests' own, so they are late-bound.
/// </summary>
internal sealed class CoreDriver
{
    private readonly dynamic _controller;
    private readonly dynamic _measurements;
    private readonly dynamic _drive;
    private int _step;
    private int _nowMilliseconds;

    /// <param name="core">The instrumented copy.</param>
    /// <param name="variant">The pack of conformance, 0…3.</param>
    /// <param name="estimator">The estimator's number.</param>
    /// <param name="groups">Series groups.</param>
    /// <param name="everything">Whether the pack has every input and row, or what most have.</param>
    /// <param name="packState">Whether the groups' differences are looked for.</param>
    /// <param name="power">Whether it works out what the pack can take and give; with everything only, for that needs an input.</param>
    public CoreDriver(InstrumentedAssembly core, int variant, int estimator, int groups, bool everything = false, bool packState = false, bool power = false)
    {
        Assembly assembly = core.Assembly;
        Type kind = Type(assembly, "Configuration.EstimatorKind");
        MethodInfo[] packs = Type(assembly, "Conformance.GuardedPack").GetMethods();
        // Every input, every row and every doubt: nothing that a pack may have costs more.
        object configuration = everything
            ? packs.Single(method => method.Name == "Make" && method.GetParameters().Length == 6)
                .Invoke(null, [variant, Enum.ToObject(kind, estimator), 1, true, false, groups])!
            : packs.Single(method => method.Name == "Usual" && method.GetParameters().Length == 5)
                .Invoke(null, [variant, Enum.ToObject(kind, estimator), 1, groups, packState])!;
        // What is immutable to the core is so to its own compiler only.
        if (everything && packState)
            Set(configuration, "PackState", Type(assembly, "Conformance.ConformancePack").GetMethod("Groups")!.Invoke(null, [true])!);
        if (power)
            Set(configuration, "Power", Type(assembly, "Conformance.PowerPack").GetMethod("Power")!.Invoke(null, [true])!);
        _controller = Activator.CreateInstance(Type(assembly, "PackController"), configuration)!;
        _measurements = Activator.CreateInstance(Type(assembly, "Measurement.Measurements"), groups, 2)!;
        dynamic numbers = Activator.CreateInstance(Type(assembly, "Conformance.StimulusNumbers"), 99)!;
        dynamic quiet = Activator.CreateInstance(Type(assembly, "Conformance.RowScript"), (object)_measurements, (object)numbers)!;
        _drive = Activator.CreateInstance(Type(assembly, "Conformance.DriveScript"), (object)_measurements, (object)quiet, (object)numbers)!;
        _controller.Estimation.Start(0.7f);
    }

    /// <summary>Prepares the next step's measurements; what that costs is not the step's.</summary>
    public void Prepare()
    {
        int elapsed = _drive.Next(_step);
        _nowMilliseconds = unchecked(_nowMilliseconds + elapsed);
        _measurements.NowMilliseconds = _nowMilliseconds;
        _step++;
    }

    /// <summary>Takes the step.</summary>
    public void Step() => _controller.Step(_measurements);

    /// <summary>True while no exception ended a step.</summary>
    public bool Healthy => (int)_controller.FailedStage == 0;

    private static void Set(object configuration, string property, object value) =>
        configuration.GetType().GetProperty(property)!.SetValue(configuration, value);

    private static Type Type(Assembly assembly, string name) => assembly.GetType("Bms.Core." + name, throwOnError: true)!;
}
