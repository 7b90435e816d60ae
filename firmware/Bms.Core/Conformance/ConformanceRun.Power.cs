using Bms.Core.Configuration;

namespace Bms.Core.Conformance;

/// <content>The power limits: every cause that can hold them, in packs with and without a landing current.</content>
public sealed partial class ConformanceRun
{
    private const int PowerSteps = 1200;
    private const int QuickPowerSteps = 60;

    private void RunPower()
    {
        for (int variant = _quick ? ConformancePack.VariantCount - 1 : 0; variant < ConformancePack.VariantCount; variant++)
        {
            Begin(PowerPack.Make(variant, variant == 0 ? EstimatorKind.Ekf : EstimatorKind.Aekf, (variant & 1) != 0), 600 + variant);
            _controller.Estimation.Start(0.5f);
            int steps = _quick ? QuickPowerSteps : PowerSteps;
            for (int step = 0; step < steps; step++)
                StepPower(step, steps);
        }
    }

    /// <summary>Stretches of one hardship each, with a current that turns round in each of them.</summary>
    private void StepPower(int step, int steps)
    {
        const int Stretches = 12;
        int stretch = step * Stretches / steps;
        bool charges = (step & 16) != 0;
        _script.Quiet();
        _measurements.PackMicroamps = charges ? 2000000 : -3000000;
        _measurements.ClosedStrings = stretch == 4 ? step & 3 : 2;
        _measurements.ReserveRequested = stretch == 9;
        if (stretch == 1)
            Voltages(4150000 + ((step & 15) * 4000));
        else if (stretch == 2)
            Voltages(2790000 + ((step & 15) * 6000));
        else if (stretch == 3)
            Temperatures(500 + ((step & 7) * 50));
        else if (stretch == 5)
            Pressure(120 + ((step & 15) * 5));
        else if (stretch == 6)
            Pressure(605 + ((step & 15) * 3));
        else if (stretch == 7)
            _measurements.CellValid[step & 3] = false;
        else if (stretch == 8 && (step & 31) == 0)
            _controller.Estimation.Start((step & 32) != 0 ? 0.2f : 0.02f);
        else if (stretch == 10)
            _measurements.TemperatureValid[1] = false;
        else if (stretch == 11)
            _measurements.PackCurrentValid = (step & 7) != 0;
        Step(StepMilliseconds);
        _digest.Add(_controller.Power);
        if ((step & 63) < 4)
            _digest.Add(_controller.Power.EndVolts(step & 1, (step & 3) == 3 ? 0f : charges ? 2f : -3f, step & 3, _controller.Groups));
    }

    private void Voltages(int microvolts)
    {
        for (int group = 0; group < _measurements.CellMicrovolts.Length; group++)
            _measurements.CellMicrovolts[group] = microvolts - (group * 3000);
    }

    private void Temperatures(int centidegrees)
    {
        for (int sensor = 0; sensor < _measurements.TemperatureCentidegrees.Length; sensor++)
            _measurements.TemperatureCentidegrees[sensor] = centidegrees + (sensor * 300);
    }

    private void Pressure(int kilopascals) => _measurements.AuxiliaryValue[(int)AuxiliaryChannel.PressureKilopascals] = kilopascals;
}
