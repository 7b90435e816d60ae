using Bms.Core.Configuration;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>The groups' differences and the pack's health.</content>
internal static partial class PackFileSections
{
    /// <summary>What is assumed of the groups' differences and of the pack's health.</summary>
    public static PackStateSettings PackState(YamlItem? section, PackStateSettings suggested)
    {
        YamlMap? map = section?.Map("enabled");
        return new PackStateSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
        };
    }
}
