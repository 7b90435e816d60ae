using Bms.Core.Configuration;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <content>The power limits.</content>
internal static partial class PackFileSections
{
    /// <summary>The power limits.</summary>
    public static PowerSettings Power(YamlItem? section, PowerSettings suggested)
    {
        YamlMap? map = section?.Map("enabled");
        return new PowerSettings
        {
            Enabled = map?.Find("enabled")?.Flag() ?? suggested.Enabled,
        };
    }
}
