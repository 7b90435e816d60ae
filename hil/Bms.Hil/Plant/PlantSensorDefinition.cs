namespace Bms.Hil.Plant;

/// <summary>How far one kind of channel is from the truth.</summary>
public sealed class PlantChannelDefinition
{
    /// <summary>Smallest step of the reading, in the channel's unit; 0 means the output integer's own.</summary>
    public double Resolution { get; init; }

    /// <summary>Added to the truth, in the channel's unit.</summary>
    public double Offset { get; init; }

    /// <summary>Relative error of gain: 0.01 reads 1 % too much.</summary>
    public double GainError { get; init; }

    /// <summary>Standard deviation of the noise of one sample, in the channel's unit.</summary>
    public double Noise { get; init; }

    /// <summary>Standard deviation, in the channel's unit, of a constant offset that the seed draws for each channel.</summary>
    public double OffsetSpread { get; init; }
}

/// <summary>What the board measures. Volts, amperes and degrees Celsius; no sensor is perfect unless all of this is 0.</summary>
public sealed class PlantSensorDefinition
{
    public PlantChannelDefinition GroupVolts { get; init; } = new() { Resolution = 0.0001, Noise = 0.0005, OffsetSpread = 0.001 };

    public PlantChannelDefinition PackVolts { get; init; } = new() { Resolution = 0.01, Noise = 0.01 };

    public PlantChannelDefinition LinkVolts { get; init; } = new() { Resolution = 0.01, Noise = 0.01 };

    public PlantChannelDefinition PackAmps { get; init; } = new() { Resolution = 0.001, Noise = 0.002 };

    public PlantChannelDefinition Temperatures { get; init; } = new() { Resolution = 0.1, Noise = 0.05, OffsetSpread = 0.3 };

    /// <summary>How long before the voltages the current was sampled, in seconds; 0…1.</summary>
    public double CurrentLeadSeconds { get; init; } = 0.002;
}
