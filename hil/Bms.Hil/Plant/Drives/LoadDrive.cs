using System;

namespace Bms.Hil.Plant.Drives;

/// <summary>A constant current or power, for a while or until a group's voltage is reached.</summary>
public sealed class LoadDrive : Drive
{
    /// <summary>Whether <see cref="Value"/> is a current or a power.</summary>
    public PlantLoad Load { get; init; } = PlantLoad.Current;

    /// <summary>Amperes or watts, positive charges.</summary>
    public double Value { get; init; }

    /// <summary>How long at most, in seconds.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <summary>It ends once any group is at or below this, in volts; null for never.</summary>
    public double? UntilGroupBelowVolts { get; init; }

    /// <summary>It ends once any group is at or above this, in volts; null for never.</summary>
    public double? UntilGroupAboveVolts { get; init; }

    /// <inheritdoc/>
    public override double LongestSeconds => Seconds;

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(this);

    private bool Reached(PlantPack pack)
    {
        foreach (double volts in pack.GroupVolts)
        {
            if (volts <= (UntilGroupBelowVolts ?? double.NegativeInfinity) || volts >= (UntilGroupAboveVolts ?? double.PositiveInfinity))
                return true;
        }
        return false;
    }

    private sealed class Run(LoadDrive drive) : DriveRun
    {
        private readonly bool _conditional = drive.UntilGroupBelowVolts is not null || drive.UntilGroupAboveVolts is not null;

        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            ArgumentNullException.ThrowIfNull(pack);
            if (fromSeconds >= drive.Seconds - Rounding || (_conditional && fromSeconds > 0 && drive.Reached(pack)))
                return false;
            inputs.Load = drive.Load;
            if (drive.Load == PlantLoad.Power)
                inputs.LoadWatts = drive.Value;
            else
                inputs.LoadAmps = drive.Value;
            return true;
        }
    }
}
