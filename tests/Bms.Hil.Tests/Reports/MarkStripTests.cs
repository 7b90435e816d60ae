using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Reports.Charts;
using Xunit;

namespace Bms.Hil.Tests.Reports;

public class MarkStripTests
{
    [Fact]
    public void No_name_meets_another_name_or_the_line_of_another_event()
    {
        var random = new Random(9);
        for (int round = 0; round < 200; round++)
        {
            int count = random.Next(1, 60);
            IList<PlacedMark> named = Place(random, count).Marks.Where(mark => mark.Lane >= 0).ToList();
            Assert.NotEmpty(named);
            foreach (PlacedMark one in named)
            {
                foreach (PlacedMark other in named)
                {
                    if (ReferenceEquals(one, other))
                        continue;
                    (double from, double to) = Extent(one);
                    (double otherFrom, double otherTo) = Extent(other);
                    Assert.False(one.Lane == other.Lane && from < otherTo && otherFrom < to);
                    bool crosses = other.Lane > one.Lane && other.FlagX > from && other.FlagX < to;
                    Assert.False(crosses && other.FlagX != one.FlagX);
                }
            }
        }
    }

    [Fact]
    public void Every_event_is_counted_named_or_not()
    {
        MarkStrip strip = Place(new Random(2), 400);
        Assert.Equal(400, strip.Marks.Sum(mark => mark.Count));
        Assert.Equal(strip.Unnamed, strip.Marks.Where(mark => mark.Lane < 0).Sum(mark => mark.Count));
        Assert.True(strip.Unnamed > 0);
    }

    [Fact]
    public void Events_of_one_moment_are_stacked_on_one_line()
    {
        EventMark[] marks = [new(50, "trip", MarkLevel.Trip), new(50.1, "contactors open", MarkLevel.Information)];
        MarkStrip strip = Strip(marks);
        Assert.Equal([0, 1], strip.Marks.Select(mark => mark.Lane));
        Assert.Equal(strip.Marks[0].FlagX, strip.Marks[1].FlagX);
    }

    [Fact]
    public void Repeats_within_a_symbol_become_one_with_their_count()
    {
        EventMark[] marks = [new(50, "trip", MarkLevel.Trip), new(50.1, "trip", MarkLevel.Trip), new(50.2, "trip", MarkLevel.Trip)];
        PlacedMark mark = Assert.Single(Strip(marks).Marks);
        Assert.Equal("trip ×3", mark.Text);
    }

    private static (double From, double To) Extent(PlacedMark mark)
    {
        double width = 8 + TextWidth.Of(mark.Text, ChartLayout.FontSize);
        return mark.ToLeft ? (mark.FlagX - width, mark.FlagX + 4) : (mark.FlagX - 4, mark.FlagX + width);
    }

    private static MarkStrip Place(Random random, int count)
    {
        var marks = new EventMark[count];
        for (int index = 0; index < count; index++)
            marks[index] = new EventMark(100 * random.NextDouble(), "event number " + (char)('a' + index % 20), (MarkLevel)(index % 4));
        return Strip(marks);
    }

    private static MarkStrip Strip(EventMark[] marks)
    {
        var chart = new Chart("marks");
        var panel = new Panel("Voltage", "V");
        panel.Series.Add(new LineSeries("", [0, 100], [0, 1]));
        chart.Panels.Add(panel);
        foreach (EventMark mark in marks)
            chart.Marks.Add(mark);
        return new ChartLayout(chart).Strip;
    }
}
