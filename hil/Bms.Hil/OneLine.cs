using System;

namespace Bms.Hil;

/// <summary>Makes any text fit the one line that a message to the user has.</summary>
internal static class OneLine
{
    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>The text with each run of line ends replaced by one blank.</summary>
    public static string Of(string text) =>
        string.Join(' ', text.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
