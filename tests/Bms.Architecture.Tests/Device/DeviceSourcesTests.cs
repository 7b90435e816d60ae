using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Bms.Architecture.Tests.Device;

/// <summary>Device sources compile in Debug and in Release, in memory, whatever the tests were built in.</summary>
public sealed class DeviceSourcesTests
{
    public static TheoryData<string> Devices() => [.. DeviceAssemblies.All.Select(device => device.Name)];

    [Theory]
    [MemberData(nameof(Devices))]
    public void Both_configurations_compile_and_load(string name)
    {
        Assembly debug = DeviceSources.Compile(name, OptimizationLevel.Debug).Load();
        Assembly release = DeviceSources.Compile(name, OptimizationLevel.Release).Load();
        Assert.Equal(name, debug.GetName().Name);
        Assert.NotSame(debug, release);
        Assert.True(IsOptimised(release));
        Assert.False(IsOptimised(debug));
        string?[] inDebug = [.. debug.GetExportedTypes().Select(type => type.FullName)];
        Assert.Equal(inDebug, release.GetExportedTypes().Select(type => type.FullName));
        Assert.Equal(inDebug.Order(), Assembly.Load(name).GetExportedTypes().Select(type => type.FullName).Order());
    }

    private static bool IsOptimised(Assembly assembly) =>
        assembly.GetCustomAttribute<System.Diagnostics.DebuggableAttribute>()?.IsJITOptimizerDisabled != true;
}
