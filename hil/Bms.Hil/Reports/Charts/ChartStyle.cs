using System.Text;

namespace Bms.Hil.Reports.Charts;

/// <summary>The style sheet of charts: one set of variables for light, one for dark, and the rules that use them.</summary>
public static class ChartStyle
{
    /// <summary>The typefaces of charts and pages: what the reader's system has.</summary>
    public const string FontFamily =
        "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",Arial,sans-serif";

    /// <summary>Everything that charts inside a page need.</summary>
    public static readonly string Sheet = Variables(":root") + Rules();

    /// <summary>The same for a file of its own.</summary>
    internal static readonly string StandAloneSheet = Variables(".bms-chart") + Rules();

    /// <summary>
    /// Dark is for screens alone, so that paper stays white.
    /// </summary>
    private static string Variables(string selector)
    {
        var light = new StringBuilder();
        var dark = new StringBuilder();
        foreach (PaletteColor color in Palette.Colors)
        {
            light.Append("--bms-").Append(color.Name).Append(':').Append(color.Light).Append(';');
            dark.Append("--bms-").Append(color.Name).Append(':').Append(color.Dark).Append(';');
        }
        return $"{selector}{{color-scheme:light dark;{light}}}\n@media screen and (prefers-color-scheme:dark){{{selector}{{{dark}}}}}\n";
    }

    private static string Rules()
    {
        var rules = new StringBuilder();
        rules.Append(".bms-chart{font-family:").Append(FontFamily).Append(";font-size:12px;font-variant-numeric:tabular-nums}\n");
        Rule(rules, ".bms-chart .back", "fill", "background");
        Rule(rules, ".bms-chart text", "fill", "text");
        Rule(rules, ".bms-chart .quiet", "fill", "muted");
        Rule(rules, ".bms-chart .grid", "stroke", "grid", "fill:none");
        Rule(rules, ".bms-chart .axis", "stroke", "axis", "fill:none");
        Rule(rules, ".bms-chart .halo", "stroke", "background", "stroke-width:3px;paint-order:stroke;stroke-linejoin:round");
        rules.Append(
            """
            .bms-chart .title{font-size:15px;font-weight:600}
            .bms-chart .label{font-weight:600}
            .bms-chart .end{text-anchor:end}
            .bms-chart .middle{text-anchor:middle}
            .bms-chart .line{fill:none;stroke:currentColor;stroke-width:1.4;stroke-linejoin:round;stroke-linecap:round}
            .bms-chart .dashed{stroke-dasharray:6 4;stroke-linecap:butt}
            .bms-chart .ground{stroke-width:3.5;stroke-opacity:.45}
            .bms-chart .faint{stroke-width:.7;stroke-opacity:.5}
            .bms-chart .band{fill:currentColor;fill-opacity:.2}
            .bms-chart .dots{fill:none;stroke:currentColor;stroke-width:4;stroke-linecap:round;stroke-opacity:.75}
            .bms-chart .bars,.bms-chart .mark{fill:currentColor}
            .bms-chart .bars{fill-opacity:.8}
            .bms-chart .limit{fill:none;stroke:currentColor;stroke-dasharray:3 3}
            .bms-chart .event{fill:none;stroke:currentColor;stroke-opacity:.55}
            .bms-chart text.named{fill:currentColor}

            """.ReplaceLineEndings("\n"));
        foreach (PaletteColor color in Palette.Colors)
            Rule(rules, ".c-" + color.Name, "color", color.Name);
        return rules.ToString();
    }

    /// <summary>The plain colour comes first, for viewers that know no variables: they show the light scheme.</summary>
    private static void Rule(StringBuilder rules, string selector, string property, string name, string more = "")
    {
        string light = "";
        foreach (PaletteColor color in Palette.Colors)
        {
            if (color.Name == name)
                light = color.Light;
        }
        rules.Append(selector).Append('{').Append(property).Append(':').Append(light).Append(';');
        rules.Append(property).Append(":var(--bms-").Append(name).Append(')');
        rules.Append(more.Length > 0 ? ";" : "").Append(more).Append("}\n");
    }
}
