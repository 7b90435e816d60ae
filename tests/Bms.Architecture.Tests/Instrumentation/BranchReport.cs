using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Bms.Architecture.Tests.Instrumentation;

/// <summary>Says how many branches were taken, and names those that were not.</summary>
internal static class BranchReport
{
    /// <summary>The share of outcomes that occurred, 0…1; 1 where there are none.</summary>
    public static double Coverage(IReadOnlyCollection<BranchOutcome> branches) =>
        branches.Count == 0 ? 1 : (double)branches.Count(branch => branch.Hits > 0) / branches.Count;

    /// <summary>One line with the share, then every method with an outcome that never occurred, and those outcomes below it.</summary>
    public static string Write(IReadOnlyCollection<BranchOutcome> branches)
    {
        StringBuilder text = new();
        int occurred = branches.Count(branch => branch.Hits > 0);
        text.Append(CultureInfo.InvariantCulture, $"{occurred} of {branches.Count} branch outcomes, {100 * Coverage(branches):F1} %\n");
        foreach (IGrouping<string, BranchOutcome> method in branches.Where(branch => branch.Hits == 0).GroupBy(branch => branch.Method))
        {
            text.Append(method.Key).Append('\n');
            foreach (BranchOutcome branch in method)
                text.Append("  ").Append(branch).Append('\n');
        }

        return text.ToString();
    }
}
