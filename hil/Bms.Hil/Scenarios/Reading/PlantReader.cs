using Bms.Hil.Packs;
using Bms.Hil.Scenarios.Running;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

internal static class PlantReader
{
    public static PlantSource Read(YamlItem item, PackFile pack, ulong seed, double? told) => throw item.Refuse("later");
}
