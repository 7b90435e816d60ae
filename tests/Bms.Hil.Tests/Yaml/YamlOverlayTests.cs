using System.Linq;
using Bms.Hil.Yaml;
using Xunit;

namespace Bms.Hil.Tests.Yaml;

/// <summary>One tree laid over another.</summary>
public class YamlOverlayTests
{
    private const string Under = "name: a\nlimits:\n  charge: 1 A\n  discharge: 2 A\nlist: [1, 2]\n";
    private const string Over = "limits:\n  charge: 9 A\nlist: [3]\nextra: x\n";

    [Fact]
    public void Maps_are_joined_and_everything_else_is_replaced()
    {
        YamlMap joined = Lay();
        Assert.Equal(["name", "limits", "list", "extra"], joined.Entries.Select(entry => entry.Key));
        Assert.Equal("9 A", joined.Require("limits").AnyMap().Require("charge").Text());
        Assert.Equal("2 A", joined.Require("limits").AnyMap().Require("discharge").Text());
        Assert.Equal("3", Assert.Single(joined.Require("list").List()).Text());
    }

    [Fact]
    public void Places_tell_which_file_is_to_blame()
    {
        YamlMap joined = Lay();
        Assert.Equal("over.yaml:2:11: limits.charge", joined.Require("limits").AnyMap().Require("charge").Where);
        Assert.Equal("under.yaml:4:14: limits.discharge", joined.Require("limits").AnyMap().Require("discharge").Where);
        Assert.StartsWith("over.yaml:2:", joined.Require("limits").Where, System.StringComparison.Ordinal);
        Assert.StartsWith("under.yaml:1:", joined.Item.Where, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_can_be_taken_out()
    {
        YamlItem without = YamlOverlay.Without(YamlReader.Parse(Under, "under.yaml"), "limits");
        Assert.Equal(["name", "list"], without.AnyMap().Entries.Select(entry => entry.Key));
    }

    private static YamlMap Lay() => YamlOverlay.Lay(YamlReader.Parse(Under, "under.yaml"), YamlReader.Parse(Over, "over.yaml")).AnyMap();
}
