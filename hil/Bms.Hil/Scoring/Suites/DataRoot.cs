using System;
using System.IO;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scoring.Suites;

/// <summary>
/// Finds the folder that a suite's <c>data</c> means: a path from the suite's folder, or <c>${BMS_TRACES}</c>, which is the environment
/// variable of that name, else <c>../shared/traces</c> beside the repository.
/// </summary>
internal static class DataRoot
{
    /// <summary>What stands for the folder of recorded traces.</summary>
    public const string Variable = "${BMS_TRACES}";

    private const string VariableName = "BMS_TRACES";
    private const string RepositoryMark = "Bms.sln";

    /// <param name="item">The suite's key; null where it has none.</param>
    /// <param name="given">What <c>--data</c> says; null where it is not given.</param>
    /// <returns>The folder; null where the suite has no such key: its files lie beside it, or are shipped.</returns>
    /// <exception cref="BadInputException">There is no such folder.</exception>
    public static string? Find(YamlItem? item, string? given)
    {
        if (item is null)
            return null;
        if (given is not null)
            return Directory.Exists(given) ? given : throw new BadInputException($"--data {given}: no such folder");
        string text = item.Text();
        if (text == Variable)
            return Recorded() ?? throw item.Refuse(Missing());
        if (text.Contains("${", StringComparison.Ordinal))
            throw item.Refuse($"'{text}': expected a path or {Variable}");
        string path = Path.Combine(Path.GetDirectoryName(item.Place.Source) ?? "", text);
        return Directory.Exists(path) ? path : throw item.Refuse($"'{text}': no such folder");
    }

    private static string? Recorded()
    {
        string? named = Environment.GetEnvironmentVariable(VariableName);
        if (!string.IsNullOrEmpty(named))
            return Directory.Exists(named) ? named : null;
        string? repository = RepositoryAbove(AppContext.BaseDirectory) ?? RepositoryAbove(Directory.GetCurrentDirectory());
        string? beside = repository is null ? null : Path.GetFullPath(Path.Combine(repository, "..", "shared", "traces"));
        return Directory.Exists(beside) ? beside : null;
    }

    private static string Missing()
    {
        string? named = Environment.GetEnvironmentVariable(VariableName);
        return string.IsNullOrEmpty(named)
            ? $"no recorded traces: give --data DIR, set {VariableName}, or put them at ../shared/traces beside the repository"
            : $"no recorded traces: {VariableName} names {named}, which is no folder";
    }

    private static string? RepositoryAbove(string folder)
    {
        string? found = Path.GetFullPath(folder);
        while (found is not null && !File.Exists(Path.Combine(found, RepositoryMark)))
            found = Path.GetDirectoryName(found);
        return found;
    }
}
