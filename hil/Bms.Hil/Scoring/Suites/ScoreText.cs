using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.Scoring.Suites;

/// <summary>The words and numbers of scores, the same in tables, CSV and reports.</summary>
internal static class ScoreText
{
    /// <summary>The word for a verdict; nothing where there was nothing to judge by.</summary>
    public static string Of(ScoreVerdict verdict) => verdict switch
    {
        ScoreVerdict.Passed => "passed",
        ScoreVerdict.Failed => "failed",
        _ => "",
    };

    /// <summary>The limits that were broken, each with value and bar; empty where none was.</summary>
    public static string Broken(IReadOnlyList<JudgedLimit> limits) => string.Join("; ", limits.Where(limit => !limit.Met).Select(Of));

    /// <summary>One limit with what came out.</summary>
    public static string Of(JudgedLimit limit) => limit.Name switch
    {
        "rmseAfter600s" => $"RMSE {Percent(limit.Value)}, at most {Percent(limit.Limit)}",
        "coverage" => $"within 2σ {Percent(limit.Value, 1)}, at least {Percent(limit.Limit, 1)}",
        "meanSigma" => $"mean σ {Percent(limit.Value)}, at most {Percent(limit.Limit)}",
        _ => $"σ/RMSE {Ratio(limit.Value)}, at most {Ratio(limit.Limit)}",
    };

    /// <summary>How many cases are pooled, of how many, and how many failed.</summary>
    public static string CasesOf(PooledScore one)
    {
        string ran = string.Create(CultureInfo.InvariantCulture, $"{one.Cases}");
        if (one.Cases < one.CasesInSuite)
            ran += string.Create(CultureInfo.InvariantCulture, $" of {one.CasesInSuite}");
        return one.CasesFailed > 0 ? ran + string.Create(CultureInfo.InvariantCulture, $", {one.CasesFailed} failed") : ran;
    }

    /// <summary>A fraction in percent; a dash where there is none.</summary>
    public static string Percent(double? fraction, int digits = 2) =>
        fraction is double value ? (100 * value).ToString(digits == 1 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A plain number.</summary>
    public static string Ratio(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–";
}
