using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>The words of scenario files for the members of an enumeration.</summary>
internal static class CamelCase
{
    /// <summary>Each member by its name with a small first letter.</summary>
    public static IReadOnlyDictionary<string, T> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(Of);

    /// <summary>One member's name with a small first letter.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
