using System.IO;
using Bms.Hil.Tests.Support;
using Xunit;

namespace Bms.Hil.Tests.Cells;

/// <summary>The cell files that the project ships, by path.</summary>
internal static class ShippedCells
{
    public static string Folder { get; } = Path.Combine(RecordedTraces.RepositoryRoot, "hil", "cells");

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(Folder, "*.json"))
            names.Add(Path.GetFileName(path));
        return names;
    }

    public static TheoryData<string> Synthetic()
    {
        var names = new TheoryData<string>();
        foreach (string path in Directory.EnumerateFiles(Folder, "synthetic-*.json"))
            names.Add(Path.GetFileName(path));
        return names;
    }

    public static string PathOf(string name) => Path.Combine(Folder, name);
}
