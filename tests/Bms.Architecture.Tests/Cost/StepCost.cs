using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Architecture.Tests.Instrumentation;

namespace Bms.Architecture.Tests.Cost;

/// <summary>Executed IL instructions of each stage over a drive: mean and largest a step.</summary>
internal sealed class StepCost
{
    /// <summary>The stages of a step, and the filter within its stage.</summary>
    public static readonly string[] Stages =
    [
        "Bms.Core.Measurement.MeasurementStage::Step",
        "Bms.Core.Protection.ProtectionStage::Step",
        "Bms.Core.Estimation.EstimationStage::Step",
        "Bms.Core.Estimation.CoulombCounter::Step",
        "Bms.Core.Estimation.OcvLookup::Step",
        "Bms.Core.Estimation.ExtendedKalmanFilter::Step",
        "Bms.Core.Estimation.AdaptiveEstimator::Step",
        "Bms.Core.PackState.EnergyStage::Step",
        "Bms.Core.PackState.GroupStage::MeanExcessMicrovolts",
        "Bms.Core.PackState.GroupStage::Step",
        "Bms.Core.PackState.HealthStage::Step",
        "Bms.Core.PowerLimits.PowerStage::Step",
        "Bms.Core.Thermal.ThermalStage::Step",
        "Bms.Core.Contactors.ContactorStage::Step",
        "Bms.Core.Charging.ChargingStage::Step",
        "Bms.Core.Balancing.BalancingStage::Step",
        "Bms.Core.Diagnostics.DiagnosticsStage::Step",
        "Bms.Core.Lifecycle.LifetimeStage::Step",
    ];

    private readonly List<IReadOnlyDictionary<string, long>> _steps = [];

    /// <summary>Counts a drive.</summary>
    public static StepCost Measure(InstrumentedAssembly core, int variant, int estimator, int groups, int steps, bool everything = false, bool packState = false, bool power = false)
    {
        var cost = new StepCost();
        var driver = new CoreDriver(core, variant, estimator, groups, everything, packState, power);
        for (int step = 0; step < steps; step++)
        {
            driver.Prepare();
            core.ResetCounts();
            driver.Step();
            cost._steps.Add(core.ExecutedInstructionsByStage());
        }
        if (!driver.Healthy)
            throw new InvalidOperationException("a step of the drive ended in an exception");
        return cost;
    }

    /// <summary>Mean a step of the stages together.</summary>
    public double Mean(params string[] stages) => _steps.Average(step => Sum(step, stages));

    /// <summary>Largest step of the stages together.</summary>
    public long Largest(params string[] stages) => _steps.Max(step => Sum(step, stages));

    private static long Sum(IReadOnlyDictionary<string, long> step, string[] stages) =>
        step.Where(stage => stages.Contains(stage.Key)).Sum(stage => stage.Value);
}
