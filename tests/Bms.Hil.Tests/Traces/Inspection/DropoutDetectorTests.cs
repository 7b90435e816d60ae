using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Bms.Hil.Traces.Inspection;
using Xunit;

namespace Bms.Hil.Tests.Traces.Inspection;

public sealed class DropoutDetectorTests
{
    private const double Ohms = 0.02;

    [Fact]
    public void A_steady_trace_with_pulses_has_none() => Assert.Empty(Dropouts(_ => { }));

    [Fact]
    public void A_voltage_that_leaves_and_comes_back_is_found()
    {
        Dropouts found = Assert.Single(Dropouts(rows =>
        {
            rows[120][1] = 0;
            rows[140][1] = 0;
            rows[142][1] = 0;
        }));
        Assert.Equal(new Dropouts("Voltage / V", 3, 122, 120, 0), found);
    }

    [Fact]
    public void A_voltage_that_stays_away_for_two_samples_is_none() =>
        Assert.Empty(Dropouts(rows => rows[120][1] = rows[121][1] = 0));

    [Fact]
    public void A_pulse_of_one_sample_is_none() =>
        Assert.Empty(Dropouts(rows =>
        {
            rows[120][2] = -20;
            rows[120][1] = 3.7 - (Ohms * 20);
        }));

    [Fact]
    public void A_step_is_none() =>
        Assert.Empty(Dropouts(rows =>
        {
            for (int row = 120; row < rows.Count; row++)
                rows[row][1] -= 0.6;
        }));

    [Fact]
    public void A_current_that_vanishes_while_the_voltage_stays_is_found()
    {
        Dropouts found = Assert.Single(Dropouts(rows => rows[33][2] = 0));
        Assert.Equal(("Current / A", 1, 35), (found.Column, found.Count, found.FirstLine));
    }

    [Fact]
    public void A_current_that_vanishes_and_the_voltage_with_it_is_none() =>
        Assert.Empty(Dropouts(rows =>
        {
            rows[33][2] = 0;
            rows[33][1] = 3.7;
        }));

    [Fact]
    public void Temperature_counter_and_group_voltages_are_judged_too()
    {
        IReadOnlyList<Dropouts> found = Dropouts(rows =>
        {
            rows[50][3] = -200;
            rows[60][4] = 0;
            rows[70][5] = 4.6;
        });
        Assert.Equal(["Surface Temperature / degC", "Net Capacity / Ah", "Cell Voltage 1 / V"], found.Select(dropouts => dropouts.Column));
        Assert.Equal([52L, 62L, 72L], found.Select(dropouts => dropouts.FirstLine));
    }

    [Fact]
    public void Nothing_is_judged_across_a_gap() =>
        Assert.Empty(Dropouts(rows =>
        {
            rows[120][1] = 0;
            for (int row = 121; row < rows.Count; row++)
                rows[row][0] += 1000;
        }));

    /// <summary>200 rows of 1 s: 5 A pulses of ten rows on 3.7 V behind a resistance.</summary>
    private static IReadOnlyList<Dropouts> Dropouts(Action<List<double[]>> change)
    {
        var rows = new List<double[]>();
        for (int row = 0; row < 200; row++)
        {
            double amps = row / 10 % 4 == 3 ? -5 : 0;
            double volts = 3.7 + (Ohms * amps);
            rows.Add([row, volts, amps, 25 + (0.01 * row), 1 - (0.001 * row), volts]);
        }

        change(rows);
        var text = new StringBuilder("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC,Net Capacity / Ah,Cell Voltage 1 / V\n");
        foreach (double[] row in rows)
            text.AppendJoin(',', row.Select(value => value.ToString(CultureInfo.InvariantCulture))).Append('\n');
        return TraceText.Inspect(text.ToString()).Dropouts;
    }
}
