using System;
using System.Linq;
using System.Reflection;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests;

/// <summary>
/// An exception in any stage ends in open contactors and a recorded cause. The stages come from the enumeration and are spoiled by its
/// names, so that a stage that is added is covered here, or fails here.
/// </summary>
public sealed class ExceptionPathTests
{
    private const int MostSteps = 200;

    public static TheoryData<ControllerStage> Stages { get; } = [.. Enum.GetValues<ControllerStage>().Where(stage => stage != ControllerStage.None)];

    [Fact]
    public void Every_stage_of_the_controller_has_its_name()
    {
        // What keeps records over a memory has its own guard. Health and Energy share their stage's name with Groups.
        string[] names = [.. Enum.GetValues<ControllerStage>().Select(PropertyOf), "Health", "Energy"];
        PropertyInfo[] stages = [.. typeof(PackController).GetProperties().Where(property => property.PropertyType.GetMethod("Step") is not null && property.Name != "Memory")];
        Assert.InRange(stages.Length, 6, names.Length);
        Assert.All(stages, stage => Assert.Contains(stage.Name, names));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void An_exception_opens_everything_for_good_and_names_its_stage(ControllerStage stage)
    {
        PackBench bench = PackBench.Running(PackBench.Pack(estimator: EstimatorKind.Ekf));
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        Spoil(bench.Controller, stage);
        // An over-voltage, so that every stage has something to do.
        bench.Show(ProtectionKind.CellOverVoltage, bench.Row(ProtectionKind.CellOverVoltage).TripLimit);
        int failedAt = 0;
        for (int step = 0; step < MostSteps && bench.Controller.FailedStage == ControllerStage.None; step++)
        {
            bench.Step();
            failedAt = bench.Measurements.NowMilliseconds;
        }
        for (int after = 0; after < 50; after++)
        {
            AssertOpen(bench.Controller, stage, failedAt);
            bench.Quiet();
            bench.Step();
        }
    }

    private static void AssertOpen(PackController controller, ControllerStage stage, int failedAt)
    {
        Assert.Equal(stage, controller.FailedStage);
        Commands commands = controller.Commands;
        Assert.False(commands.MainContactorsClosed);
        Assert.False(commands.PrechargeClosed);
        Assert.False(commands.HeaterOn);
        Assert.True(commands.ZeroCurrentRequested);
        Assert.Equal(0, commands.ChargeLimitMicroamps);
        Assert.Equal(0, commands.DischargeLimitMicroamps);
        Assert.DoesNotContain(true, commands.BleedGroup);
        Assert.Equal(PackMode.Fault, controller.Contactors.Mode);
        EventLog events = controller.Diagnostics.Events;
        Assert.Equal(EventKind.InternalFault, events.Kind(events.Count - 1));
        Assert.Equal((int)stage, events.Channel(events.Count - 1));
        Assert.Equal(failedAt, events.AtMilliseconds(events.Count - 1));
    }

    /// <summary>Where a stage has several classes, the first of them; else it has the stage's own name.</summary>
    private static string PropertyOf(ControllerStage stage) => stage switch
    {
        ControllerStage.PackState => "Groups",
        ControllerStage.PowerLimits => "Power",
        _ => stage.ToString(),
    };

    /// <summary>Takes everything from a stage that it refers to, which is the only way to make sound code throw.</summary>
    private static void Spoil(PackController controller, ControllerStage stage)
    {
        switch (stage)
        {
            case ControllerStage.Diagnostics:
                // The log itself is what records the cause.
                PrivateField.Set(controller.Diagnostics, "_lastLevel", Array.Empty<int>());
                return;
            case ControllerStage.Commands:
                PrivateField.Set(controller.Commands, "<BleedGroup>k__BackingField", new bool[40]);
                return;
            case ControllerStage.Thermal:
                // This pack has neither heater nor cooling: without them the stage has nothing to do.
                PrivateField.Set(controller.Thermal, "_active", true);
                PrivateField.Set(controller.Thermal, "_heats", true);
                break;
            default:
                break;
        }
        PropertyInfo? property = typeof(PackController).GetProperty(PropertyOf(stage));
        Assert.True(property is not null, $"the stage {stage} has no property of its name: say here how it is made to throw");
        object target = property.GetValue(controller)!;
        foreach (FieldInfo field in target.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            if (!field.FieldType.IsValueType)
                field.SetValue(target, null);
        }
    }
}
