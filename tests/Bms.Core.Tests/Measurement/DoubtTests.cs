using Bms.Core.Configuration;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Measurement;

/// <summary>Readings that are valid, fresh and in range, and still not believed; and what covers them.</summary>
public sealed class DoubtTests
{
    private const int Rounds = 2 * ChannelChecks.PeriodSteps;

    [Fact]
    public void A_group_that_jumps_is_in_doubt_and_believed_again_after_a_while()
    {
        GuardBench bench = Doubting();
        bench.Measurements.CellMicrovolts[2] += 450000;
        bench.Settle();
        bench.Step(Rounds);
        Assert.Equal(ChannelFault.Jump, bench.Controller.Measurement.CellFault(2));
        Assert.False(bench.Controller.Measurement.IsCellUsable(2));
        Assert.Equal(1, bench.Controller.Measurement.Cells.LostCount);
        bench.Step(40);
        Assert.Equal(ChannelFault.None, bench.Controller.Measurement.CellFault(2));
    }

    [Fact]
    public void One_disturbed_sample_is_no_doubt()
    {
        GuardBench bench = Doubting();
        for (int step = 0; step < 400; step++)
        {
            bench.Calm();
            if (step % 97 == 0)
                bench.Measurements.CellMicrovolts[step % 4] += 450000;
            bench.Step();
            Assert.Equal(0, bench.Controller.Measurement.Cells.LostCount);
        }
    }

    [Fact]
    public void A_group_that_stands_still_while_the_others_move_is_in_doubt_until_it_moves()
    {
        GuardBench bench = Doubting();
        MoveAllBut(bench, 1, -60000);
        bench.Step(Rounds);
        Assert.Equal(ChannelFault.Stuck, bench.Controller.Measurement.CellFault(1));
        // The others come back to where it stuck: that excuses nothing.
        MoveAllBut(bench, 1, 60000);
        bench.Step(100);
        Assert.Equal(ChannelFault.Stuck, bench.Controller.Measurement.CellFault(1));
        bench.Measurements.CellMicrovolts[1] += 1000;
        bench.Settle();
        bench.Step(40);
        Assert.Equal(ChannelFault.None, bench.Controller.Measurement.CellFault(1));
    }

