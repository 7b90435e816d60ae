using System;
using Bms.Core.Configuration;
using Bms.Core.Measurement;

namespace Bms.Hil.Faults;

/// <summary>Reads and writes one channel of the measurements, whatever family it is of, in the integers that the firmware gets.</summary>
internal static class ChannelAccess
{
    private const double Micro = 1e6;
    private const double Centi = 100;
    private const double Milli = 1000;

    /// <summary>Integer steps for each volt, ampere, degree or second.</summary>
    public static double ScaleOf(FaultChannel channel, int index) => channel switch
    {
        FaultChannel.Auxiliary => ScaleOf((AuxiliaryChannel)index),
        FaultChannel.Cell or FaultChannel.Current => Micro,
        FaultChannel.Temperature => Centi,
        _ => Milli,
    };

    private static double ScaleOf(AuxiliaryChannel channel) => channel switch
    {
        AuxiliaryChannel.PackMicrovolts or AuxiliaryChannel.LinkMicrovolts or AuxiliaryChannel.RedundantMicroamps
            or AuxiliaryChannel.AfeReadBack or AuxiliaryChannel.ChargeCounter => Micro,
        AuxiliaryChannel.AfeSilentMilliseconds or AuxiliaryChannel.LinkSilentMilliseconds => Milli,
        _ => 1,
    };

    /// <summary>Channels in the family.</summary>
    public static int CountOf(FaultChannel channel, Measurements inputs) => channel switch
    {
        FaultChannel.Cell => inputs.CellMicrovolts.Length,
        FaultChannel.Temperature => inputs.TemperatureCentidegrees.Length,
        FaultChannel.Auxiliary => inputs.AuxiliaryValue.Length,
        _ => 1,
    };

    public static int Value(FaultChannel channel, int index, Measurements inputs) => channel switch
    {
        FaultChannel.Cell => inputs.CellMicrovolts[index],
        FaultChannel.Temperature => inputs.TemperatureCentidegrees[index],
        FaultChannel.Current => inputs.PackMicroamps,
        FaultChannel.Auxiliary => AuxiliaryValue((AuxiliaryChannel)index, inputs),
        _ => inputs.NowMilliseconds,
    };

    public static void SetValue(FaultChannel channel, int index, Measurements inputs, int value)
    {
        switch (channel)
        {
            case FaultChannel.Cell:
                inputs.CellMicrovolts[index] = value;
                break;
            case FaultChannel.Temperature:
                inputs.TemperatureCentidegrees[index] = value;
                break;
            case FaultChannel.Current:
                inputs.PackMicroamps = value;
                break;
            case FaultChannel.Auxiliary:
                SetAuxiliary((AuxiliaryChannel)index, inputs, value);
                break;
            default:
                inputs.NowMilliseconds = value;
                break;
        }
    }

    /// <exception cref="InvalidOperationException">The clock has no validity.</exception>
    public static void Invalidate(FaultChannel channel, int index, Measurements inputs)
    {
        switch (channel)
        {
            case FaultChannel.Cell:
                inputs.CellValid[index] = false;
                break;
            case FaultChannel.Temperature:
                inputs.TemperatureValid[index] = false;
                break;
            case FaultChannel.Current:
                inputs.PackCurrentValid = false;
                break;
            case FaultChannel.Auxiliary:
                inputs.AuxiliaryValid[index] = false;
                if (index == (int)AuxiliaryChannel.ChargeCounter)
                    inputs.AccumulatedChargeValid = false;
                break;
            default:
                throw new InvalidOperationException("the clock cannot be invalid");
        }
    }

    /// <exception cref="InvalidOperationException">The clock has no age.</exception>
    public static void SetAge(FaultChannel channel, int index, Measurements inputs, int milliseconds)
    {
        switch (channel)
        {
            case FaultChannel.Cell:
                inputs.CellAgeMilliseconds[index] = milliseconds;
                break;
            case FaultChannel.Temperature:
                inputs.TemperatureAgeMilliseconds[index] = milliseconds;
                break;
            case FaultChannel.Current:
                inputs.PackCurrentAgeMilliseconds = milliseconds;
                break;
            case FaultChannel.Auxiliary:
                inputs.AuxiliaryAgeMilliseconds[index] = milliseconds;
                break;
            default:
                throw new InvalidOperationException("the clock cannot be old");
        }
    }

    /// <summary>Inputs with properties of their own: the read-back stands for its first threshold, the wires for the mask.</summary>
    private static int AuxiliaryValue(AuxiliaryChannel channel, Measurements inputs) => channel switch
    {
        AuxiliaryChannel.AfeOpenWires => (int)inputs.AfeOpenWires,
        AuxiliaryChannel.AfeReadBack => inputs.AfeThresholds[0],
        AuxiliaryChannel.ChargeCounter => (int)inputs.AccumulatedMicrocoulombs,
        _ => inputs.AuxiliaryValue[(int)channel],
    };

    private static void SetAuxiliary(AuxiliaryChannel channel, Measurements inputs, int value)
    {
        if (channel == AuxiliaryChannel.AfeOpenWires)
            inputs.AfeOpenWires = value;
        else if (channel == AuxiliaryChannel.AfeReadBack)
            inputs.AfeThresholds[0] = value;
        else if (channel == AuxiliaryChannel.ChargeCounter)
            inputs.AccumulatedMicrocoulombs = value;
        else
            inputs.AuxiliaryValue[(int)channel] = value;
    }
}
