using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Lifecycle;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads <c>memory</c> and <c>restarts</c>: what the board keeps, and when it has no power.</summary>
internal static class PowerReader
{
    private const double LongestPeriodSeconds = 43_200;
    private const double MillisecondsPerSecond = 1000;

    public static IReadOnlyList<TimeWindow> ReadLosses(YamlItem? item)
    {
        if (item is null)
            return [];
        List<TimeWindow> losses = [];
        foreach (YamlItem entry in item.List())
        {
            YamlMap map = entry.Map("at", "off");
            double at = map.Require("at").Quantity(Dimension.Time, 0.1, WindowReader.LongestSeconds);
            double off = map.Require("off").Quantity(Dimension.Time, 0.1, WindowReader.LongestSeconds);
            if (losses.Count > 0 && at <= losses.Max(loss => loss.ToSeconds))
                throw entry.Refuse("it begins before the one above it has ended; expected restarts in their order");
            losses.Add(new TimeWindow(at, at + off));
        }
        return losses;
    }

    /// <summary>A scenario with restarts has a memory whether it says so or not.</summary>
    public static MemorySettings? ReadMemory(YamlItem? item, YamlItem? restarts)
    {
        if (item is null)
            return restarts is null ? null : new MemorySettings();
        YamlMap map = item.Map("snapshot", "counters", "lifetime", "sample");
        return new MemorySettings
        {
            SnapshotSeconds = Seconds(map.Find("snapshot"), SnapshotRecord.UsualPeriodSeconds),
            CounterSeconds = Seconds(map.Find("counters"), CounterRecord.UsualPeriodSeconds),
            LifetimeSeconds = Seconds(map.Find("lifetime"), LifetimeRecords.UsualPeriodSeconds),
            SampleMilliseconds = map.Find("sample") is YamlItem sample
                ? (int)Math.Round(sample.Quantity(Dimension.Time, 0.01, 60) * MillisecondsPerSecond)
                : new MemorySettings().SampleMilliseconds,
        };
    }

    private static int Seconds(YamlItem? item, int usual) =>
        item is null ? usual : (int)Math.Round(item.Quantity(Dimension.Time, 1, LongestPeriodSeconds));
}
