using System.Globalization;
using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Pictures;

/// <summary>Events in the words of a report.</summary>
internal static class EventText
{
    private const int Ended = 0;

    /// <summary>What happened, for example <c>cell over voltage</c>, and that it ended if it did.</summary>
    public static string Of(in RigEvent happened) => Of(happened.KindName, happened.Level == Ended);

    /// <summary>The same from the name that results have.</summary>
    public static string Of(string kindName, bool ended)
    {
        var words = new StringBuilder();
        foreach (char letter in kindName)
        {
            if (char.IsAsciiLetterUpper(letter))
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }
        return ended ? words.Append(" ended").ToString() : words.ToString();
    }

    /// <summary>How serious a level is: 0 ended, 1 warning, 2 derate, 3 trip.</summary>
    public static MarkLevel LevelOf(int level) => level switch
    {
        Ended => MarkLevel.Information,
        1 => MarkLevel.Warning,
        2 => MarkLevel.Derate,
        _ => MarkLevel.Trip,
    };

    /// <summary>Where it happened, for example <c>group 3</c>; empty for the whole pack.</summary>
    public static string ChannelOf(EventKind kind, int channel)
    {
        string number = channel.ToString(CultureInfo.InvariantCulture);
        switch (kind)
        {
            case EventKind.InternalFault:
                return "stage " + number;
            case EventKind.ContactorFault:
            case EventKind.HeaterFault:
            case EventKind.ChargeFault:
                return "fault " + number;
            case EventKind.MemoryFault:
                return "memory fault " + number;
            case EventKind.TimeRanBackwards:
            case EventKind.Restarted:
                return "";
        }
        var row = (ProtectionKind)kind;
        return row switch
        {
            ProtectionKind.CellVoltageLost or ProtectionKind.CellOverVoltage or ProtectionKind.CellUnderVoltage
                or ProtectionKind.DeepDischarge or ProtectionKind.VoltageSpread => "group " + number,
            ProtectionKind.TemperatureLost => "sensor " + number,
            ProtectionKind.OpenWire => "wire " + number,
            ProtectionKind.AuxiliaryLost => "input " + number,
            _ => ProtectionPolicy.Unit(row) is ProtectionUnit.Centidegrees or ProtectionUnit.CentidegreesPerMinute ? "sensor " + number : "",
        };
    }
}
