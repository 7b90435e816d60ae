using System;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.PackState;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.PackState;

/// <summary>Charge, energy and times against what the profile's tables say, worked out here another way.</summary>
public sealed class EnergyStageTests
{
    private const int ManySteps = 4 * EnergyStage.PeriodSteps;

    private static EnergyStage At(PackBench bench, float soc)
    {
        bench.Controller.Estimation.Start(soc);
        bench.Step(ManySteps);
        return bench.Controller.Energy;
    }

    [Theory]
    [InlineData(0, 0.2f)]
    [InlineData(1, 0.5f)]
    [InlineData(2, 0.8f)]
    [InlineData(3, 0.95f)]
    public void Energy_is_the_integral_of_the_voltage_at_the_reference_rate(int variant, float soc)
    {
        var bench = new PackBench(PackBench.Pack(variant));
        EnergyStage energy = At(bench, soc);
        Assert.True(energy.Valid);
        var model = new GroupModel(bench.Configuration);
        double capacity = model.CapacityAmpHours;
        double cell = bench.Configuration.Cell.MinimumMicrovolts * 1e-6;
        double all = 0;
        double below = 0;
        const int Parts = 20000;
        for (int part = 0; part < Parts; part++)
        {
            float at = (part + 0.5f) / Parts;
            double volts = Loaded(model, at, EnergyStage.ReferenceRatePerHour);
            if (volts < cell)
                continue;
            all += volts / Parts;
            below += at < soc ? volts / Parts : 0;
        }
        double wattHours = capacity * bench.Configuration.SeriesGroups;
        Assert.Equal(all * wattHours, energy.FullWattHours, 0.003 * all * wattHours);
        Assert.Equal(below * wattHours, energy.RemainingWattHours, 0.003 * all * wattHours);
        Assert.Equal(below / all, energy.Soe, 0.003);
        Assert.Equal(capacity * soc, energy.RemainingAmpHours, 1e-3 * capacity);
        Assert.Equal(capacity, energy.FullAmpHours, 1e-3 * capacity);
    }

    [Theory]
    [InlineData(2, 0.1f)]
    [InlineData(2, 0.5f)]
    [InlineData(3, 0.9f)]
    public void Times_are_charge_over_current_down_to_the_cut_off(int variant, float soc)
    {
        var bench = new PackBench(PackBench.Pack(variant));
        EnergyStage energy = At(bench, soc);
        var model = new GroupModel(bench.Configuration);
        float capacity = model.CapacityAmpHours;
        foreach (float rate in new[] { 0.25f, 0.5f, 1f, 2f })
        {
            float cutOff = 0;
            while (cutOff < 1 && Loaded(model, cutOff, rate) < bench.Configuration.Cell.MinimumMicrovolts * 1e-6)
                cutOff += 1e-4f;
            double expected = Math.Max(0, soc - cutOff) / rate * 3600;
            Assert.Equal(expected, energy.SecondsToEmpty(rate * capacity * 1000), 0.002 / rate * 3600);
            double efficiency = bench.Configuration.Cell.CoulombicEfficiencyPermyriad * 1e-4;
            Assert.Equal((1 - soc) / rate / efficiency * 3600, energy.SecondsToFull(rate * capacity * 1000), 0.002 / rate * 3600);
        }
    }

    [Fact]
    public void Times_say_what_they_do_not_know_and_end_at_a_year()
    {
        var bench = new PackBench();
        EnergyStage energy = bench.Controller.Energy;
        Assert.Equal(EnergyStage.UnknownSeconds, energy.SecondsToEmpty(1000f));
        Assert.Equal(EnergyStage.UnknownSeconds, energy.TimeToEmptySeconds);
        At(bench, 0.5f);
        Assert.Equal(EnergyStage.UnknownSeconds, energy.SecondsToEmpty(float.NaN));
        Assert.Equal(EnergyStage.UnknownSeconds, energy.SecondsToFull(-1f));
        Assert.Equal(EnergyStage.LongestSeconds, energy.SecondsToEmpty(0f));
        Assert.Equal(EnergyStage.LongestSeconds, energy.SecondsToFull(1e-30f));
        Assert.Equal(0f, energy.SecondsToEmpty(float.MaxValue), 1f);
        // At rest neither end comes nearer.
        Assert.Equal(EnergyStage.LongestSeconds, energy.TimeToEmptySeconds);
        Assert.Equal(EnergyStage.LongestSeconds, energy.TimeToFullSeconds);
    }

