using Bms.Core.Measurement;
using Bms.Hil.Plant;

namespace Bms.Hil.Rigs;

/// <summary>Something that goes wrong in a closed loop: between the sensors and the firmware, or around the pack.</summary>
public interface IClosedLoopDisturbance
{
    /// <summary>May alter what the firmware is about to see.</summary>
    /// <param name="seconds">Time since the start.</param>
    /// <param name="inputs">The measurements of this step, made anew for each step.</param>
    void OnMeasurements(double seconds, Measurements inputs);

    /// <summary>May alter what is about to act on the pack: a load, a contactor that does not obey, heat, ambient.</summary>
    /// <param name="seconds">Time since the start.</param>
    /// <param name="inputs">What acts during the next step, made anew for each step.</param>
    void OnPlant(double seconds, ref PlantInputs inputs);

    /// <summary>Whether the board has power in this step; without it the firmware takes none, and everything that it commands is open.</summary>
    /// <param name="seconds">Time since the start.</param>
    bool HasPower(double seconds) => true;
}
