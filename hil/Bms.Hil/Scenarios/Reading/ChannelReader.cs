using System.Globalization;
using Bms.Hil.Faults;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads which channels a fault acts on: <c>cell 3</c>, <c>all cells</c>, <c>temperature 0</c>, <c>all temperatures</c>, <c>current</c>, <c>clock</c>.</summary>
internal static class ChannelReader
{
    private const string Expected = "cell N, all cells, temperature N, all temperatures, current or clock";

    public static (FaultChannel Channel, int Index) Read(YamlItem item, PackShape shape)
    {
        string text = item.Text();
        switch (text)
        {
            case "all cells":
                return (FaultChannel.Cell, Fault.All);
            case "all temperatures":
                return (FaultChannel.Temperature, Fault.All);
            case "current":
                return (FaultChannel.Current, Fault.All);
            case "clock":
                return (FaultChannel.Clock, Fault.All);
        }
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
