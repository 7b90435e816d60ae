using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Hil.Faults;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Scenarios.Reading;

/// <summary>Reads one entry of <c>faults</c>.</summary>
internal static class FaultReader
{
    private static readonly IReadOnlyDictionary<string, FaultKind> Kinds = CamelCase.NamesOf<FaultKind>();

    public static Fault Read(YamlItem item, PackShape shape)
    {
        YamlMap map = item.Map("kind", "channel", "value", "from", "to", "ramp");
        FaultKind kind = map.Require("kind").Choice(Kinds);
        (FaultChannel channel, int index) = ChannelReader.Read(map.Require("channel"), shape);
        if (!IsPossible(kind, channel))
            throw map.Require("kind").Refuse($"{CamelCase.Of(channel)} cannot have a fault of the kind {CamelCase.Of(kind)}");
        double from = map.Find("from")?.Quantity(Dimension.Time, 0, WindowReader.LongestSeconds) ?? 0;
        return new Fault
        {
            Kind = kind,
            Channel = channel,
            Index = index,
            FromSeconds = from,
            ToSeconds = WindowReader.End(map, from),
            Value = Value(map, kind, channel, index),
            RampSeconds = Ramp(map, kind),
        };
    }

    private static bool IsPossible(FaultKind kind, FaultChannel channel) => channel switch
    {
        FaultChannel.Clock => kind is FaultKind.Stuck or FaultKind.Offset,
        FaultChannel.Contactors => kind == FaultKind.Stuck,
        FaultChannel.Ambient => kind is FaultKind.Set or FaultKind.Offset,
        FaultChannel.Heater => kind == FaultKind.Set,
        _ => true,
    };

    private static double Value(YamlMap map, FaultKind kind, FaultChannel channel, int index)
    {
        if (kind is FaultKind.Stuck or FaultKind.Lost or FaultKind.Stale)
        {
            if (map.Find("value") is YamlItem value)
                throw value.Refuse($"a fault of the kind {CamelCase.Of(kind)} has no value");
            return 0;
        }
        YamlItem item = map.Require("value");
        if (channel == FaultChannel.Auxiliary && (kind is FaultKind.Set or FaultKind.Offset or FaultKind.Noise))
        {
            // Inputs that count or that are no more than true and false have whole numbers.
            return InputDimension((AuxiliaryChannel)index) is Dimension dimension ? item.Quantity(dimension, -1e9, 1e9) : item.WholeNumber(0, int.MaxValue);
        }
        return kind switch
        {
            FaultKind.Gain => item.Quantity(Dimension.Fraction, -1, 10),
            FaultKind.Dropouts => item.Quantity(Dimension.Fraction, 0, 1),
            FaultKind.Noise => item.Quantity(DimensionOf(channel), 0, 1e6),
            _ => item.Quantity(DimensionOf(channel), -1e6, 1e6),
        };
    }

    private static double Ramp(YamlMap map, FaultKind kind)
    {
        if (map.Find("ramp") is not YamlItem ramp)
            return 0;
        if (kind is not (FaultKind.Set or FaultKind.Offset))
            throw ramp.Refuse("only set and offset can have a ramp");
        return ramp.Quantity(Dimension.Time, 0, WindowReader.LongestSeconds);
    }

    private static Dimension? InputDimension(AuxiliaryChannel input) => input switch
    {
        AuxiliaryChannel.PackMicrovolts or AuxiliaryChannel.LinkMicrovolts or AuxiliaryChannel.AfeReadBack => Dimension.Voltage,
        AuxiliaryChannel.RedundantMicroamps => Dimension.Current,
        AuxiliaryChannel.PressureKilopascals => Dimension.Pressure,
        AuxiliaryChannel.InsulationOhms => Dimension.Resistance,
        AuxiliaryChannel.AfeSilentMilliseconds or AuxiliaryChannel.LinkSilentMilliseconds => Dimension.Time,
        _ => null,
    };

    private static Dimension DimensionOf(FaultChannel channel) => channel switch
    {
        FaultChannel.Cell => Dimension.Voltage,
        FaultChannel.Temperature or FaultChannel.Ambient => Dimension.Temperature,
        FaultChannel.Heater => Dimension.Power,
        FaultChannel.Current => Dimension.Current,
        _ => Dimension.Time,
    };
}
