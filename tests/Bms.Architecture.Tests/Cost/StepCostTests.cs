using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Bms.Architecture.Tests.Instrumentation;
using Bms.Architecture.Tests.Support;
using Xunit;

namespace Bms.Architecture.Tests.Cost;

/// <summary>
/// What a step costs on a microcontroller, in executed IL instructions counted on an instrumented copy of the core. The table is kept
/// in docs/COST.md; set BMS_WRITE_DOCS=1 to write it anew.
/// </summary>
public sealed class StepCostTests
{
    private const int Steps = 1500;
    private const int FastPathBudget = 5000;
    private const int EverythingBudget = 5800;
    private const int FilterBudget = 900;
    private const int PackBudget = 4470;
    private const int EstimationBudget = 25000;
    private const int WholeMeanBudget = 25000;
    private const int HealthMeanBudget = 185;
    private const int HealthBudget = 900;
    private const int PowerMeanBudget = 3800;
    private const int PowerBudget = 4900;
    private const string Power = "Bms.Core.PowerLimits.PowerStage::Step";
    private const string Health = "Bms.Core.PackState.HealthStage::Step";
    private const int Ekf = 2;
    private const int Aekf = 3;
    private const int Spkf = 4;

    private static readonly string[] FastPath =
    [
        "Bms.Core.Measurement.MeasurementStage::Step",
        "Bms.Core.Protection.ProtectionStage::Step",
        "Bms.Core.Contactors.ContactorStage::Step",
    ];

    private static readonly string[] PackStages =
    [
        "Bms.Core.PackState.GroupStage::Step",
        "Bms.Core.PackState.HealthStage::Step",
        "Bms.Core.PackState.EnergyStage::Step",
        Power,
    ];

    private const string EstimationStage = "Bms.Core.Estimation.EstimationStage::Step";

    private static readonly string[] Groups =
    [
        "Bms.Core.PackState.GroupStage::MeanExcessMicrovolts",
        "Bms.Core.PackState.GroupStage::Step",
    ];

