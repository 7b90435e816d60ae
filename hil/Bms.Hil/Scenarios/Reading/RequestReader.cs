using System.Collections.Generic;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads one entry of <c>requests</c>.</summary>
internal static class RequestReader
{
    private static readonly IReadOnlyDictionary<string, RequestKind> Kinds = CamelCase.NamesOf<RequestKind>();

    public static Request Read(YamlItem item)
    {
        RequestKind kind = item.AnyMap().Require("do").Choice(Kinds);
        if (kind is RequestKind.OpenContactors or RequestKind.Service or RequestKind.Shutdown or RequestKind.Reserve or RequestKind.Unmate
            or RequestKind.StorageCharge or RequestKind.StopCharge)
        {
            YamlMap lasting = item.Map("do", "from", "to");
            return new Request(kind, WindowReader.Read(lasting, within: false), 0);
        }
        YamlMap map = kind == RequestKind.RestateSoc ? item.Map("do", "at", "soc") : item.Map("do", "at");
        double at = map.Require("at").Quantity(Dimension.Time, 0, WindowReader.LongestSeconds);
        double soc = kind == RequestKind.RestateSoc ? map.Require("soc").Quantity(Dimension.Fraction, 0, 1) : 0;
        return new Request(kind, new TimeWindow(at, at), soc);
    }
}
