using System.Collections.Generic;
using System.Globalization;

namespace Bms.Hil.Reports.Html;

/// <summary>The words and counts of verdicts.</summary>
internal static class VerdictText
{
    /// <summary>In the order in which they are counted out: trouble first.</summary>
    public static readonly Verdict[] Order = [Verdict.Failed, Verdict.Error, Verdict.Passed, Verdict.Skipped];

    /// <summary>The word, which is also the style class and the filter's value.</summary>
    public static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.Skipped => "skipped",
        _ => "error",
    };

    public static int CountOf(IEnumerable<ReportScenario> scenarios, Verdict verdict)
    {
        int count = 0;
        foreach (ReportScenario scenario in scenarios)
            count += scenario.Verdict == verdict ? 1 : 0;
        return count;
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
