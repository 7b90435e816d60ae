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
                "Bms.Core.PackState",
                "Bms.Core.PowerLimits",
                "Bms.Core.Thermal",
                "Bms.Core.Contactors",
                "Bms.Core.Charging",
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
                new("Bms.Core.PackState", ["Bms.Core.PackState", "Bms.Core.PowerLimits"]),
                new("Bms.Core.Control", [
                    "Bms.Core.Thermal", "Bms.Core.Contactors", "Bms.Core.Charging", "Bms.Core.Balancing", "Bms.Core.Diagnostics",
                    "Bms.Core.Lifecycle",
                ]),
                new("Bms.Core", ["Bms.Core", "Bms.Core.Conformance"]),
            ],
            EntryPoints =
            [
                "Bms.Core.PackController::Step", "Bms.Core.PackController::WriteSnapshot", "Bms.Core.PackController::RestoreSnapshot",
            ],
        },
        new DeviceAssembly
        {
            Name = "Bms.Link",
            References = ["Bms.Core"],
            Layers = ["Bms.Link.Framing", "Bms.Link", "Bms.Link.Messages"],
            EntryPoints =
            [
                "Bms.Link.LinkServer::Take", "Bms.Link.LinkClient::Begin", "Bms.Link.LinkClient::Sent", "Bms.Link.LinkClient::Poll",
                "Bms.Link.LinkClient::Take", "Bms.Link.LinkMessage::Write", "Bms.Link.LinkMessage::Read", "Bms.Link.StepOutputs::Take",
                "Bms.Link.MeasurementQuantiser::Apply", "Bms.Link.Messages.EventRun::Take",
            ],
        },
        new DeviceAssembly
        {
            Name = "Bms.Board",
            References = ["Bms.Core", "Bms.Link"],
            Layers = ["Bms.Board.Ports", "Bms.Board.Drivers", "Bms.Board"],
            EntryPoints =
            [
                "Bms.Board.BoardApplication::Turn",
                "Bms.Board.Drivers.Bq769x2.Bq76952::Measure", "Bms.Board.Drivers.Bq769x2.Bq76952::Bleed",
                "Bms.Board.Drivers.Bq769x2.Bq76952::StopBleeding", "Bms.Board.Drivers.Bq769x2.Bq76952::SwitchFets",
                "Bms.Board.Drivers.Ltc681x.Ltc6811::Measure", "Bms.Board.Drivers.Ltc681x.Ltc6811::StopBleeding",
                "Bms.Board.Drivers.Switching.BoardActuators::Act", "Bms.Board.Drivers.Switching.BoardActuators::Release",
                "Bms.Board.Drivers.Switching.BoardInputs::Measure", "Bms.Board.Drivers.Inverters.InverterLink::Send",
                "Bms.Board.Drivers.Memories.I2cMemory::Read", "Bms.Board.Drivers.Memories.I2cMemory::Write",
            ],
        },
    ];

    /// <summary>The row of one assembly.</summary>
    public static DeviceAssembly Named(string name) => All.Single(assembly => assembly.Name == name);
}
