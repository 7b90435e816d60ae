using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Safety;

/// <summary>
/// The reaction time of every row and of what is guarded beside the table, in simulated time: from the first sample that shows a hazard to
/// the command that acts. The table is kept in docs/SAFETY.md; set BMS_WRITE_DOCS=1 to write it anew.
/// </summary>
public sealed class ReactionTimeTests
{
    private const string Begin = "<!-- written by ReactionTimeTests -->\n";
    private const string End = "<!-- end of what ReactionTimeTests writes -->\n";

    private static readonly PackConfiguration Pack = PackFileReader.Open("nmc-guarded-14s").Configuration;
    private static readonly IReadOnlyList<ReactionTime> Measured = [.. Hazards.Of(Pack).Select(hazard => ReactionTime.Of(Pack, hazard))];

    [Fact]
    public void Every_row_of_the_table_has_a_hazard()
    {
        Assert.Equal(ProtectionPolicy.RowCount, Pack.Protection.Length);
        foreach (ProtectionKind kind in Enum.GetValues<ProtectionKind>())
            Assert.Contains(Measured, time => time.Hazard.Kind == kind);
    }

    [Fact]
    public void Every_hazard_ends_in_open_contactors()
    {
        foreach (ReactionTime time in Measured)
        {
            Assert.True(time.Quick is not null, $"{time.Hazard.Name} at {ReactionTime.QuickStep} ms");
            Assert.True(time.Slow is not null, $"{time.Hazard.Name} at {ReactionTime.SlowStep} ms");
        }
    }

    [Fact]
    public void Every_budget_is_kept_at_both_steps_from_the_worst_phase()
    {
        ReactionTime[] bounded = [.. Measured.Where(time => time.Hazard.BudgetMilliseconds is not null)];
        Assert.InRange(bounded.Length, 11, Measured.Count);
        foreach (ReactionTime time in bounded)
        {
            Assert.True(time.Quick <= time.Hazard.BudgetMilliseconds, $"{time.Hazard.Name}: {time.Quick} ms at {ReactionTime.QuickStep} ms");
            Assert.True(time.Slow <= time.Hazard.BudgetMilliseconds, $"{time.Hazard.Name}: {time.Slow} ms at {ReactionTime.SlowStep} ms");
        }
    }

    /// <summary>No row is slower than its own debounce and wait, a round of turns for each sample it needs, and what finds the quantity.</summary>
    [Fact]
    public void No_plain_row_takes_longer_than_its_debounce_its_wait_and_its_turns()
    {
        foreach (ReactionTime time in Measured.Where(time => time.Hazard.Kind is ProtectionKind kind && (int)kind < ProtectionPolicy.FirstSlowRow
            && ProtectionPolicy.LeastSamples(kind) > 1))
        {
            ProtectionRow row = Pack.FindRow(time.Hazard.Kind!.Value)!;
            foreach ((int? measured, int step) in new[] { (time.Quick, ReactionTime.QuickStep), (time.Slow, ReactionTime.SlowStep) })
                Assert.InRange(measured!.Value, 0, Math.Max(row.DebounceMilliseconds, (row.DebounceSamples - 1) * step) + row.WaitMilliseconds);
        }
    }

    [Fact]
    public void The_table_in_the_document_is_what_is_measured()
    {
        string table = ReactionTable.Of(Pack, Measured);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        string path = Path.Combine(RecordedTraces.RepositoryRoot, "docs", "SAFETY.md");
        string text = File.ReadAllText(path).ReplaceLineEndings("\n");
        int begin = text.IndexOf(Begin, StringComparison.Ordinal);
        int end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "docs/SAFETY.md lacks the two markers");
        string wanted = text[..(begin + Begin.Length)] + table + text[end..];
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, wanted);
            text = wanted;
        }
        Assert.True(wanted == text, "docs/SAFETY.md has other reaction times than are measured: run this test with BMS_WRITE_DOCS=1");
    }

    [Fact]
    public void A_slow_row_seen_from_its_worst_phase_is_slower_than_from_its_best()
    {
        // Or the phases would not be what is varied.
        Hazard interlock = Hazards.Of(Pack).Single(hazard => hazard.Kind == ProtectionKind.InterlockOpen);
        int[] times = [.. Enumerable.Range(0, ProtectionPolicy.SlowPeriodSteps).Select(phase => ReactionTime.Once(Pack, interlock, 100, phase)!.Value)];
        Assert.Equal((ProtectionPolicy.SlowPeriodSteps - 1) * 100, times.Max() - times.Min());
    }
}
