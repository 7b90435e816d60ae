using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Yaml;

namespace Bms.Hil;

/// <summary>
/// Files that come with the program, each known by its name: cells, packs, recordings. What a YAML file names is looked for beside
/// that file first, then among these.
/// </summary>
public static class ShippedFile
{
    /// <summary>Names of the shipped files of a kind.</summary>
    /// <param name="folder">The kind's folder, for example <c>packs</c>.</param>
    /// <param name="extension">What comes after the name, for example <c>.yaml</c>.</param>
    public static IReadOnlyList<string> Names(string folder, string extension)
    {
        string path = Path.Combine(AppContext.BaseDirectory, folder);
        if (!Directory.Exists(path))
            return [];
        string[] files = Directory.GetFiles(path, "*" + extension);
        return [.. files.Select(file => Path.GetFileName(file)[..^extension.Length]).Order(StringComparer.Ordinal)];
    }

    /// <summary>The path of a shipped file, or null where there is none of that name.</summary>
    public static string? Find(string folder, string name, string extension)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || Path.GetFileName(name) != name)
            return null;
        string path = Path.Combine(AppContext.BaseDirectory, folder, name + extension);
        return File.Exists(path) ? path : null;
    }

    /// <summary>The file that a path or a name on the command line means.</summary>
    /// <param name="nameOrPath">A path, or a shipped file's name.</param>
    /// <param name="folder">The kind's folder.</param>
    /// <param name="extension">What comes after the name.</param>
    /// <param name="what">What messages call such a file, for example <c>pack file</c>.</param>
    /// <exception cref="BadInputException">There is no such file.</exception>
    public static string Resolve(string nameOrPath, string folder, string extension, string what)
    {
        if (File.Exists(nameOrPath))
            return nameOrPath;
        return Find(folder, nameOrPath, extension) ?? throw new BadInputException($"{nameOrPath}: {Missing(folder, extension, what)}");
    }

    /// <summary>The file that a value in a YAML file means: a path from that file's folder, or a shipped file's name.</summary>
    /// <exception cref="BadInputException">There is no such file; the line says where it is named.</exception>
    public static string Resolve(YamlItem reference, string folder, string extension, string what)
    {
        ArgumentNullException.ThrowIfNull(reference);
        string name = reference.Text();
        string? beside = Path.GetDirectoryName(reference.Place.Source);
        string path = Path.Combine(beside ?? "", name);
        if (File.Exists(path))
            return path;
        return Find(folder, name, extension) ?? throw reference.Refuse($"'{name}': {Missing(folder, extension, what)}");
    }

    private static string Missing(string folder, string extension, string what) =>
        $"no such {what}, and no shipped one of that name ({string.Join(", ", Names(folder, extension))})";
}
