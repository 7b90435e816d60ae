using System;
using System.Globalization;
using Bms.Hil.Faults;
using Bms.Hil.Plant;

namespace Bms.Hil.Scoring;

/// <summary>
/// Decides which rows of a recording the firmware gets, which of them arrive without valid channels, and which current they carry:
/// slow sampling, a gap, drop-outs. The first row of a replay always arrives whole.
/// </summary>
public sealed class RowDelivery
{
    /// <summary>Times are rounded to milliseconds on the way, so an interval counts as reached half a millisecond early.</summary>
    private const double RoundingSeconds = 0.0005;

    private const double TwoToMinus53 = 1.0 / (1L << 53);
    private const ulong DropOutStream = 0x64726F706F757473;

    private readonly double _interval;
    private readonly bool _mean;
    private readonly double _gapStart = double.PositiveInfinity;
    private readonly double _gapEnd = double.NegativeInfinity;
    private readonly double _dropOutShare;
    private readonly PlantRandom _random;
    private double _lastGiven = double.NaN;
    private double _lastSeen = double.NaN;
    private double _meanSince = double.NaN;
    private double _ampSeconds;

    /// <param name="disturbances">What is disturbed.</param>
    /// <param name="seed">Seed of the drop-outs.</param>
    /// <param name="extent">The recording's extent; needed for a gap.</param>
    /// <exception cref="BadInputException">The gap does not fit into the recording.</exception>
    public RowDelivery(Disturbances disturbances, ulong seed, RecordingExtent? extent)
    {
        ArgumentNullException.ThrowIfNull(disturbances);
        _mean = disturbances.SampleMeanSeconds > 0;
        _interval = _mean ? disturbances.SampleMeanSeconds : disturbances.SampleIntervalSeconds;
        _dropOutShare = disturbances.DropOutShare;
        _random = new PlantRandom(seed, DropOutStream);
        if (disturbances.GapSeconds > 0)
        {
            ArgumentNullException.ThrowIfNull(extent);
            double middle = extent.FirstSeconds + ((extent.LastSeconds - extent.FirstSeconds) / 2);
            _gapStart = disturbances.GapStartSeconds ?? (middle - (disturbances.GapSeconds / 2));
            _gapEnd = _gapStart + disturbances.GapSeconds;
            if (_gapStart <= extent.FirstSeconds || _gapEnd >= extent.LastSeconds)
            {
                throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                    $"{disturbances.GivenBy}gap: {_gapStart:0.###} s to {_gapEnd:0.###} s; expected to lie within the replay, {extent.FirstSeconds:0.###} s to {extent.LastSeconds:0.###} s"));
            }
        }
    }

    /// <summary>The current that the row just given carries, in amperes.</summary>
    public double Amps { get; private set; }

    /// <summary>Whether every channel of the row just given is invalid.</summary>
    public bool IsDropOut { get; private set; }

    /// <summary>Takes the next row of the recording.</summary>
    /// <param name="seconds">Its time since the recording's first row.</param>
    /// <param name="amps">Its current, which held over the time before it.</param>
    /// <returns>Whether the firmware gets it.</returns>
    public bool Gives(double seconds, double amps)
    {
        if (seconds >= _gapStart && seconds < _gapEnd)
        {
            // What was counted between two samples is lost with them: after the gap the mean starts anew.
            _meanSince = double.NaN;
            return false;
        }
        Count(seconds, amps);
        if (seconds >= _lastGiven && seconds - _lastGiven < _interval - RoundingSeconds)
            return false;
        Amps = _mean && seconds > _meanSince ? _ampSeconds / (seconds - _meanSince) : amps;
        IsDropOut = _dropOutShare > 0 && !IsDropOut && !double.IsNaN(_lastGiven) && NextUniform() < _dropOutShare / (1 - _dropOutShare);
        _lastGiven = seconds;
        _meanSince = seconds;
        _ampSeconds = 0;
        return true;
    }

    private void Count(double seconds, double amps)
    {
        if (double.IsNaN(_meanSince))
            (_meanSince, _ampSeconds) = (seconds, 0);
        else if (seconds > _lastSeen)
            _ampSeconds += amps * (seconds - _lastSeen);
        _lastSeen = seconds;
    }

    private double NextUniform() => (_random.NextBits() >> 11) * TwoToMinus53;
}
