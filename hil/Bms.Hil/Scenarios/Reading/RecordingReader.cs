using Bms.Hil.Packs;
using Bms.Hil.Quantities;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads the key <c>recording</c>.</summary>
internal static class RecordingReader
{
    private const double MostAmpHours = 2000;

    public static RecordingSource Read(YamlItem item, PackFile pack)
    {
        YamlMap map = item.Map("file", "referenceSoc", "capacity", "temperature", "from", "to");
        return new RecordingSource
        {
            Path = ShippedFile.Resolve(map.Require("file"), "traces", ".bdf.csv.gz", "recording"),
            ReferenceSoc = map.Find("referenceSoc")?.Quantity(Dimension.Fraction, 0, 1) ?? 1,
            CapacityAmpHours = map.Find("capacity")?.Quantity(Dimension.Charge, 0.001, MostAmpHours) ?? pack.Cell.CapacityAmpHours,
            TemperatureCelsius = map.Find("temperature")?.Quantity(Dimension.Temperature, -100, 200),
            Part = WindowReader.Read(map, within: false),
        };
    }
}
