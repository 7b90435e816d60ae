using System;

namespace Bms.Hil.Plant;

/// <summary>One complete set of samples in the firmware's units. Faults are put on these, outside the plant.</summary>
public sealed class PlantReadings
{
    public PlantReadings(int groups, int temperatures)
    {
        GroupMicrovolts = new int[groups];
        TemperatureCentidegrees = new int[temperatures];
    }

#pragma warning disable CA1819 // The caller's faults write into these arrays, and a reading is made once and used every step.
    public int[] GroupMicrovolts { get; }

    public int[] TemperatureCentidegrees { get; }
#pragma warning restore CA1819

    public int PackMicrovolts { get; set; }

    public int LinkMicrovolts { get; set; }

    /// <summary>Positive charges.</summary>
    public int PackMicroamps { get; set; }
}

/// <summary>Turns the plant's truth into what a board would read: gain, offset, noise, quantisation and skew, in this order.</summary>
public sealed class PlantSensors
{
    private const double MicrosPerUnit = 1e6;
    private const double CentisPerUnit = 100.0;
    private const ulong OffsetStream = 2;
    private const ulong NoiseStream = 3;
    private readonly PlantSensorDefinition _definition;
    private readonly PlantRandom _noise;
    private readonly double[] _groupOffsets;
    private readonly double[] _temperatureOffsets;

    /// <param name="definition">How far the readings are from the truth.</param>
    /// <param name="pack">The pack that will be sampled; only its shape is used here.</param>
    /// <param name="seed">Draws offsets and noise.</param>
    /// <exception cref="BadInputException">The definition cannot be used.</exception>
    public PlantSensors(PlantSensorDefinition definition, PlantPack pack, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(pack);
        PlantCheck.Refuse(definition);
        _definition = definition;
        _noise = new PlantRandom(seed, NoiseStream);
        var offsets = new PlantRandom(seed, OffsetStream);
        _groupOffsets = new double[pack.Groups];
        _temperatureOffsets = new double[pack.SensorCelsius.Length];
        for (int g = 0; g < _groupOffsets.Length; g++)
            _groupOffsets[g] = definition.GroupVolts.OffsetSpread * offsets.NextGaussian();
        for (int s = 0; s < _temperatureOffsets.Length; s++)
            _temperatureOffsets[s] = definition.Temperatures.OffsetSpread * offsets.NextGaussian();
        PackVoltsOffset = definition.PackVolts.OffsetSpread * offsets.NextGaussian();
        LinkVoltsOffset = definition.LinkVolts.OffsetSpread * offsets.NextGaussian();
        PackAmpsOffset = definition.PackAmps.OffsetSpread * offsets.NextGaussian();
    }

    internal double PackAmpsOffset { get; }

    private double PackVoltsOffset { get; }

    private double LinkVoltsOffset { get; }

    /// <summary>Samples the pack as it stands after its last step; voltages now, the current its lead earlier.</summary>
    public void Sample(PlantPack pack, PlantReadings readings)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(readings);
        ReadOnlySpan<double> volts = pack.GroupVolts;
        for (int g = 0; g < volts.Length; g++)
            readings.GroupMicrovolts[g] = Read(_definition.GroupVolts, volts[g], _groupOffsets[g], MicrosPerUnit);
        readings.PackMicrovolts = Read(_definition.PackVolts, pack.PackVolts, PackVoltsOffset, MicrosPerUnit);
        readings.LinkMicrovolts = Read(_definition.LinkVolts, pack.LinkVolts, LinkVoltsOffset, MicrosPerUnit);
        double amps = pack.PackAmpsAt(pack.Seconds - _definition.CurrentLeadSeconds);
        readings.PackMicroamps = Read(_definition.PackAmps, amps, PackAmpsOffset, MicrosPerUnit);
        ReadOnlySpan<double> celsius = pack.SensorCelsius;
        for (int s = 0; s < celsius.Length; s++)
            readings.TemperatureCentidegrees[s] = Read(_definition.Temperatures, celsius[s], _temperatureOffsets[s], CentisPerUnit);
    }

    private int Read(PlantChannelDefinition channel, double truth, double drawnOffset, double scale)
    {
        double value = (truth * (1.0 + channel.GainError)) + channel.Offset + drawnOffset;
        if (channel.Noise > 0.0)
            value += channel.Noise * _noise.NextGaussian();
        if (channel.Resolution > 0.0)
            value = channel.Resolution * Math.Floor((value / channel.Resolution) + 0.5);
        double scaled = Math.Floor((value * scale) + 0.5);
        return (int)Math.Clamp(scaled, int.MinValue, int.MaxValue);
    }
}
