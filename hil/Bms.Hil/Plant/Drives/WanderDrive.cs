using System;

namespace Bms.Hil.Plant.Drives;

/// <summary>
/// A made-up drive: a current that wanders about its mean like road traffic, held for a while at a time. Each new value keeps a share
/// of the last deviation and draws the rest, so that the spread stays the same. One seed gives one drive.
/// </summary>
public sealed class WanderDrive : Drive
{
    private const ulong Stream = 4;

    /// <summary>How long, in seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>Mean current, in amperes, positive charges.</summary>
    public double MeanAmps { get; init; }

    /// <summary>Standard deviation of the current, in amperes.</summary>
    public double DeviationAmps { get; init; }

    /// <summary>Most negative current, in amperes.</summary>
    public double LowestAmps { get; init; } = double.NegativeInfinity;

    /// <summary>Most positive current, in amperes.</summary>
    public double HighestAmps { get; init; } = double.PositiveInfinity;

    /// <summary>How long a value holds, in seconds.</summary>
    public double HoldSeconds { get; init; } = 1;

    /// <summary>Share of the deviation that the next value keeps, 0…1.</summary>
    public double Memory { get; init; } = 0.8;

    /// <summary>Draws the values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override double LongestSeconds => Seconds;

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(this);

    private sealed class Run(WanderDrive drive) : DriveRun
    {
        private readonly PlantRandom _random = new(drive.Seed, Stream);
        private readonly double _fresh = Math.Sqrt(1 - (drive.Memory * drive.Memory));
        private double _deviation;
        private long _drawn;

        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs)
        {
            if (fromSeconds >= drive.Seconds - Rounding)
                return false;
            long wanted = (long)Math.Floor((fromSeconds + Rounding) / drive.HoldSeconds) + 1;
            for (; _drawn < wanted; _drawn++)
                _deviation = (drive.Memory * _deviation) + (_fresh * _random.NextGaussian());
            inputs.Load = PlantLoad.Current;
            inputs.LoadAmps = Math.Clamp(drive.MeanAmps + (drive.DeviationAmps * _deviation), drive.LowestAmps, drive.HighestAmps);
            return true;
        }
    }
}
