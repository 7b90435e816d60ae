using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Bms.Hil.Faults;
using Bms.Hil.Scoring;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Scoring;

/// <summary>Each disturbance does at the rig what its description says, and nothing else.</summary>
public sealed class DisturbedInputTests : IDisposable
{
    private readonly SmallTrace _traces = new();

    public void Dispose() => _traces.Dispose();

    [Fact]
    public void Without_any_the_rig_gets_what_was_recorded()
    {
        RigDiary diary = RigDiary.Of(_traces.Discharge("a.csv", 10, -50), new Disturbances());
        Assert.Equal(Enumerable.Range(0, 10).Select(second => new RigDiary.Entry(second, -50, 3.7, 25, true)), diary.Entries);
        Assert.Equal(1, diary.ToldSoc);
    }

    [Theory]
    [InlineData("current-offset=0.5A", -49.5, 3.7, 25)]
    [InlineData("current-offset-rate=0.1", -45, 3.7, 25)]
    [InlineData("current-offset-rate=-0.01", -50.5, 3.7, 25)]
    [InlineData("current-gain=2%", -51, 3.7, 25)]
    [InlineData("current-gain=-2%", -49, 3.7, 25)]
    [InlineData("voltage-offset=5mV", -50, 3.705, 25)]
    [InlineData("temperature-offset=-5C", -50, 3.7, 20)]
    public void A_sensor_error_is_in_every_row(string disturbance, double amps, double volts, double celsius)
    {
        RigDiary diary = RigDiary.Of(_traces.Discharge("a.csv", 5, -50), Disturbances.Parse([disturbance]));
        Assert.All(diary.Entries, entry => Assert.Equal((amps, volts, celsius, true), (entry.Amps, entry.Volts, entry.Celsius, entry.IsValid)));
    }

