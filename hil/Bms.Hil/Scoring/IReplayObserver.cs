using Bms.Hil.Reports;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <summary>Watches a replay, for a picture or a log.</summary>
public interface IReplayObserver
{
    /// <summary>One row has been stepped.</summary>
    void OnSample(in ReplaySample sample);

    /// <summary>The firmware raised an event.</summary>
    void OnEvent(double seconds, in RigEvent happened);
}
