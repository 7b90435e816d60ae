namespace Bms.Core.Conformance;

/// <summary>Looks on while a conformance run goes on: a board serves its link meanwhile.</summary>
public interface IConformanceObserver
{
    /// <summary>The run has taken a step.</summary>
    void OnStep();
}
