using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Bms.Core.Configuration;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>Who the pack is.</content>
internal static partial class PackFileSections
{
    private static readonly Dictionary<string, PackStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["original"] = PackStatus.Original,
        ["reUsed"] = PackStatus.ReUsed,
        ["repurposed"] = PackStatus.Repurposed,
        ["remanufactured"] = PackStatus.Remanufactured,
        ["waste"] = PackStatus.Waste,
    };

    /// <summary>Who the pack is: nothing is suggested.</summary>
    public static IdentitySettings Identity(YamlItem? section)
    {
        YamlMap? map = section?.Map("code", "previous", "status", "manufactured", "inService", "extremeCold", "extremeHeat");
        var nobody = new IdentitySettings();
        return new IdentitySettings
        {
            Code = Code(map?.Find("code")),
            Previous = Code(map?.Find("previous")),
            Status = map?.Find("status")?.Choice(Statuses) ?? PackStatus.Original,
            ManufacturedDay = Day(map?.Find("manufactured")),
            ServiceDay = Day(map?.Find("inService")),
            ColdCentidegrees = Celsius(map?.Find("extremeCold"), nobody.ColdCentidegrees),
            HotCentidegrees = Celsius(map?.Find("extremeHeat"), nobody.HotCentidegrees),
        };
    }

    private static byte[] Code(YamlItem? item)
    {
        string text = item?.Text() ?? "";
        foreach (char letter in text)
        {
            if (letter > 127)
                throw item!.Refuse("a code of GB/T 34014 has digits and capital letters only");
        }
        return text.Length <= IdentitySettings.CodeLength
            ? Encoding.ASCII.GetBytes(text)
            : throw item!.Refuse($"a code of GB/T 34014 has 24 characters, found {text.Length}");
    }

    private static int Day(YamlItem? item)
    {
        if (item is null)
            return 0;
        if (!DateOnly.TryParseExact(item.Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            throw item.Refuse("expected a date such as 2025-03-01");
        return date.DayNumber - new DateOnly(1970, 1, 1).DayNumber;
    }

    private static int Celsius(YamlItem? item, int suggested) =>
        item is null ? suggested : (int)Math.Round(item.Quantity(Dimension.Temperature, -100, 150) * Centi);
}
