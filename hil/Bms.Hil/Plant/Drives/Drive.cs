namespace Bms.Hil.Plant.Drives;

/// <summary>What a load or a charger asks of a pack over time. A definition: <see cref="Begin"/> makes something that runs.</summary>
public abstract class Drive
{
    /// <summary>The longest that it can last, in seconds. It may end earlier by a condition.</summary>
    public abstract double LongestSeconds { get; }

    /// <summary>Starts it from its beginning. Each run is independent.</summary>
    public abstract DriveRun Begin();
}

/// <summary>One run of a drive.</summary>
public abstract class DriveRun
{
    /// <summary>Room for the rounding of times that are sums of steps, in seconds.</summary>
    protected const double Rounding = 1e-9;

    /// <summary>
    /// Asks for one step. Times count from the drive's own beginning. A part that ends within a step holds to the step's end, so that
    /// durations are whole steps; a profile gives the step its mean.
    /// </summary>
    /// <param name="fromSeconds">The step's beginning.</param>
    /// <param name="toSeconds">The step's end.</param>
    /// <param name="pack">The pack as it stands at the beginning: a tester's own instruments see the truth.</param>
    /// <param name="inputs">Load and charger are set here; without a call they are off.</param>
    /// <returns>False where the drive has ended before this step; then nothing is set.</returns>
    public abstract bool Demand(double fromSeconds, double toSeconds, PlantPack pack, ref PlantInputs inputs);
}
