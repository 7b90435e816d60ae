using System;
using System.IO;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>The console that commands write tables to: colours on a terminal, plain text of a fixed width anywhere else.</summary>
internal static class PlainConsole
{
    private const int PlainWidth = 140;

    public static IAnsiConsole For(TextWriter output)
    {
        bool isTerminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
        return console;
    }
}
