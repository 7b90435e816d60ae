using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;
using Bms.Hil.Scenarios.Expectations;
using Xunit;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>The comparison of events with a list.</summary>
public class EventCheckTests
{
    private static readonly ExpectedEvent OverVoltage = new()
    {
        Kind = (EventKind)ProtectionKind.CellOverVoltage,
        Level = 3,
        Channel = 2,
        Window = new TimeWindow(10, 11),
    };

    [Theory]
    [InlineData(9.9, 2, 3, false)]
    [InlineData(10, 2, 3, true)]
    [InlineData(11, 2, 3, true)]
    [InlineData(11.1, 2, 3, false)]
    [InlineData(10.5, 1, 3, false)]
    [InlineData(10.5, 2, 2, false)]
    public void Time_channel_and_level_have_to_fit(double seconds, int channel, int level, bool fits)
    {
        var check = new EventCheck([OverVoltage]);
        Assert.Equal(fits, check.Take(seconds, new RigEvent(OverVoltage.Kind, level, channel, 0)));
        CheckOutcome[] outcomes = [.. check.Finish()];
        Assert.Equal(fits, outcomes[0].Met);
        Assert.Equal(fits, outcomes[1].Met);
    }

    [Fact]
    public void What_is_missing_is_said()
    {
        CheckOutcome[] outcomes = [.. new EventCheck([OverVoltage]).Finish()];
        Assert.Equal("cellOverVoltage trip, channel 2, from 10 s to 11 s", outcomes[0].Text);
        Assert.Equal((false, "did not happen"), (outcomes[0].Met, outcomes[0].Outcome));
        Assert.True(outcomes[1].Met);
    }

    [Fact]
    public void An_event_out_of_its_window_explains_the_gap()
    {
        var check = new EventCheck([OverVoltage]);
        check.Take(12.5, new RigEvent(OverVoltage.Kind, 3, 4, 0));
        CheckOutcome[] outcomes = [.. check.Finish()];
        Assert.Equal("did not happen there, but at 12.5 s, channel 4", outcomes[0].Outcome);
        Assert.Equal("cellOverVoltage trip, channel 4, at 12.5 s", outcomes[1].Outcome);
    }

    [Fact]
    public void An_event_that_is_not_listed_fails_even_where_nothing_is_expected()
    {
        var check = new EventCheck([]);
        for (int time = 0; time < 5; time++)
            Assert.False(check.Take(time, new RigEvent(EventKind.TimeRanBackwards, 1, 0, 0)));
        CheckOutcome outcome = Assert.Single(check.Finish());
        Assert.False(outcome.Met);
        Assert.EndsWith("at 2 s and 2 more", outcome.Outcome, System.StringComparison.Ordinal);
    }

    [Fact]
    public void One_entry_takes_one_event_unless_it_repeats()
    {
        var once = new EventCheck([OverVoltage]);
        var often = new EventCheck([OverVoltage with { Repeats = true }]);
        foreach (double seconds in new[] { 10.0, 10.5 })
        {
            once.Take(seconds, new RigEvent(OverVoltage.Kind, 3, 2, 0));
            often.Take(seconds, new RigEvent(OverVoltage.Kind, 3, 2, 0));
        }
        Assert.False(once.Finish().Last().Met);
        Assert.All(often.Finish(), outcome => Assert.True(outcome.Met));
        Assert.Equal("2 times, first at 10 s", often.Finish().First().Outcome);
    }

    [Fact]
    public void Overlapping_windows_are_filled_so_that_both_are_met()
    {
        ExpectedEvent early = OverVoltage with { Window = new TimeWindow(0, 10) };
        ExpectedEvent late = OverVoltage with { Window = new TimeWindow(0, 20) };
        var check = new EventCheck([late, early]);
        check.Take(5, new RigEvent(OverVoltage.Kind, 3, 2, 0));
        check.Take(15, new RigEvent(OverVoltage.Kind, 3, 2, 0));
        Assert.All(check.Finish(), outcome => Assert.True(outcome.Met, outcome.ToString()));
    }

    [Fact]
    public void An_optional_event_may_be_missing()
    {
        Assert.All(new EventCheck([OverVoltage with { Optional = true }]).Finish(), outcome => Assert.True(outcome.Met));
    }
}
