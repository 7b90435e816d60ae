using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Plant;

/// <summary>
/// Reads the <c>sensors</c> section that scenarios and recipes share: how far the readings are from the truth. What is absent keeps the
/// default of <see cref="PlantSensorDefinition"/>.
/// </summary>
public static class PlantSensorFile
{
    /// <summary>The definition that a section describes.</summary>
    /// <param name="section">The section; null for all defaults.</param>
    /// <exception cref="BadInputException">The section cannot be used.</exception>
    public static PlantSensorDefinition Read(YamlItem? section)
    {
        YamlMap? map = section?.Map("groupVoltage", "packVoltage", "linkVoltage", "current", "temperature", "currentLead");
        var absent = new PlantSensorDefinition();
        var made = new PlantSensorDefinition
        {
            GroupVolts = Channel(map?.Find("groupVoltage"), Dimension.Voltage, absent.GroupVolts),
            PackVolts = Channel(map?.Find("packVoltage"), Dimension.Voltage, absent.PackVolts),
            LinkVolts = Channel(map?.Find("linkVoltage"), Dimension.Voltage, absent.LinkVolts),
            PackAmps = Channel(map?.Find("current"), Dimension.Current, absent.PackAmps),
            Temperatures = Channel(map?.Find("temperature"), Dimension.Temperature, absent.Temperatures),
            CurrentLeadSeconds = map?.Find("currentLead")?.Quantity(Dimension.Time, 0, 1) ?? absent.CurrentLeadSeconds,
        };
        PlantCheck.Refuse(made);
        return made;
    }

    private static PlantChannelDefinition Channel(YamlItem? section, Dimension dimension, PlantChannelDefinition absent)
    {
        const double Most = 1000;
        YamlMap? map = section?.Map("resolution", "offset", "gain", "noise", "offsetSpread");
        return new PlantChannelDefinition
        {
            Resolution = map?.Find("resolution")?.Quantity(dimension, 0, Most) ?? absent.Resolution,
            Offset = map?.Find("offset")?.Quantity(dimension, -Most, Most) ?? absent.Offset,
            GainError = map?.Find("gain")?.Quantity(Dimension.Fraction, -1, 1) ?? absent.GainError,
            Noise = map?.Find("noise")?.Quantity(dimension, 0, Most) ?? absent.Noise,
            OffsetSpread = map?.Find("offsetSpread")?.Quantity(dimension, 0, Most) ?? absent.OffsetSpread,
        };
    }
}
