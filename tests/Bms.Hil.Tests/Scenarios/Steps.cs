using Bms.Core.Measurement;
using Bms.Hil.Rigs;
using Bms.Hil.Scenarios;

namespace Bms.Hil.Tests.Scenarios;

/// <summary>Made-up steps for the checks: one cell, one sensor, ten steps a second.</summary>
internal sealed class Steps
{
    private readonly Measurements _inputs = new(1, 1);

    public Steps()
    {
        Step = new ScenarioStep(_inputs, Outputs, plant: null);
        _inputs.CellValid[0] = true;
        _inputs.TemperatureValid[0] = true;
        _inputs.PackCurrentValid = true;
    }

    public RigOutputs Outputs { get; } = new();

    public ScenarioStep Step { get; }

    public ScenarioStep At(double seconds, double volts = 3.6, double soc = 0.5, double reference = 0.5)
    {
        _inputs.CellMicrovolts[0] = (int)(volts * 1e6);
        Outputs.Soc = (float)soc;
        Step.Take(seconds, reference);
        return Step;
    }
}
