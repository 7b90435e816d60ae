namespace Bms.Hil.Plant.Drives;

/// <summary>Nothing, for a while.</summary>
public sealed class RestDrive : Drive
{
    /// <param name="seconds">How long.</param>
    public RestDrive(double seconds)
    {
        LongestSeconds = seconds;
    }

    /// <inheritdoc/>
    public override double LongestSeconds { get; }

    /// <inheritdoc/>
    public override DriveRun Begin() => new Run(LongestSeconds);

    private sealed class Run(double seconds) : DriveRun
    {
        public override bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs) =>
            fromSeconds < seconds - Rounding;
    }
}
