using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Hil.Quantities;
using Bms.Hil.Scenarios.Expectations;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads the key <c>expect</c>.</summary>
internal static class ExpectationReader
{
    private static readonly IReadOnlyDictionary<string, double> ContactorStates = new Dictionary<string, double> { ["open"] = 0, ["closed"] = 1 };

    public static ExpectationSet Read(YamlItem? item, PackShape shape)
    {
        if (item is null)
            return new ExpectationSet();
        YamlMap map = item.Map("events", "signals", "soc");
        return new ExpectationSet
        {
            Events = [.. Items(map.Find("events")).SelectMany(entry => Events(entry, shape))],
            Signals = [.. Items(map.Find("signals")).Select(entry => ReadSignal(entry, shape))],
            Soc = [.. Items(map.Find("soc")).Select(ReadSoc)],
        };
    }

    /// <summary>The entries of a list; one entry need not be written as a list.</summary>
    private static IReadOnlyList<YamlItem> Items(YamlItem? item) =>
        item is null ? [] : item.Kind == YamlKind.Map ? [item] : item.List();

    /// <summary>One entry with several levels stands for an event of each.</summary>
    private static IEnumerable<ExpectedEvent> Events(YamlItem item, PackShape shape)
    {
        YamlMap map = item.Map("kind", "level", "channel", "from", "to", "within", "optional", "repeats");
        EventKind kind = map.Require("kind").Choice(EventNames.Kinds);
        YamlItem levels = map.Require("level");
        int? channel = map.Find("channel")?.WholeNumber(0, HighestChannel(kind, shape));
        TimeWindow window = WindowReader.Read(map, within: true);
        bool optional = map.Find("optional")?.Flag() ?? false;
        bool repeats = map.Find("repeats")?.Flag() ?? false;
        foreach (YamlItem level in levels.Kind == YamlKind.List ? levels.List(fewest: 1) : [levels])
        {
            yield return new ExpectedEvent
            {
                Kind = kind,
                Level = level.Choice(EventNames.LevelNames),
                Channel = channel,
                Window = window,
                Optional = optional,
                Repeats = repeats,
            };
        }
    }

    private static int HighestChannel(EventKind kind, PackShape shape) => (ProtectionKind)kind switch
    {
        ProtectionKind.CellOverVoltage or ProtectionKind.CellUnderVoltage or ProtectionKind.CellVoltageLost => shape.Groups - 1,
        ProtectionKind.OverCurrentCharge or ProtectionKind.OverCurrentDischarge or ProtectionKind.CurrentLost => 0,
        ProtectionKind.DeepDischarge or ProtectionKind.VoltageSpread => shape.Groups - 1,
        ProtectionKind.OpenWire => shape.Groups,
        <= ProtectionKind.CurrentLost => shape.Sensors - 1,
        _ => byte.MaxValue,
    };

    private static SignalExpectation ReadSignal(YamlItem item, PackShape shape)
    {
        YamlMap map = item.Map("signal", "is", "above", "below", "from", "to", "within", "once");
        Signal signal = map.Require("signal").Choice(Signal.ByName);
        if (signal.NeedsPlant && !shape.HasPlant)
            throw map.Require("signal").Refuse($"'{signal.Name}' is a truth of a simulated pack; a recording has none");
        (double lowest, double highest) = Bounds(map, signal);
        return new SignalExpectation
        {
            Signal = signal,
            Lowest = lowest,
            Highest = highest,
            Window = WindowReader.Read(map, within: true),
            Once = map.Find("once")?.Flag() ?? false,
        };
    }

    private static (double Lowest, double Highest) Bounds(YamlMap map, Signal signal)
    {
        if (signal.IsContactor)
        {
            if (map.Find("above") is YamlItem above)
                throw above.Refuse($"'{signal.Name}' is open or closed: use the key is");
            if (map.Find("below") is YamlItem below)
                throw below.Refuse($"'{signal.Name}' is open or closed: use the key is");
            double state = map.Require("is").Choice(ContactorStates);
            return (state, state);
        }
        if (map.Find("is") is YamlItem exact)
        {
            if (map.Has("above") || map.Has("below"))
                throw exact.Refuse("only one of is and above or below can be given");
            double value = Value(exact, signal);
            return (value, value);
        }
        if (!map.Has("above") && !map.Has("below"))
            throw map.Item.Refuse("one of the keys is, above, below is missing");
        double lowest = map.Find("above") is YamlItem floor ? Value(floor, signal) : double.NegativeInfinity;
        double highest = map.Find("below") is YamlItem ceiling ? Value(ceiling, signal) : double.PositiveInfinity;
        if (lowest > highest)
            throw map.Require("below").Refuse("below has to be more than above");
        return (lowest, highest);
    }

    private static double Value(YamlItem item, Signal signal) =>
        signal.Dimension is Dimension dimension ? item.Quantity(dimension, -1e9, 1e9) : item.WholeNumber(0, 64);

    private static SocExpectation ReadSoc(YamlItem item)
    {
        YamlMap map = item.Map("rmse", "max", "final", "coverage", "after");
        if (!map.Has("rmse") && !map.Has("max") && !map.Has("final") && !map.Has("coverage"))
            throw item.Refuse("one of the keys rmse, max, final, coverage is missing");
        return new SocExpectation
        {
            Rmse = Share(map, "rmse"),
            Max = Share(map, "max"),
            Final = Share(map, "final"),
            Coverage = Share(map, "coverage"),
            AfterSeconds = map.Find("after")?.Quantity(Dimension.Time, 0, WindowReader.LongestSeconds) ?? 0,
        };
    }

    private static double? Share(YamlMap map, string key) => map.Find(key)?.Quantity(Dimension.Fraction, 0, 1);
}