    [Fact]
    public void Groups_that_all_stand_still_while_the_current_changes_are_in_doubt()
    {
        GuardBench bench = Doubting();
        bench.Measurements.PackMicroamps = -1500000;
        bench.Settle();
        bench.Step(4 * ChannelChecks.PeriodSteps);
        Assert.Equal(4, bench.Controller.Measurement.Cells.LostCount);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellVoltageLost));
    }

    [Fact]
    public void A_current_that_stands_still_while_all_groups_jump_is_in_doubt()
    {
        GuardBench bench = Doubting();
        for (int round = 0; round < 4; round++)
        {
            MoveAllBut(bench, -1, round % 2 == 0 ? -60000 : 60000);
            bench.Step(ChannelChecks.PeriodSteps);
        }
        Assert.Equal(ChannelFault.Stuck, bench.Controller.Measurement.Current.Fault);
        Assert.Equal(CurrentDirection.Unknown, bench.Controller.Measurement.Direction);
    }

    [Fact]
    public void A_sensor_that_stands_still_while_the_pack_warms_is_in_doubt()
    {
        GuardBench bench = Doubting();
        for (int step = 0; step < 600; step++)
        {
            bench.Measurements.TemperatureCentidegrees[0] += 6;
            bench.Step();
        }
        Assert.Equal(ChannelFault.Stuck, bench.Controller.Measurement.TemperatureFault(1));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.TemperatureLost));
    }

    [Fact]
    public void Samples_in_the_wrong_order_are_in_doubt()
    {
        GuardBench bench = Doubting();
        for (int step = 0; step < Rounds * 4; step++)
        {
            // Every second time it is looked at, the sample is two seconds older than the one before.
            bench.Measurements.CellAgeMilliseconds[3] = step / ChannelChecks.PeriodSteps % 2 == 0 ? 0 : 490;
            bench.Step(1, 20);
        }
        Assert.Equal(ChannelFault.OutOfOrder, bench.Controller.Measurement.CellFault(3));
    }

    [Fact]
    public void A_sensor_in_doubt_goes_on_counting_towards_a_trip_and_never_towards_an_end()
    {
        GuardBench bench = Doubting();
        bench.Measurements.CellMicrovolts[2] = 4400000;
        bench.Settle();
        bench.Step(Rounds);
        Assert.Equal(ChannelFault.Jump, bench.Controller.Measurement.CellFault(2));
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
        Assert.Equal(4400000, bench.Controller.Measurement.Cells.Maximum);
    }

    [Fact]
    public void A_lost_group_is_covered_by_the_rest_of_the_pack_voltage()
    {
        GuardBench bench = Doubting();
        int trip = bench.Row(ProtectionKind.CellOverVoltage).TripLimit;
        bench.Step(20);
        bench.Measurements.CellValid[1] = false;
        // What the others leave of the pack's voltage is beyond the limit.
        bench.Put(AuxiliaryChannel.PackMicrovolts, (3 * PackBench.QuietMicrovolts) + trip);
        bench.Step();
        Assert.Equal(trip, bench.Controller.Measurement.Cells.Maximum);
        Assert.Equal(1, bench.Controller.Measurement.Cells.MaximumChannel);
        bench.Step(4);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.CellOverVoltage));
    }

    [Fact]
    public void A_lost_group_is_covered_by_where_it_stood_to_the_others()
    {
        PackConfiguration pack = GuardBench.Pack(doubts: true);
        var bench = new GuardBench(pack);
        bench.Measurements.CellMicrovolts[1] = PackBench.QuietMicrovolts + 120000;
        bench.Settle();
        bench.Step(200);
        bench.Measurements.CellValid[1] = false;
        bench.Measurements.AuxiliaryValid[(int)AuxiliaryChannel.PackMicrovolts] = false;
        bench.Step();
        Assert.InRange(bench.Controller.Measurement.Cells.Maximum, PackBench.QuietMicrovolts + 80000, PackBench.QuietMicrovolts + 125000);
    }

    [Fact]
    public void A_pack_voltage_that_disagreed_before_stands_in_for_no_group()
    {
        GuardBench bench = Doubting();
        bench.Put(AuxiliaryChannel.PackMicrovolts, (4 * PackBench.QuietMicrovolts) + 1000000);
        bench.Step(10);
        bench.Measurements.CellValid[1] = false;
        bench.Step();
        Assert.InRange(bench.Controller.Measurement.Cells.Maximum, PackBench.QuietMicrovolts - 2000, PackBench.QuietMicrovolts + 2000);
    }

    [Fact]
    public void The_worse_of_two_current_sensors_counts_in_each_direction_and_neither_excuses_a_direction()
    {
        GuardBench bench = Doubting();
        bench.Put(AuxiliaryChannel.RedundantMicroamps, -7000000);
        bench.Step(4);
        Assert.Equal(ProtectionStage.LevelTrip, bench.Level(ProtectionKind.OverCurrentDischarge));
        Assert.Equal(CurrentDirection.Unknown, bench.Controller.Measurement.Direction);
    }

    [Fact]
    public void A_charge_counter_that_stands_still_is_found_and_what_it_missed_is_made_good()
    {
        GuardBench bench = Doubting();
        bench.Measurements.PackMicroamps = -1000000;
        bench.Measurements.AccumulatedChargeValid = true;
        long charge = 0;
        for (int step = 0; step < 120; step++)
        {
            bench.Settle();
            bench.Step();
            charge += bench.Controller.Measurement.ChargeNanocoulombs;
        }
        Assert.True(bench.Controller.Measurement.Charge.Distrusted);
        // 1 A over 12 s, but for the first step, before which nothing is known.
        Assert.InRange(charge, -12_000_000_000L, -11_800_000_000L);
    }

    [Fact]
    public void A_counter_difference_over_a_step_without_time_is_not_lost()
    {
        GuardBench bench = GuardBench.Running();
        bench.Measurements.AccumulatedChargeValid = true;
        bench.Step();
        bench.Measurements.AccumulatedMicrocoulombs += 500;
        bench.Step(1, 0);
        Assert.Equal(0, bench.Controller.Measurement.ChargeNanocoulombs);
        bench.Step();
        Assert.Equal(500000, bench.Controller.Measurement.ChargeNanocoulombs);
    }

    private static GuardBench Doubting() => GuardBench.Running(GuardBench.Pack(doubts: true));

    private static void MoveAllBut(GuardBench bench, int still, int microvolts)
    {
        for (int group = 0; group < bench.Measurements.CellMicrovolts.Length; group++)
        {
            if (group != still)
                bench.Measurements.CellMicrovolts[group] += microvolts;
        }
        bench.Settle();
    }
}
