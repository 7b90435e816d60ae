using System;
using System.Globalization;
using Bms.Hil.Scoring;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>Writes <see cref="EnergyFigures"/> for people.</summary>
internal static class EnergyTableText
{
    public static void Write(IAnsiConsole console, EnergyFigures energy)
    {
        Table table = new Table { Border = TableBorder.Simple }.AddColumns("energy at the end", "remaining", "full", "in", "out");
        table.AddRow("charge / Ah", Number(energy.RemainingAh), Number(energy.FullAh), Number(energy.InAh), Number(energy.OutAh));
        table.AddRow("energy / Wh", Number(energy.RemainingWh), Number(energy.FullWh), Number(energy.InWh), Number(energy.OutWh));
        console.Write(table);
        string soe = energy.Soe is double value ? Text($"{100 * value:0.00} %") : "unknown";
        console.WriteLine(Text(
            $"State of energy {soe}; {Ends("empty", energy.TimeToEmptySeconds)}, {Ends("full", energy.TimeToFullSeconds)} at the present current; {energy.Cycles:0.000} full cycles."));
    }

    private static string Ends(string where, double? seconds) =>
        seconds is double known ? Text($"{where} in {TimeSpan.FromSeconds(Math.Round(known)):c}") : $"never {where}";

    private static string Number(double? value) => value is double known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "unknown";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
