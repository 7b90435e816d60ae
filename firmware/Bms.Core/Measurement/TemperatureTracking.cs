using Bms.Core.Configuration;

namespace Bms.Core.Measurement;

/// <summary>How fast each temperature rises, as the lead over its own slow average. Looked at in turns, as <see cref="ChannelChecks"/>.</summary>
public sealed class TemperatureTracking
{
    private const int Period = ChannelChecks.PeriodSteps;
    private const int TimeConstantMilliseconds = 5000;
    private const int WeightShift = 7;

    // The averages are kept in sixteenths of a centidegree, or slow rises would vanish in the rounding.
    private const int FineShift = 4;

    // Sixteenths of a centidegree over a time constant, as centidegrees a minute.
    private const int PerMinute = 60000 >> FineShift;

    private readonly int[] _average;
    private readonly int[] _rise;
    private readonly bool[] _known;

    /// <summary>Makes the tracking of one pack's sensors.</summary>
    public TemperatureTracking(PackConfiguration configuration)
    {
        _average = new int[configuration.TemperatureSensors];
        _rise = new int[configuration.TemperatureSensors];
        _known = new bool[configuration.TemperatureSensors];
    }

    /// <summary>The fastest rise of any sensor, centidegrees a minute; a sensor that is lost keeps its last one.</summary>
    public int FastestRise { get; private set; }

    /// <summary>The sensor that rises fastest.</summary>
    public int FastestSensor { get; private set; }

    /// <summary>Looks at one quarter of the sensors.</summary>
    public void Look(int phase, int[] centidegrees, bool[] usable, int elapsed)
    {
        if (phase >= usable.Length)
            return;
        int dt = elapsed > TimeConstantMilliseconds ? TimeConstantMilliseconds : elapsed;
        int weight = (dt << WeightShift) / (TimeConstantMilliseconds + dt);
        int over = elapsed > TimeConstantMilliseconds ? elapsed : TimeConstantMilliseconds;
        for (int sensor = phase; sensor < usable.Length; sensor += Period)
        {
            if (!usable[sensor])
                continue;
            int fine = centidegrees[sensor] << FineShift;
            if (!_known[sensor])
            {
                _known[sensor] = true;
                _average[sensor] = fine;
                continue;
            }
            int lead = fine - _average[sensor];
            _average[sensor] = elapsed >= TimeConstantMilliseconds ? fine : _average[sensor] + ((lead * weight) >> WeightShift);
            _rise[sensor] = (int)((long)lead * PerMinute / over);
        }
        if (_rise[phase] >= FastestRise || FastestSensor == phase || usable.Length > Period)
            FindFastest();
    }

    private void FindFastest()
    {
        int fastest = int.MinValue;
        for (int sensor = 0; sensor < _rise.Length; sensor++)
        {
            if (_rise[sensor] <= fastest)
                continue;
            fastest = _rise[sensor];
            FastestSensor = sensor;
        }
        FastestRise = fastest;
    }
}
