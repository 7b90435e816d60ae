using System;
using System.Threading;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Traces.Inspection;

public sealed class TraceInspectorTests
{
    [Fact]
    public void Says_what_is_in_a_plain_trace()
    {
        TraceInspection found = TraceText.Inspect(
            "Step ID,Test Time / s,Voltage / V,Current / A,Ambient Temperature / degC,Net Capacity / Ah\n"
            + "1,100,3.5,7,25,0\n1,110,3.6,7.2,,0.02\n1,120,3.5,-3.6,24,0.011\nx,130,oops,0,24,0\n");
        Assert.Equal(("test.csv", "none", 0, "ambient"), (found.Trace, found.Compression, found.CellCount, found.TemperatureSource));
        Assert.Equal(5, found.Columns.Count);
        Assert.Equal(["Step ID"], found.IgnoredColumns);
        Assert.Equal((3, 1), (found.Rows, found.SkippedRows));
        Assert.Equal(5, Assert.Single(found.FirstSkipped).Line);
        Assert.Equal((100, 120, 20), (found.FirstTestTimeSeconds, found.LastTestTimeSeconds, found.DurationSeconds));
        Assert.Equal(new SamplingSummary(10, 10, 10), found.Sampling);
        Assert.Equal(new QuantityRange("Current / A", "A", -3.6, 7.2, 10.6 / 3, 0), found.Ranges[2]);
        Assert.Equal(new QuantityRange("Ambient Temperature / degC", "degC", 24, 25, 24.5, 1), found.Ranges[3]);
        Assert.Null(found.LargestSpread);
        Assert.Equal(0, found.Gaps.Count + found.TimeBackwards.Count + found.DuplicateTimes.Count);
    }

    [Fact]
    public void Integrates_with_each_rows_current_over_the_step_before_it()
    {
        TraceInspection found = TraceText.Inspect(
            "Test Time / s,Voltage / V,Current / A,Net Capacity / Ah\n0,3.5,1000,5\n10,3.6,7.2,\n20,3.5,-3.6,5.015\n30,3.5,0,5.012\n");
        Assert.Equal(0.01, found.Charge.ByIntegration.NetAmpHours, 1e-15);
        Assert.Equal(0.03, found.Charge.ByIntegration.ThroughputAmpHours, 1e-15);
        Assert.Equal(0.012, found.Charge.ByCounter!.NetAmpHours, 1e-12);
        Assert.Equal(0.018, found.Charge.ByCounter!.ThroughputAmpHours, 1e-12);
        Assert.Equal(0.002, found.Charge.NetDifferenceAmpHours!.Value, 1e-12);
    }

    [Fact]
    public void Time_that_does_not_go_forward_is_found_and_moves_no_charge()
    {
        TraceInspection found = TraceText.Inspect(TraceText.Header + "0,3,3600\n1,3,3600\n1,3,3600\n2,3,3600\n0,3,3600\n1,3,3600\n1,3,3600\n0.5,3,3600\n1.5,3,3600\n");
        Assert.Equal(new TimeFault(2, 6, 2, 0), found.TimeBackwards);
        Assert.Equal(new TimeFault(2, 4, 1, 1), found.DuplicateTimes);
        Assert.Equal(4, found.DurationSeconds, 1e-12);
        Assert.Equal(4, found.Charge.ByIntegration.NetAmpHours, 1e-12);
    }

    [Fact]
    public void Gaps_are_steps_above_ten_times_the_median()
    {
        double[] times = [0, 1, 2, 3, 13, 14, 25, 26, 126.5, 127];
        TraceInspection found = TraceText.Inspect(TraceText.Csv(times.Length, row => (times[row], 3, 0)));
        Assert.Equal(new GapSummary(10, 2, 111.5, 100.5, 10, 26), found.Gaps);
    }

    [Fact]
    public void A_short_stall_of_fast_sampling_is_no_gap()
    {
        double[] times = [0, 0.01, 0.02, 0.03, 0.9, 0.91, 0.92, 1.93];
        TraceInspection found = TraceText.Inspect(TraceText.Csv(times.Length, row => (times[row], 3, 0)));
        Assert.Equal((1, 1), (found.Gaps.ThresholdSeconds, found.Gaps.Count));
        Assert.Equal(9, found.Gaps.LongestLine);
    }

    [Fact]
    public void Finds_the_largest_spread_between_groups()
    {
        TraceInspection found = TraceText.Inspect(
            "Test Time / s,Voltage / V,Current / A,Cell Voltage 1 / V,Cell Voltage 2 / V,Cell Voltage 3 / V\n0,9,0,3,3.01,3.02\n1,9,0,,3.1,3\n2,9,0,3,,\n");
        Assert.Equal(3, found.CellCount);
        Assert.Equal(100, found.LargestSpread!.Millivolts, 1e-9);
        Assert.Equal((3, 1), (found.LargestSpread.Line, found.LargestSpread.TestTimeSeconds));
    }

    [Fact]
    public void A_single_row_and_an_empty_column_are_no_trouble()
    {
        TraceInspection found = TraceText.Inspect("Test Time / s,Voltage / V,Current / A,Net Capacity / Ah,Temperature T1 / degC\n7,3,1,,\n");
        Assert.Equal((1, 0), (found.Rows, found.DurationSeconds));
        Assert.Null(found.Sampling);
        Assert.Null(found.Charge.ByCounter);
        Assert.Null(found.TemperatureSource);
        Assert.Equal(new QuantityRange("Temperature T1 / degC", "degC", null, null, null, 1), found.Ranges[^1]);
        Assert.Equal("undecided", found.SignCheck.Result);
    }

    [Fact]
    public void Stops_when_it_is_told_to()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => TraceInspector.Inspect(() => TraceText.Open(TraceText.Header + "0,3,0\n"), cancellation.Token));
    }
}
