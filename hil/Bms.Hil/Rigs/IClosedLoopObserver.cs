namespace Bms.Hil.Rigs;

/// <summary>Watches a closed loop.</summary>
public interface IClosedLoopObserver
{
    /// <summary>The firmware has taken a step on what was sampled; the pack has not moved since.</summary>
    /// <param name="loop">Truth (<see cref="ClosedLoop.Pack"/>), measurements and outputs of this step.</param>
    void OnStep(ClosedLoop loop);
}
