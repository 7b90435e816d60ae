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

/// <summary>One row of a replay.</summary>
/// <param name="Seconds">Seconds since the recording's first row.</param>
/// <param name="Soc">The estimate.</param>
/// <param name="SocSigma">Its reported sigma.</param>
/// <param name="ReferenceSoc">The truth.</param>
/// <param name="Volts">Mean group voltage as recorded.</param>
/// <param name="PredictedVolts">Group voltage that the estimator expected.</param>
/// <param name="Amps">Current as recorded.</param>
/// <param name="Celsius">Temperature as recorded.</param>
public readonly record struct ReplaySample(
    double Seconds, double Soc, double SocSigma, double ReferenceSoc, double Volts, double PredictedVolts, double Amps, double Celsius);
