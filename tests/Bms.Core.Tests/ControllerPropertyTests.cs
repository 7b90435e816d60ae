using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests;

/// <summary>What holds for every run of a controller, whatever its inputs.</summary>
public sealed class ControllerPropertyTests
{
    [Theory]
    [InlineData(EstimatorKind.Coulomb)]
    [InlineData(EstimatorKind.Ocv)]
    [InlineData(EstimatorKind.Ekf)]
    public void No_input_makes_a_step_fail_or_a_value_leave_its_range(EstimatorKind kind)
    {
        Stimulus.Check(Stimulus.Anything, run => EveryStep(run, kind, IsSane), 60);
        Stimulus.Check(Stimulus.Likely, run => EveryStep(run, kind, IsSane), 60);
    }

    [Fact]
    public void Contactors_are_never_closed_with_a_trip_or_unasked() =>
        Stimulus.Check(
            Stimulus.Likely,
            run => EveryStep(run, EstimatorKind.Coulomb, (controller, sample) => !controller.Commands.MainContactorsClosed
                || (sample.Close && !controller.Protection.AnyTrip && MaximumLevel(controller) < ProtectionStage.LevelTrip)),
            150);

    [Fact]
    public void Nothing_bleeds_in_discharge_with_a_trip_or_with_a_channel_lost() =>
        Stimulus.Check(
            Stimulus.Likely,
            run => EveryStep(run, EstimatorKind.Coulomb, (controller, _) => Array.IndexOf(controller.Commands.BleedGroup, true) < 0
                || (!controller.Protection.AnyTrip
                    && controller.Measurement.Complete
                    && controller.Measurement.Direction is CurrentDirection.Charging or CurrentDirection.Resting)),
            150);

    [Fact]
    public void Two_controllers_with_equal_inputs_agree_bit_for_bit()
    {
        foreach (EstimatorKind kind in Enum.GetValues<EstimatorKind>())
        {
            Stimulus.Check(
                Stimulus.Likely,
                run => Digest(run, kind, new PackController(PackBench.Pack(3, kind)))
                    == Digest(run, kind, new PackController(PackImage.Read(PackImage.Write(PackBench.Pack(3, kind))).Configuration!)),
                60);
        }
    }

    [Theory]
    [InlineData(ProtectionKind.CellOverVoltage, -9000)]
    [InlineData(ProtectionKind.CellUnderVoltage, 60000)]
    [InlineData(ProtectionKind.OverTemperatureCharge, -200)]
    [InlineData(ProtectionKind.UnderTemperatureCharge, 150)]
    [InlineData(ProtectionKind.OverTemperatureDischarge, -200)]
    [InlineData(ProtectionKind.OverCurrentCharge, -200000)]
    [InlineData(ProtectionKind.OverCurrentDischarge, -400000)]
    public void A_tighter_trip_limit_never_trips_later(ProtectionKind kind, int inwards)
    {
        PackConfiguration loose = PackBench.Pack();
        PackConfiguration tight = loose.WithRow(kind, "TripLimit", loose.Protection[(int)kind].TripLimit + inwards);
        Assert.Equal(PackFault.None, new PackValidator(tight).Check());
        int earlier = 0;
        Stimulus.Check(
            Stimulus.Likely,
            run =>
            {
                int first = FirstTrip(tight, kind, run);
                int second = FirstTrip(loose, kind, run);
                if (first < second)
                    earlier++;
                return first <= second;
            },
            100);
        Assert.True(earlier > 0, "no run showed a difference, so the property says nothing");
    }

    [Fact]
    public void More_debounce_never_trips_earlier()
    {
        PackConfiguration quick = PackBench.Pack();
        PackConfiguration slow = quick
            .WithRow(ProtectionKind.CellOverVoltage, "DebounceSamples", 5)
            .WithRow(ProtectionKind.CellOverVoltage, "DebounceMilliseconds", 900);
        Stimulus.Check(
            Stimulus.Likely,
            run => FirstTrip(quick, ProtectionKind.CellOverVoltage, run) <= FirstTrip(slow, ProtectionKind.CellOverVoltage, run),
            150);
    }

    [Fact]
    public void Where_time_began_does_not_matter() =>
        Stimulus.Check(
            Stimulus.Likely,
            run =>
            {
                List<string> first = Trail(run, 0);
                foreach (int start in new[] { int.MaxValue, int.MinValue, int.MaxValue - 5000, -3000 })
                {
                    if (!first.SequenceEqual(Trail(run, start)))
                        return false;
                }
                return true;
            },
            30);

    private static bool IsSane(PackController controller, Sample sample)
    {
        PackConfiguration pack = PackBench.Pack();
        return controller.FailedStage == ControllerStage.None
            && controller.Estimation.Estimator.Soc is >= 0f and <= 1f
            && controller.Estimation.Estimator.SocSigma is >= 0f and <= 0.51f
            && float.IsFinite(controller.Estimation.Estimator.PredictedVolts)
            && float.IsFinite(controller.Estimation.Estimator.CorrectionSoc)
            && controller.Commands.ChargeLimitMicroamps >= 0
            && controller.Commands.ChargeLimitMicroamps <= pack.ChargeLimitMicroamps
            && controller.Commands.DischargeLimitMicroamps >= 0
            && controller.Commands.DischargeLimitMicroamps <= pack.DischargeLimitMicroamps
            && controller.Measurement.ElapsedMilliseconds >= 0;
    }

    private static int MaximumLevel(PackController controller)
    {
        int highest = 0;
        for (int row = 0; row < ProtectionPolicy.RowCount; row++)
            highest = Math.Max(highest, controller.Protection.Level(row));
        return highest;
    }

    private static bool EveryStep(Sample[] run, EstimatorKind kind, Func<PackController, Sample, bool> holds)
    {
        var controller = new PackController(PackBench.Pack(3, kind));
        var measurements = new Measurements(4, 2);
        foreach (Sample sample in run)
        {
            sample.Fill(measurements);
            controller.Step(measurements);
            if (!holds(controller, sample))
                return false;
        }
        return true;
    }

    private static int Digest(Sample[] run, EstimatorKind kind, PackController controller)
    {
        var digest = new DigestFold();
        var measurements = new Measurements(4, 2);
        foreach (Sample sample in run)
        {
            sample.Fill(measurements);
            controller.Step(measurements);
            digest.Add(controller);
        }
        digest.Add((int)kind);
        return digest.Value;
    }

    private static int FirstTrip(PackConfiguration pack, ProtectionKind kind, Sample[] run)
    {
        var controller = new PackController(pack);
        var measurements = new Measurements(4, 2);
        for (int step = 0; step < run.Length; step++)
        {
            run[step].Fill(measurements);
            controller.Step(measurements);
            if (controller.Protection.Level((int)kind) == ProtectionStage.LevelTrip)
                return step;
        }
        return int.MaxValue;
    }

    private static List<string> Trail(Sample[] run, int start)
    {
        var controller = new PackController(PackBench.Pack(3, EstimatorKind.Ekf));
        var measurements = new Measurements(4, 2) { NowMilliseconds = start };
        var trail = new List<string>();
        foreach (Sample sample in run)
        {
            sample.Fill(measurements);
            Commands commands = controller.Step(measurements);
            float soc = controller.Estimation.Estimator.Soc;
            trail.Add(FormattableString.Invariant(
                $"{commands.MainContactorsClosed} {commands.ChargeLimitMicroamps} {commands.DischargeLimitMicroamps} {soc:R}"));
        }
        return trail;
    }
}
