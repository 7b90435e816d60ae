using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Yaml;

/// <summary>Finds the name that somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known names for a message, with the nearest one first if it is near: <c>one of a, b, c (did you mean 'b'?)</c>.</summary>
    public static string Expected(string typed, IReadOnlyList<string> known)
    {
        string all = known.Count == 1 ? known[0] : "one of " + string.Join(", ", known);
        string? nearest = Find(typed, known);
        return nearest is null ? all : $"{all} (did you mean '{nearest}'?)";
    }

    /// <summary>The known name with the fewest letters to change, or null where more than a third of them would.</summary>
    public static string? Find(string typed, IReadOnlyList<string> known)
    {
        const int LongestCompared = 64;
        if (typed.Length is 0 or > LongestCompared)
            return null;
        string? nearest = known.MinBy(name => Distance(typed, name));
        return nearest is not null && Distance(typed, nearest) <= Math.Max(1, Math.Max(typed.Length, nearest.Length) / 3) ? nearest : null;
    }

    /// <summary>How many letters have to be put in, taken out or changed (Levenshtein 1966), letter case apart.</summary>
    internal static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                int best = Math.Min(diagonal + change, Math.Min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = best;
            }
        }
        return row[right.Length];
    }
}
