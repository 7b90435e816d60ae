using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Xml.Linq;

namespace Bms.Architecture.Tests.Layers;

/// <summary>Which project may reference which, and that what goes to boards rests on no package.</summary>
internal static class ProjectReferences
{
    private static readonly string[] ProductFolders = ["firmware", "hil"];
    private static readonly string[] ForeignReferences = ["PackageReference", "Reference", "FrameworkReference"];

    /// <summary>The projects of the product and what each may reference; tests and benchmarks may reference anything.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        ["Bms.Core"] = [],
        ["Bms.Link"] = ["Bms.Core"],
        ["Bms.Board"] = ["Bms.Core", "Bms.Link"],
        ["Bms.VirtualBoard"] = ["Bms.Core", "Bms.Link", "Bms.Board"],
        ["Bms.Hil"] = ["Bms.Core", "Bms.Link"],
    };

    /// <summary>The projects whose assemblies are deployed to boards.</summary>
    public static IReadOnlyList<string> Deployed { get; } = ["Bms.Core", "Bms.Link", "Bms.Board"];

    /// <summary>The project files of the product below the repository's root.</summary>
    public static IReadOnlyList<string> Find(string root) =>
    [
        .. ProductFolders.Select(folder => Path.Combine(root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What is wrong with the references of one project file.</summary>
    public static IEnumerable<string> Check(string project, XDocument content)
    {
        if (!Allowed.TryGetValue(project, out string[]? allowed))
        {
            yield return $"{project} is not in the table of project references";
            yield break;
        }

        foreach (string reference in Included(content, "ProjectReference").Select(NameOf).Where(name => !allowed.Contains(name)))
            yield return $"{project} may not reference {reference}";
        if (!Deployed.Contains(project))
            yield break;
        foreach (string element in ForeignReferences)
        {
            foreach (string reference in Included(content, element))
                yield return $"{project} goes to boards and may not rest on {reference}";
        }
    }

    private static IEnumerable<string> Included(XDocument content, string element) =>
        content.Descendants().Where(item => item.Name.LocalName == element)
            .Select(item => (string?)item.Attribute("Include")).OfType<string>();

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
