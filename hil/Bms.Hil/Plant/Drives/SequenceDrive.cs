using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Plant.Drives;

/// <summary>Drives one after another, the whole of it any number of times.</summary>
public sealed class SequenceDrive : Drive
{
    private readonly IReadOnlyList<Drive> _parts;
    private readonly int _times;

    /// <param name="parts">At least one.</param>
    /// <param name="times">How often, at least once.</param>
    public SequenceDrive(IReadOnlyList<Drive> parts, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentOutOfRangeException.ThrowIfZero(parts.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _parts = parts;
        _times = times;
    }

    /// <inheritdoc/>
    public override double LongestSeconds => _parts.Sum(part => part.LongestSeconds) * _times;

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(_parts, _times);

    private sealed class Run(IReadOnlyList<Drive> parts, int times) : DriveRun
    {
        private readonly int _count = parts.Count * times;
        private DriveRun _part = parts[0].Begin();
        private double _beganSeconds;
        private int _index;

        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            while (_index < _count)
            {
                if (_part.Demand(fromSeconds - _beganSeconds, toSeconds - _beganSeconds, pack, ref inputs))
                    return true;
                _index++;
                _beganSeconds = fromSeconds;
                if (_index < _count)
                    _part = parts[_index % parts.Count].Begin();
            }
            return false;
        }
    }
}
