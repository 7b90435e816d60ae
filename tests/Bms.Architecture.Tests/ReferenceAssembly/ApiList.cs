using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Bms.Architecture.Tests.ReferenceAssembly;

/// <summary>All public types of one device library, read from its list of tab-separated lines.</summary>
internal sealed class ApiList
{
    private ApiList(string name, string version, IReadOnlyList<ApiType> types)
    {
        Name = name;
        Version = version;
        Types = types;
    }

    /// <summary>The library's assembly name.</summary>
    public string Name { get; }

    /// <summary>Its assembly version.</summary>
    public string Version { get; }

    /// <summary>Its types, in the order of the list.</summary>
    public IReadOnlyList<ApiType> Types { get; }

    /// <summary>Reads <c>api-NAME.tsv</c>; a line that is none of the known kinds is an <see cref="InvalidDataException"/>.</summary>
    public static ApiList Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] heading = lines[0].TrimStart('#', ' ').Split(' ');
        Dictionary<string, ApiType> types = [];
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
                continue;
            string[] columns = lines[i].Split('\t');
            if (columns[0] == "T")
                types.Add(columns[1], new ApiType(columns[1], columns[2], columns[3], columns[4], Separate(columns[5], ';')));
            else if (ReadMember(columns) is { } member)
                types[columns[1]].Members.Add(member);
            else
                throw new InvalidDataException($"{path}:{i + 1}: not a known kind of line");
        }

        return new ApiList(heading[0], heading[1], [.. types.Values]);
    }

    private static ApiMember? ReadMember(string[] columns) => columns[0] switch
    {
        "M" => Callable('M', columns, ")", detail: ""),
        "P" => Callable('P', columns, "]", columns[5]),
        "E" => new ApiMember('E', Separate(columns[2], ','), columns[3], columns[4], [], ""),
        "F" => new ApiMember('F', Separate(columns[2], ','), columns[3], columns[4], [], columns[5]),
        "V" => new ApiMember('V', [], "", columns[2], [], columns[3]),
        _ => null,
    };

    private static ApiMember Callable(char kind, string[] columns, string close, string detail)
    {
        string declared = columns[4];
        int open = declared.IndexOfAny(['(', '[']);
        string name = open < 0 ? declared : declared[..open];
        string parameters = open < 0 ? "" : declared[(open + 1)..declared.LastIndexOf(close, StringComparison.Ordinal)];
        return new ApiMember(kind, Separate(columns[2], ','), columns[3], name, [.. ReadParameters(parameters)], detail);
    }

    private static IEnumerable<ApiParameter> ReadParameters(string text)
    {
        foreach (string parameter in text.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            int assignment = parameter.IndexOf(" = ", StringComparison.Ordinal);
            string[] words = (assignment < 0 ? parameter : parameter[..assignment]).Split(' ');
            yield return new ApiParameter(
                words.Length == 3 ? words[0] : "",
                words[^2],
                words[^1],
                assignment < 0 ? null : parameter[(assignment + 3)..]);
        }
    }

    private static string[] Separate(string text, char separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part != "-")];
}