    [Fact]
    public void The_smoothed_current_follows_with_its_time_constant_and_leads_the_times()
    {
        var bench = new PackBench();
        EnergyStage energy = At(bench, 0.5f);
        bench.Measurements.PackMicroamps = -10_000_000;
        bench.Step(600);
        Assert.Equal(-10_000 * (1 - Math.Exp(-1)), energy.SmoothedMilliamps, 150.0);
        bench.Step(6000);
        Assert.Equal(-10_000, energy.SmoothedMilliamps, 5.0);
        Assert.Equal(energy.SecondsToEmpty(-energy.SmoothedMilliamps), energy.TimeToEmptySeconds, 2f);
        Assert.Equal(EnergyStage.LongestSeconds, energy.TimeToFullSeconds);
        Assert.Equal(660 * 10.0 / 3600, energy.Out.MicroampHours * 1e-6, 0.01);
        Assert.Equal(0, energy.In.MicroampHours);
    }

    [Fact]
    public void Cycles_and_counters_come_back_from_an_archive_to_the_last_unit()
    {
        var bench = new PackBench();
        EnergyStage energy = At(bench, 0.5f);
        bench.Measurements.PackMicroamps = -23_456_789;
        bench.Step(2001);
        bench.Measurements.PackMicroamps = 7_654_321;
        bench.Step(1003);
        byte[] bytes = new byte[128];
        var archive = new StateArchive();
        archive.BeginWriting(bytes, 0, bytes.Length);
        energy.Transfer(archive);
        int length = archive.Position;
        Assert.InRange(length, 80, 96);
        var other = new EnergyStage(bench.Configuration);
        archive.BeginChecking(bytes, 0, length);
        other.Transfer(archive);
        Assert.True(archive.Sound);
        Assert.Equal(0, other.Out.MicroampHours);
        archive.BeginReading(bytes, 0, length);
        other.Transfer(archive);
        Assert.Equal(energy.Out.MicroampHours, other.Out.MicroampHours);
        Assert.Equal(energy.In.MicrowattHours, other.In.MicrowattHours);
        Assert.Equal(energy.FullEquivalentCycles, other.FullEquivalentCycles);
        byte[] again = new byte[length];
        archive.BeginWriting(again, 0, length);
        other.Transfer(archive);
        Assert.Equal(bytes[..length], again);
        double moved = (energy.In.MicroampHours + energy.Out.MicroampHours) * 1e-6;
        Assert.Equal(moved / (2 * new GroupModel(bench.Configuration).CapacityAmpHours), energy.FullEquivalentCycles, 1e-5);
        bytes[4 + 7] = 0x80;
        archive.BeginChecking(bytes, 0, length);
        other.Transfer(archive);
        Assert.False(archive.Sound);
    }

    /// <summary>Whatever the inputs, nothing that is shown is no number or out of its range.</summary>
    [Theory]
    [InlineData(EstimatorKind.Coulomb, 0)]
    [InlineData(EstimatorKind.Ekf, 3)]
    [InlineData(EstimatorKind.Ocv, 2)]
    public void Under_a_wild_drive_everything_stays_in_its_range(EstimatorKind kind, int variant)
    {
        PackConfiguration pack = PackBench.Pack(variant, kind);
        var controller = new PackController(pack);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        var numbers = new StimulusNumbers(17);
        var drive = new DriveScript(measurements, new RowScript(measurements, numbers), numbers);
        EnergyStage energy = controller.Energy;
        bool wasValid = false;
        long before = 0;
        for (int step = 0; step < 30000; step++)
        {
            measurements.NowMilliseconds = unchecked(measurements.NowMilliseconds + drive.Next(step));
            controller.Step(measurements);
            wasValid |= energy.Valid;
            Assert.InRange(energy.Soe, 0f, 1f);
            Assert.InRange(energy.RemainingAmpHours, 0f, energy.FullAmpHours);
            Assert.InRange(energy.RemainingWattHours, 0f, energy.FullWattHours);
            Assert.True(float.IsFinite(energy.FullWattHours) && float.IsFinite(energy.SmoothedMilliamps));
            Assert.InRange(energy.TimeToEmptySeconds, EnergyStage.UnknownSeconds, EnergyStage.LongestSeconds);
            Assert.InRange(energy.TimeToFullSeconds, EnergyStage.UnknownSeconds, EnergyStage.LongestSeconds);
            Assert.True(energy.Out.MicrowattHours >= before);
            before = energy.Out.MicrowattHours;
        }
        Assert.True(wasValid);
        Assert.True(before > 0);
    }

    private static double Loaded(GroupModel model, float soc, float rate)
    {
        model.Locate(soc, PackBench.QuietCentidegrees);
        double saturation = model.SaturationPerRate();
        double effective = saturation > 0 ? Math.Asinh(saturation * rate) / saturation : rate;
        return model.OcvVolts - model.HysteresisVolts() - model.InstantHysteresisVolts()
            - (model.CapacityAmpHours * ((model.R0Ohms() * rate) + (model.TotalBranchOhms() * effective)));
    }
}
