using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Diagnostics;

/// <summary>The ring keeps the latest events under numbers that never repeat.</summary>
public sealed class EventLogTests
{
    [Fact]
    public void A_new_log_is_empty()
    {
        var log = new EventLog();
        Assert.Equal(0, log.Count);
        Assert.Equal(0, log.FirstKept);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void The_latest_sixty_four_events_are_kept_under_their_numbers(int added)
    {
        var log = new EventLog();
        for (int number = 0; number < added; number++)
            log.Add((EventKind)(number % 11), number % 4, number % 32, number * 7);
        Assert.Equal(added, log.Count);
        Assert.Equal(added <= EventLog.Capacity ? 0 : added - EventLog.Capacity, log.FirstKept);
        for (int number = log.FirstKept; number < added; number++)
        {
            Assert.Equal((EventKind)(number % 11), log.Kind(number));
            Assert.Equal(number % 4, log.Level(number));
            Assert.Equal(number % 32, log.Channel(number));
            Assert.Equal(number * 7, log.AtMilliseconds(number));
        }
    }

    [Fact]
    public void Every_change_of_a_level_is_one_event_and_the_end_has_level_zero()
    {
        PackBench bench = PackBench.Running();
        EventLog events = bench.Controller.Diagnostics.Events;
        ProtectionRow row = bench.Row(ProtectionKind.UnderTemperatureDischarge);
        foreach (int limit in new[] { row.WarningLimit, row.DerateLimit, row.TripLimit })
        {
            bench.Show(ProtectionKind.UnderTemperatureDischarge, limit);
            bench.Step(20);
        }
        bench.Quiet();
        bench.Step(20);
        int[] levels = [ProtectionStage.LevelWarning, ProtectionStage.LevelDerate, ProtectionStage.LevelTrip, ProtectionStage.LevelNone];
        int found = 0;
        for (int number = events.FirstKept; number < events.Count; number++)
        {
            if ((int)events.Kind(number) == (int)ProtectionKind.UnderTemperatureDischarge)
                Assert.Equal(levels[found++], events.Level(number));
        }
        Assert.Equal(levels.Length, found);
    }
}
