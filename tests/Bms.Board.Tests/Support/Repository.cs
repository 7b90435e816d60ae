using System;
using System.IO;

namespace Bms.Board.Tests.Support;

/// <summary>Where the repository lies.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Bms.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Bms.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))
            ?? throw new InvalidOperationException("Bms.sln is in no folder above the tests"));
}
