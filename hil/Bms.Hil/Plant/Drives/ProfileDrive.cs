using System;
using System.Collections.Generic;

namespace Bms.Hil.Plant.Drives;

/// <summary>A recorded current or power over time; each step takes its mean, so that no charge is lost whatever the step.</summary>
public sealed class ProfileDrive : Drive
{
    private readonly IReadOnlyList<double> _seconds;
    private readonly IReadOnlyList<double> _values;
    private readonly PlantLoad _load;

    /// <param name="load">What the values are.</param>
    /// <param name="seconds">Times, rising, of any origin.</param>
    /// <param name="values">Amperes or watts, positive charges; each holds over the time before it.</param>
    /// <exception cref="BadInputException">The rows cannot be used.</exception>
    public ProfileDrive(PlantLoad load, IReadOnlyList<double> seconds, IReadOnlyList<double> values)
    {
        _load = load;
        _seconds = seconds;
        _values = values;
        var profile = new PlantProfile(seconds, values);
        LongestSeconds = profile.EndSeconds - profile.StartSeconds;
    }

    /// <inheritdoc/>
    public override double LongestSeconds { get; }

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(new PlantProfile(_seconds, _values), _load);

    private sealed class Run(PlantProfile profile, PlantLoad load) : DriveRun
    {
        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            double start = profile.StartSeconds;
            if (start + fromSeconds >= profile.EndSeconds - Rounding)
                return false;
            double mean = profile.MeanAmps(start + fromSeconds, start + toSeconds);
            inputs.Load = load;
            if (load == PlantLoad.Power)
                inputs.LoadWatts = mean;
            else
                inputs.LoadAmps = mean;
            return true;
        }
    }
}
