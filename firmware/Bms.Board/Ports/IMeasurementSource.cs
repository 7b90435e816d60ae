using Bms.Core;
using Bms.Core.Measurement;

namespace Bms.Board.Ports;

/// <summary>What a board measures for itself: its AFE, its sensors, its inputs.</summary>
public interface IMeasurementSource
{
    /// <summary>
    /// Prepares for a pack: sizes, thresholds of the AFE. Called once for each new controller, before its first step; may allocate.
    /// </summary>
    /// <param name="controller">The controller that the measurements are for.</param>
    void Prepare(PackController controller);

    /// <summary>
    /// Fills the measurements of one step. What could not be measured is marked invalid, with its age; nothing is left as it was.
    /// </summary>
    /// <param name="measurements">To fill.</param>
    /// <param name="nowMilliseconds">The step's monotonic time.</param>
    void Measure(Measurements measurements, int nowMilliseconds);
}
