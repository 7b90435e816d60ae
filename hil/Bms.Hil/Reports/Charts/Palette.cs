using System.Collections.Generic;

namespace Bms.Hil.Reports.Charts;

/// <summary>
/// Every colour, light and dark. Series differ by at least 15 (CIE 1976 ΔE) from each other for normal sight, protanopia,
/// deuteranopia and tritanopia, and by 3:1 in contrast from the background; a test measures both.
/// </summary>
internal static class Palette
{
    /// <summary>The order in which automatic tones are given out.</summary>
    public static readonly Tone[] Order = [Tone.Blue, Tone.Orange, Tone.Teal, Tone.Purple, Tone.Ochre, Tone.Rose];

    /// <summary>All colours by their name in the style sheet.</summary>
    public static readonly IReadOnlyList<PaletteColor> Colors =
    [
        new("background", "#ffffff", "#12161c"),
        new("raised", "#f5f7f9", "#1a2028"),
        new("text", "#1b2430", "#e3e8ef"),
        new("muted", "#566171", "#9aa6b5"),
        new("grid", "#e8ebf0", "#232a33"),
        new("axis", "#b4bdc9", "#4a5665"),
        new("link", "#1a65b8", "#7fb2f5"),
        new("neutral", "#3d4757", "#c9d1dc"),
        new("blue", "#2f86dd", "#73a9f5"),
        new("orange", "#a83c0c", "#e8833f"),
        new("teal", "#0a7558", "#38cc94"),
        new("purple", "#6a2498", "#a24be0"),
        new("ochre", "#a98d1e", "#eedc5c"),
        new("rose", "#e65aa8", "#d43c6c"),
        new("information", "#566171", "#9aa6b5"),
        new("warning", "#8a6100", "#e0b54a"),
        new("derate", "#b84a0a", "#f0914e"),
        new("trip", "#c0272d", "#ff7b76"),
        new("passed", "#1d7a46", "#54c68a"),
        new("failed", "#c0272d", "#ff7b76"),
    ];

    /// <summary>The class that gives a mark the colour of its level.</summary>
    public static string ClassOf(MarkLevel level) => level switch
    {
        MarkLevel.Trip => "c-trip",
        MarkLevel.Derate => "c-derate",
        MarkLevel.Warning => "c-warning",
        _ => "c-information",
    };

    /// <summary>The class that gives a series its colour.</summary>
    public static string ClassOf(Tone tone) => tone switch
    {
        Tone.Blue => "c-blue",
        Tone.Orange => "c-orange",
        Tone.Teal => "c-teal",
        Tone.Purple => "c-purple",
        Tone.Ochre => "c-ochre",
        Tone.Rose => "c-rose",
        _ => "c-neutral",
    };
}

/// <summary>One named colour in both schemes.</summary>
/// <param name="Name">Its name; the variable is <c>--bms-</c> and this.</param>
/// <param name="Light">On a light background.</param>
/// <param name="Dark">On a dark one.</param>
internal sealed record PaletteColor(string Name, string Light, string Dark);
