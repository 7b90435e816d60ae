using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Packs;
using Spectre.Console;

namespace Bms.Hil.Commands;

/// <summary>What <c>image</c> says about what it wrote.</summary>
/// <param name="Pack">The pack's name.</param>
/// <param name="Image">The file.</param>
/// <param name="Csharp">The C# file, or null.</param>
/// <param name="Bytes">The image's length.</param>
/// <param name="LargestBytes">The length that a board accepts.</param>
/// <param name="Crc32">The checksum at its end, eight hexadecimal digits.</param>
/// <param name="SeriesGroups">Series groups.</param>
/// <param name="ParallelCells">Cells in parallel.</param>
/// <param name="TemperatureSensors">Temperature sensors.</param>
/// <param name="CapacityAmpHours">The pack's capacity.</param>
/// <param name="Estimator">The estimator.</param>
/// <param name="Rows">Names of the protection rows.</param>
internal sealed record ImageSummary(
    string Pack,
    string Image,
    string? Csharp,
    int Bytes,
    int LargestBytes,
    string Crc32,
    int SeriesGroups,
    int ParallelCells,
    int TemperatureSensors,
    double CapacityAmpHours,
    string Estimator,
    IReadOnlyList<string> Rows)
{
    public static ImageSummary Of(string pack, string path, string? csharp, byte[] image, PackConfiguration configuration) => new(
        pack,
        path,
        csharp,
        image.Length,
        PackImage.MaximumLength,
        BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan(image.Length - sizeof(uint))).ToString("x8", CultureInfo.InvariantCulture),
        configuration.SeriesGroups,
        configuration.ParallelCells,
        configuration.TemperatureSensors,
        configuration.Cell.CapacityMicroampHours * 1e-6 * configuration.ParallelCells,
        configuration.Estimation.Kind.ToString().ToLowerInvariant(),
        [.. configuration.Protection.Select(row => PackFaultText.RowName((int)row.Kind))]);

    /// <summary>Prints the summary and the protection table in the units that people use.</summary>
    public void Print(IAnsiConsole console, PackConfiguration configuration)
    {
        console.WriteLine(Invariant(
            $"{Pack}: {SeriesGroups} groups of {ParallelCells}, {CapacityAmpHours:0.###} Ah, {TemperatureSensors} temperatures, {Estimator}"));
        Table table = new Table().Border(TableBorder.Simple).AddColumn("Protection row");
        foreach (string heading in new[] { "Warning", "Derate", "Trip", "Hysteresis", "Samples", "Time", "Recovery", "Latches" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (ProtectionRow row in configuration.Protection)
        {
            table.AddRow(
                PackFaultText.RowName((int)row.Kind),
                Limit(row, row.WarningLimit),
                Limit(row, row.DerateLimit),
                Limit(row, row.TripLimit),
                Limit(row, row.Hysteresis),
                Invariant($"{row.DebounceSamples}"),
                Invariant($"{row.DebounceMilliseconds} ms"),
                Invariant($"{row.RecoveryMilliseconds * 1e-3:0.###} s"),
                row.Latching ? "yes" : "no");
        }
        console.Write(table);
        console.WriteLine(Invariant($"{Image}: {Bytes} bytes of at most {LargestBytes}, CRC-32 {Crc32}"));
        if (Csharp is not null)
            console.WriteLine($"{Csharp}: class {PackImageSource.ClassNameOf(Csharp)}");
    }

    private static string Limit(ProtectionRow row, int value)
    {
        return ProtectionPolicy.Unit(row.Kind) switch
        {
            ProtectionUnit.Microvolts => Invariant($"{value * 1e-6:0.000} V"),
            ProtectionUnit.Microamps => Invariant($"{value * 1e-6:0.##} A"),
            ProtectionUnit.Centidegrees => Invariant($"{value * 1e-2:0.#} °C"),
            ProtectionUnit.CentidegreesPerMinute => Invariant($"{value * 1e-2:0.#} °C/min"),
            ProtectionUnit.Milliseconds => Invariant($"{value} ms"),
            ProtectionUnit.Kilopascals => Invariant($"{value} kPa"),
            ProtectionUnit.KilopascalsPerMinute => Invariant($"{value} kPa/min"),
            ProtectionUnit.Ohms => Invariant($"{value} Ohm"),
            _ => Invariant($"{value}"),
        };
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
