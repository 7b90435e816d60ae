using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Bms.Hil.SecondLife;

/// <summary>Grades A, B, C … by falling limits of SOH; below the last is the last letter.</summary>
public sealed class GradeLimits
{
    /// <summary>The limits where nobody states others. They are this project's: no standard fixes any.</summary>
    public const string Default = "80,70,60";

    private GradeLimits(double[] limits) => Values = limits;

    /// <summary>The lowest SOH of each grade but the last, as fractions, falling.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Reads percents with commas between.</summary>
    /// <exception cref="BadInputException">They are not one to eight falling numbers above 0 and at most 150.</exception>
    public static GradeLimits Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',');
        double[] limits = new double[parts.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            bool number = double.TryParse(parts[index].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double percent);
            limits[index] = percent / 100;
            if (!number || !(percent > 0 && percent <= 150) || (index > 0 && limits[index] >= limits[index - 1]) || parts.Length > 8)
                throw new BadInputException($"--limits {OneLine.Of(text)}: expected one to eight falling percents, as {Default}");
        }
        return new GradeLimits(limits);
    }

    /// <summary>The grade's number, 0 the best.</summary>
    public int Of(double soh) => Values.Count(limit => soh < limit);

    /// <summary>Its letter.</summary>
    public static string Letter(int grade) => ((char)('A' + grade)).ToString();

    /// <summary>What a grade means, in words.</summary>
    public string Meaning(int grade)
    {
        if (grade == 0)
            return $"at least {Percent(0)} %";
        return grade == Values.Count ? $"below {Percent(grade - 1)} %" : $"{Percent(grade)} to {Percent(grade - 1)} %";
    }

    private string Percent(int limit) => (100 * Values[limit]).ToString("0.#", CultureInfo.InvariantCulture);
}