    [Fact]
    public void An_offset_in_C_is_of_the_true_capacity_and_not_of_the_one_told()
    {
        string path = _traces.Discharge("a.csv", 3, 0);
        var settings = new ReplaySettings { TracePath = path, Cell = "", CapacityAmpHours = 40 };
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse(["current-offset-rate=0.1", "capacity-error=-50%"]), settings);
        Assert.All(diary.Entries, entry => Assert.Equal(4, entry.Amps));
    }

    [Theory]
    [InlineData("initial-soc-error=-0.3", 0.8, 0.5)]
    [InlineData("initial-soc-error=-0.3", 0.2, 0)]
    [InlineData("initial-soc-error=0.3", 0.8, 1)]
    public void A_wrong_start_is_the_reference_plus_the_error_within_0_and_1(string disturbance, double reference, double told)
    {
        string path = _traces.Discharge("a.csv", 3, 0);
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse([disturbance]), new ReplaySettings { TracePath = path, Cell = "", ReferenceSoc = reference });
        Assert.Equal(told, diary.ToldSoc, 12);
    }

    [Fact]
    public void A_sensor_that_saturates_cuts_at_its_share_of_the_largest_current_after_gain_and_offset()
    {
        string path = Steps("a.csv", 1, [0, -20, -79, -81, 100, -100, 50]);
        Assert.Equal([0, -20, -79, -80, 80, -80, 50], RigDiary.Of(path, Disturbances.Parse(["current-saturation=80%"])).Entries.Select(entry => entry.Amps));
        RigDiary offset = RigDiary.Of(path, Disturbances.Parse(["current-saturation=80%", "current-offset=-3A"]));
        Assert.Equal([-3, -23, -80, -80, 80, -80, 47], offset.Entries.Select(entry => entry.Amps));
    }

    [Fact]
    public void The_largest_current_is_that_of_the_part_that_is_replayed()
    {
        string path = Steps("a.csv", 1, [0, -20, -30, -40, 100]);
        var settings = new ReplaySettings { TracePath = path, Cell = "", FromSeconds = 1, ToSeconds = 3 };
        Assert.Equal([-20, -20, -20], RigDiary.Of(path, Disturbances.Parse(["current-saturation=50%"]), settings).Entries.Select(entry => entry.Amps));
    }

    [Fact]
    public void Slow_sampling_gives_rows_as_they_are_at_least_the_interval_apart()
    {
        string path = Steps("a.csv", 0.3, [.. Enumerable.Range(0, 20).Select(row => (double)row)]);
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse(["sample-interval=1s"]));
        // Every fourth row of 0.3 s is the first that lies at least a second after the last one given.
        Assert.Equal([0, 1.2, 2.4, 3.6, 4.8], diary.Entries.Select(entry => entry.Seconds));
        Assert.Equal([0, 4, 8, 12, 16], diary.Entries.Select(entry => entry.Amps));
    }

    [Fact]
    public void Times_that_are_a_hair_short_of_the_interval_count_as_reached()
    {
        string path = _traces.Write("a.csv", "Test Time / s,Voltage / V,Current / A,Surface Temperature / degC\n0,3.7,1,25\n0.5,3.7,2,25\n0.9996,3.7,3,25\n1.99,3.7,4,25\n");
        Assert.Equal([1, 3], RigDiary.Of(path, Disturbances.Parse(["sample-interval=1s"])).Entries.Select(entry => entry.Amps));
    }

    [Fact]
    public void Slow_sampling_with_means_gives_the_current_as_a_counter_between_the_samples_would()
    {
        string path = Steps("a.csv", 0.25, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse(["sample-mean=1s"]));
        Assert.Equal([(0, 0), (1, 2.5), (2, 6.5)], diary.Entries.Select(entry => (entry.Seconds, entry.Amps)));
    }

    [Fact]
    public void Recordings_no_faster_than_the_interval_are_given_whole()
    {
        string path = _traces.Discharge("a.csv", 30, -20);
        Assert.Equal(RigDiary.Of(path, new Disturbances()).Entries, RigDiary.Of(path, Disturbances.Parse(["sample-interval=1s"])).Entries);
        Assert.Equal(RigDiary.Of(path, new Disturbances()).Entries, RigDiary.Of(path, Disturbances.Parse(["sample-mean=1s"])).Entries);
    }

    [Fact]
    public void Drop_outs_take_every_channel_of_single_rows()
    {
        string path = _traces.Discharge("a.csv", 20_000, -1);
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse(["drop-outs=5%"]));
        Assert.Equal(20_000, diary.Entries.Count);
        Assert.True(diary.Entries[0].IsValid);
        Assert.InRange(diary.Entries.Count(entry => !entry.IsValid), 900, 1100);
        Assert.DoesNotContain(diary.Entries.Zip(diary.Entries.Skip(1)), pair => !pair.First.IsValid && !pair.Second.IsValid);
    }

    [Fact]
    public void Drop_outs_depend_on_the_seed_alone()
    {
        string path = _traces.Discharge("a.csv", 500, -1);
        var settings = new ReplaySettings { TracePath = path, Cell = "" };
        Disturbances disturbances = Disturbances.Parse(["drop-outs=5%"]);
        Assert.Equal(RigDiary.Of(path, disturbances, settings).Entries, RigDiary.Of(path, disturbances, settings).Entries);
        Assert.NotEqual(RigDiary.Of(path, disturbances, settings).Entries, RigDiary.Of(path, disturbances, settings with { Seed = 2 }).Entries);
    }

    [Fact]
    public void At_most_every_second_row_drops_out() =>
        Assert.Equal([true, false, true, false, true], RigDiary.Of(_traces.Discharge("a.csv", 5, -1), Disturbances.Parse(["drop-outs=50%"])).Entries.Select(entry => entry.IsValid));

    [Fact]
    public void A_gap_lies_in_the_middle_unless_said_otherwise()
    {
        string path = _traces.Discharge("a.csv", 101, -1);
        Assert.Equal([.. Seconds(0, 39), .. Seconds(60, 100)], RigDiary.Of(path, Disturbances.Parse(["gap=20s"])).Entries.Select(entry => entry.Seconds));
        Assert.Equal([.. Seconds(0, 9), .. Seconds(30, 100)], RigDiary.Of(path, Disturbances.Parse(["gap=20s", "gap-start=10s"])).Entries.Select(entry => entry.Seconds));
        var part = new ReplaySettings { TracePath = path, Cell = "", FromSeconds = 20, ToSeconds = 60 };
        Assert.Equal([.. Seconds(20, 29), .. Seconds(50, 60)], RigDiary.Of(path, Disturbances.Parse(["gap=20s"]), part).Entries.Select(entry => entry.Seconds));
    }

    [Fact]
    public void What_was_counted_in_a_gap_is_lost_with_it()
    {
        string path = Steps("a.csv", 0.5, [.. Enumerable.Range(0, 21).Select(row => (double)row)]);
        RigDiary diary = RigDiary.Of(path, Disturbances.Parse(["sample-mean=1s", "gap=3s", "gap-start=4s"]));
        // Row 14 at 7 s is the first after the gap; what it measured before lies in the gap, so it carries its own current.
        Assert.Equal([(3, 5.5), (7, 14), (8, 15.5)], diary.Entries.Where(entry => entry.Seconds is >= 3 and <= 8).Select(entry => (entry.Seconds, entry.Amps)));
    }

    [Theory]
    [InlineData("gap=200s")]
    [InlineData("gap=20s gap-start=90s")]
    [InlineData("gap=20s gap-start=0s")]
    public void A_gap_that_does_not_fit_is_refused(string disturbances)
    {
        string path = _traces.Discharge("a.csv", 101, -1);
        var error = Assert.Throws<BadInputException>(() => RigDiary.Of(path, Disturbances.Parse(disturbances.Split(' '))));
        Assert.Contains("expected to lie within the replay, 0 s to 100 s", error.Message, StringComparison.Ordinal);
    }

    private static double[] Seconds(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(second => (double)second)];

    private string Steps(string name, double seconds, double[] amps)
    {
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC\n");
        for (int row = 0; row < amps.Length; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row * seconds:0.###},3.7,{amps[row]},25\n");
        return _traces.Write(name, text.ToString());
    }
}
