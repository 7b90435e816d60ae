using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests;

/// <summary>A step allocates nothing, whatever happens in it.</summary>
public sealed class AllocationTests
{
    private const int Steps = 100000;

    public static TheoryData<EstimatorKind, int> EstimatorsAndGroups()
    {
        var data = new TheoryData<EstimatorKind, int>();
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            foreach (int groups in new[] { 1, 16, 32 })
                data.Add(kind, groups);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(EstimatorsAndGroups))]
    public void A_hundred_thousand_steps_allocate_not_one_byte(EstimatorKind kind, int groups)
    {
        PackConfiguration pack = PackBench.Pack(3, kind).With("SeriesGroups", groups);
        var controller = new PackController(pack);
        var measurements = new Measurements(groups, 2);
        var numbers = new StimulusNumbers(5);
        // Row by row, lost channels, gaps, time backwards: the drive of conformance takes nearly every branch.
        var drive = new DriveScript(measurements, new RowScript(measurements, numbers), numbers);
        Run(controller, measurements, drive, 2000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(controller, measurements, drive, Steps);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.Equal(ControllerStage.None, controller.FailedStage);
        Assert.True(controller.Diagnostics.Events.Count > 1000);
    }

    [Fact]
    public void The_measure_of_allocations_sees_one()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        int[] some = [.. Enumerable.Range(0, 10)];
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before >= 40);
        Assert.Equal(10, some.Length);
    }

    private static void Run(PackController controller, Measurements measurements, DriveScript drive, int steps)
    {
        int now = measurements.NowMilliseconds;
        for (int step = 0; step < steps; step++)
        {
            now = unchecked(now + drive.Next(step));
            measurements.NowMilliseconds = now;
            controller.Step(measurements);
        }
    }
}
