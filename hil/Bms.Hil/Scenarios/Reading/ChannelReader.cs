using System.Collections.Generic;
using System.Globalization;
using Bms.Core.Configuration;
using Bms.Hil.Faults;
using Bms.Hil.Packs;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>
/// Reads which channels a fault acts on: <c>cell 3</c>, <c>all cells</c>, <c>temperature 0</c>, <c>all temperatures</c>,
/// <c>current</c>, <c>clock</c>, an input of the board by the name that packs give it, and of a simulated pack <c>contactors</c>, <c>ambient</c>, <c>heater</c>.
/// </summary>
internal static class ChannelReader
{
    private const string Expected = "cell N, all cells, temperature N, all temperatures, current, clock, an input of the board, contactors, ambient or heater";

    private static readonly Dictionary<string, FaultChannel> Whole = new()
    {
        ["all cells"] = FaultChannel.Cell,
        ["all temperatures"] = FaultChannel.Temperature,
        ["current"] = FaultChannel.Current,
        ["clock"] = FaultChannel.Clock,
        ["contactors"] = FaultChannel.Contactors,
        ["ambient"] = FaultChannel.Ambient,
        ["heater"] = FaultChannel.Heater,
    };

    public static (FaultChannel Channel, int Index) Read(YamlItem item, PackShape shape)
    {
        string text = item.Text();
        if (Whole.TryGetValue(text, out FaultChannel whole))
        {
            if (whole >= FaultChannel.Contactors && !shape.HasPlant)
                throw item.Refuse($"'{text}' belongs to a simulated pack; a recording has none");
            return (whole, Fault.All);
        }
        if (PackFileGuard.Inputs.TryGetValue(text, out AuxiliaryChannel input))
            return (FaultChannel.Auxiliary, (int)input);
        string[] words = text.Split(' ');
        if (words is not [("cell" or "temperature"), string number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            throw item.Refuse($"'{text}' is no channel; expected {Expected}");
        }
        FaultChannel channel = words[0] == "cell" ? FaultChannel.Cell : FaultChannel.Temperature;
        int count = channel == FaultChannel.Cell ? shape.Groups : shape.Sensors;
        if (index >= count)
            throw item.Refuse($"'{text}': the pack has {count} of them, counted from 0; expected 0 to {count - 1}");
        return (channel, index);
    }
}
