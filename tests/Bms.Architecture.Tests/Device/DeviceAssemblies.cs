using System.Collections.Generic;
using System.Linq;

namespace Bms.Architecture.Tests.Device;

/// <summary>The table of what is deployed to boards; every test of the gate runs over it.</summary>
internal static class DeviceAssemblies
{
    /// <summary>All device assemblies, each after those that it references.</summary>
    public static IReadOnlyList<DeviceAssembly> All { get; } =
    [
        new DeviceAssembly
        {
            Name = "Bms.Core",
            Layers =
            [
                "Bms.Core.Numerics",
                "Bms.Core.Configuration",
                "Bms.Core.Measurement",
                "Bms.Core.Protection",
                "Bms.Core.Estimation",
                "Bms.Core.PowerLimits",
                "Bms.Core.Thermal",
                "Bms.Core.Contactors",
                "Bms.Core.Balancing",
                "Bms.Core.Diagnostics",
                "Bms.Core.Lifecycle",
                "Bms.Core",
                "Bms.Core.Conformance",
            ],
            Parts =
            [
                new("Bms.Core.Measurement", ["Bms.Core.Numerics", "Bms.Core.Configuration", "Bms.Core.Measurement", "Bms.Core.Protection"]),
                new("Bms.Core.Estimation", ["Bms.Core.Estimation"]),
                new("Bms.Core", [
                    "Bms.Core.PowerLimits", "Bms.Core.Thermal", "Bms.Core.Contactors", "Bms.Core.Balancing", "Bms.Core.Diagnostics",
                    "Bms.Core.Lifecycle", "Bms.Core", "Bms.Core.Conformance",
                ]),
            ],
            EntryPoints =
            [
                "Bms.Core.PackController::Step", "Bms.Core.PackController::WriteSnapshot", "Bms.Core.PackController::RestoreSnapshot",
            ],
        },
    ];

    /// <summary>The row of one assembly.</summary>
    public static DeviceAssembly Named(string name) => All.Single(assembly => assembly.Name == name);
}