    [Fact]
    public void The_fast_path_of_sixteen_groups_stays_within_its_budget()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        long largest = StepCost.Measure(core, 3, Ekf, 16, Steps).Largest(FastPath);
        Assert.InRange(largest, 1, FastPathBudget);
    }

    [Fact]
    public void With_every_input_and_row_the_fast_path_stays_within_its_own_budget()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        long largest = StepCost.Measure(core, 3, Ekf, 16, Steps, everything: true).Largest(FastPath);
        Assert.InRange(largest, 1, EverythingBudget);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_filter_step_stays_within_its_budget(int variant)
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        long largest = StepCost.Measure(core, variant, Ekf, 4, Steps).Largest("Bms.Core.Estimation.ExtendedKalmanFilter::Step");
        Assert.InRange(largest, 1, FilterBudget);
    }

    /// <summary>Five times an <c>ekf</c> step, for <c>aekf</c> too: the average's filter and the groups in the same step.</summary>
    [Theory]
    [InlineData(Ekf, "Bms.Core.Estimation.ExtendedKalmanFilter::Step")]
    [InlineData(Aekf, "Bms.Core.Estimation.AdaptiveEstimator::Step")]
    public void Sixteen_groups_cost_no_more_than_five_filters(int kind, string filter)
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        StepCost cost = StepCost.Measure(core, 3, kind, 16, Steps, packState: true);
        Assert.InRange(cost.Largest([filter, .. Groups]), 1, PackBudget);
        Assert.InRange(cost.Largest([filter, EstimationStage, .. Groups]), 1, EstimationBudget);
    }

    [Fact]
    public void The_packs_health_stays_within_its_budget()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        StepCost cost = StepCost.Measure(core, 3, Ekf, 16, Steps, packState: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"mean {cost.Mean(Health):0.0}, largest {cost.Largest(Health)}");
        // Far less would be a stage that is switched off.
        Assert.InRange(cost.Mean(Health), 50, HealthMeanBudget);
        Assert.InRange(cost.Largest(Health), 300, HealthBudget);
    }

    [Fact]
    public void The_power_limits_stay_within_their_budget()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        StepCost cost = StepCost.Measure(core, 3, Ekf, 16, Steps, everything: true, packState: true, power: true);
        TestContext.Current.TestOutputHelper?.WriteLine($"mean {cost.Mean(Power):0.0}, largest {cost.Largest(Power)}");
        Assert.InRange(cost.Mean(Power), 300, PowerMeanBudget);
        Assert.InRange(cost.Largest(Power), 300, PowerBudget);
    }

    [Theory]
    [InlineData(Ekf)]
    [InlineData(Aekf)]
    public void The_whole_controller_with_everything_stays_within_its_budget(int kind)
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        StepCost cost = StepCost.Measure(core, 3, kind, 16, Steps, everything: true, packState: true, power: true);
        double mean = cost.Mean([InstrumentedAssembly.OutsideStages, .. StepCost.Stages]);
        TestContext.Current.TestOutputHelper?.WriteLine($"mean {mean:0}");
        Assert.InRange(mean, 1, WholeMeanBudget);
    }

    [Fact]
    public void The_table_in_the_documents_is_what_is_counted()
    {
        using InstrumentedAssembly core = InstrumentedAssembly.Load(ReleaseCore(), StepCost.Stages);
        string table = Table(core);
        TestContext.Current.TestOutputHelper?.WriteLine(table);
        string path = Path.Combine(Repository.Root, "docs", "COST.md");
        if (Environment.GetEnvironmentVariable("BMS_WRITE_DOCS") == "1")
            File.WriteAllText(path, table);
        Assert.True(File.Exists(path), "docs/COST.md is missing: run this test with BMS_WRITE_DOCS=1");
        Assert.Equal(table, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    private static Compiled ReleaseCore() =>
        Device.DeviceSources.Compile("Bms.Core", Microsoft.CodeAnalysis.OptimizationLevel.Release).Compiled;

    private static string Table(InstrumentedAssembly core)
    {
        StepCost full = StepCost.Measure(core, 3, Ekf, 16, Steps);
        var text = new StringBuilder();
        text.Append("# What a step costs\n\n");
        text.Append("Executed IL instructions a step, counted on an instrumented copy of the core over ");
        text.Append(CultureInfo.InvariantCulture, $"{Steps} steps of the drive of `Conformance`: irregular\n");
        text.Append("steps, gaps of an hour, lost channels, warm and cold. Written by `StepCostTests` (`BMS_WRITE_DOCS=1`) and compared by it in each run.\n\n");
        text.Append("Sixteen series groups, two temperature sensors, the rows of the table that need no further input, every doubt, `ekf` with three branches, hysteresis and saturation, estimated in every step:\n\n");
        text.Append("| stage | mean | largest |\n|---|---:|---:|\n");
        foreach (string stage in StepCost.Stages.Where(stage => full.Largest(stage) > 0))
            Row(text, Name(stage), full, stage);
        Row(text, "**fast path** (Measurement, Protection, Contactors)", full, FastPath);
        Row(text, "**whole step**", full, [InstrumentedAssembly.OutsideStages, .. StepCost.Stages]);
        StepCost everything = StepCost.Measure(core, 3, Ekf, 16, Steps, everything: true);
        text.Append("\nThe same with all fourteen inputs that a board may have and all forty rows of the protection table:\n\n");
        text.Append("| stage | mean | largest |\n|---|---:|---:|\n");
        foreach (string stage in FastPath)
            Row(text, Name(stage), everything, stage);
        Row(text, "**fast path**", everything, FastPath);
        StepCost loaded = StepCost.Measure(core, 3, Ekf, 16, Steps, everything: true, packState: true, power: true);
        text.Append("\nThat with the states of all groups and the power limits as well:\n\n");
        text.Append("| stage | mean | largest |\n|---|---:|---:|\n");
        foreach (string stage in PackStages)
            Row(text, Name(stage), loaded, stage);
        Row(text, "**whole step**", loaded, [InstrumentedAssembly.OutsideStages, .. StepCost.Stages]);
        text.Append("\nThe average's filter and sixteen groups, of which one has its turn in a step, three branches:\n\n");
        text.Append("| estimator | filter and groups, mean | largest | with its stage, mean | largest |\n|---|---:|---:|---:|---:|\n");
        foreach ((int kind, string name, string stage) in Estimators)
        {
            StepCost cost = StepCost.Measure(core, 3, kind, 16, Steps, packState: true);
            string[] pack = [stage, .. Groups];
            string[] whole = [stage, EstimationStage, .. Groups];
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {cost.Mean(pack):0} | {cost.Largest(pack)} | {cost.Mean(whole):0} | {cost.Largest(whole)} |\n");
        }
        text.Append("\nOne estimator step, by the features of the cell profile:\n\n");
        text.Append("| estimator | profile | mean | largest |\n|---|---|---:|---:|\n");
        foreach ((int kind, string name, string stage) in Estimators)
        {
            for (int variant = 0; variant < Profiles.Length; variant++)
            {
                StepCost cost = StepCost.Measure(core, variant, kind, 4, Steps);
                text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Profiles[variant]} | {cost.Mean(stage):0} | {cost.Largest(stage)} |\n");
            }
        }
        text.Append("\nBudgets: fast path for sixteen groups 5 000 (with every input and row 5 800), one `ekf` step 900, filter and groups with `ekf` or `aekf` 4 470, with the stage 25 000, health 900, power limits 4 600 (largest, not mean); whole step with everything 25 000 (mean).\n");
        return text.ToString();
    }

    private static readonly string[] Profiles =
    [
        "no branch, one temperature", "one branch", "two branches, hysteresis, saturation", "three branches, hysteresis, saturation",
    ];

    private static readonly IReadOnlyList<(int Kind, string Name, string Stage)> Estimators =
    [
        (0, "coulomb", "Bms.Core.Estimation.CoulombCounter::Step"),
        (1, "ocv", "Bms.Core.Estimation.OcvLookup::Step"),
        (Ekf, "ekf", "Bms.Core.Estimation.ExtendedKalmanFilter::Step"),
        (Aekf, "aekf", "Bms.Core.Estimation.AdaptiveEstimator::Step"),
        (Spkf, "spkf", "Bms.Core.Estimation.AdaptiveEstimator::Step"),
    ];

    private static void Row(StringBuilder text, string name, StepCost cost, params string[] stages) =>
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {cost.Mean(stages):0} | {cost.Largest(stages)} |\n");

    private static string Name(string stage)
    {
        string type = stage[..stage.IndexOf("::", StringComparison.Ordinal)];
        string name = type[(type.LastIndexOf('.') + 1)..];
        string method = stage[(type.Length + 2)..];
        return method == "Step" ? name : $"{name}.{method}";
    }
}
