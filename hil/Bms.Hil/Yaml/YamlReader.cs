using System;
using System.IO;
using YamlDotNet.Core;

namespace Bms.Hil.Yaml;

/// <summary>
/// Reads YAML that people write (packs, scenarios, recipes) into a tree that knows where everything stands. A file is one document;
/// anchors, aliases and tags are refused, since they hide what a value is from whoever reads the file.
/// </summary>
public static class YamlReader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const long MaximumBytes = 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What messages say was expected, for example <c>a pack file</c>.</param>
    /// <exception cref="BadInputException">It is missing, unreadable or broken.</exception>
    public static YamlItem Read(string path, string expected)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(TextFile.Read(path, MaximumBytes, expected, "YAML"), path);
    }

    /// <summary>Reads text; <paramref name="source"/> is what messages call it.</summary>
    /// <exception cref="BadInputException">It is broken.</exception>
    public static YamlItem Parse(string yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(source);
        var builder = new YamlTreeBuilder(new Parser(new StringReader(yaml)), source);
        try
        {
            return builder.Document();
        }
        catch (YamlException problem)
        {
            throw Describe(yaml, source, problem);
        }
        catch (Exception problem) when (problem is not BadInputException)
        {
            // The parser answers some broken text with exceptions that are not its own; their words say nothing of the text.
            throw new BadInputException($"{builder.LastPlace}: broken YAML after this; expected every bracket, brace and quote to be closed", problem);
        }
    }

    private static BadInputException Describe(string yaml, string source, YamlException problem)
    {
        long line = Math.Max(problem.Start.Line, 1);
        long column = Math.Max(problem.Start.Column, 1);
        string message = OneLine.Of(problem.InnerException?.Message ?? problem.Message).TrimEnd('.');
        // Where a tab indents, the parser may notice only later, or blame the whole map that it stands in.
        bool blamesTab = message.Contains("tab", StringComparison.OrdinalIgnoreCase);
        (int Line, int Column)? tab = IndentingTab(yaml, line - 1, blamesTab ? long.MaxValue : Math.Max(problem.End.Line, line) + 1);
        if (tab is not null)
            (line, column, message) = (tab.Value.Line, tab.Value.Column, "a tab in the indentation; it is indented with blanks");
        return new BadInputException($"{source}:{line}:{column}: broken YAML: {message}", problem);
    }

    /// <summary>The first tab before the first letter of a line, among some lines.</summary>
    private static (int Line, int Column)? IndentingTab(string yaml, long firstLine, long lastLine)
    {
        string[] lines = yaml.Split('\n');
        for (long number = Math.Max(1, firstLine); number <= Math.Min(lines.Length, lastLine); number++)
        {
            string text = lines[number - 1];
            int indentation = text.Length - text.TrimStart(' ', '\t').Length;
            int tab = text.IndexOf('\t', 0, indentation);
            if (tab >= 0)
                return ((int)number, tab + 1);
        }
        return null;
    }
}
