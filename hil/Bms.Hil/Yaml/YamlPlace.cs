using System.Globalization;

namespace Bms.Hil.Yaml;

/// <summary>Where something stands in a YAML file.</summary>
/// <param name="Source">The file, as messages call it.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
/// <param name="Path">The keys that lead there, for example <c>faults[2].channel</c>, lists counted from 1; empty for the whole file.</param>
public sealed record YamlPlace(string Source, long Line, long Column, string Path)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
        return Path.Length == 0 ? place : $"{place}: {Path}";
    }
}
