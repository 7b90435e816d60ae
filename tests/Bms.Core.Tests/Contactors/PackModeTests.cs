using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Tests.Support;
using Xunit;

namespace Bms.Core.Tests.Contactors;

/// <summary>Modes, precharge, preheat, waiting for zero current, contactors that do not obey, and parallel strings.</summary>
public sealed class PackModeTests
{
    private const int Feedback = (int)AuxiliaryChannel.ContactorFeedback;
    private const int Link = (int)AuxiliaryChannel.LinkMicrovolts;

    [Fact]
    public void The_index_of_the_table_gives_what_a_search_of_all_rows_gives()
    {
        int[] table = Field<int[]>("Table");
        for (int mode = 0; mode <= (int)PackMode.Ship; mode++)
        {
            for (int conditions = 0; conditions < 1 << 15; conditions++)
            {
                int expected = mode;
                for (int row = 0; row < table.Length; row += 4)
                {
                    bool fits = table[row] == mode && (conditions & table[row + 1]) == table[row + 1] && (conditions & table[row + 2]) == 0;
                    if (!fits)
                        continue;
                    expected = table[row + 3];
                    break;
                }
                Assert.Equal((PackMode)expected, ModeTable.Next((PackMode)mode, conditions));
            }
        }
    }

    [Fact]
    public void No_transition_closes_contactors_under_a_trip_or_a_fault()
    {
        foreach (PackMode mode in Enum.GetValues<PackMode>().Where(mode => !Closed(mode)))
        {
            for (int conditions = 0; conditions < 1 << 15; conditions++)
            {
                if ((conditions & (ModeTable.Trip | ModeTable.Fault)) != 0 || (conditions & ModeTable.Close) == 0)
                    Assert.False(Closed(ModeTable.Next(mode, conditions)) && ModeTable.Next(mode, conditions) != mode, $"{mode} {conditions}");
            }
        }
    }

    [Fact]
    public void It_precharges_before_it_closes_and_opens_the_resistor_afterwards()
    {
        GuardBench bench = Start();
        Until(bench, PackMode.Precharge);
        Assert.True(bench.Controller.Commands.PrechargeClosed);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
        Assert.Equal(0, bench.Controller.Commands.DischargeLimitMicroamps);
        bench.Measurements.AuxiliaryValue[Link] = 4 * PackBench.QuietMicrovolts;
        Until(bench, PackMode.Discharging);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        Assert.True(bench.Controller.Commands.PrechargeClosed);
        bench.Measurements.AuxiliaryValue[Feedback] = 1;
        bench.Step(4);
        Assert.False(bench.Controller.Commands.PrechargeClosed);
        Assert.Equal(ContactorFault.None, bench.Controller.Contactors.Fault);
    }

    [Fact]
    public void Precharging_is_tried_a_few_times_with_a_pause_and_then_waits_for_service()
    {
        GuardBench bench = Start();
        int tries = 0;
        bool before = false;
        for (int step = 0; step < 200; step++)
        {
            bench.Step();
            if (bench.Controller.Commands.PrechargeClosed && !before)
                tries++;
            before = bench.Controller.Commands.PrechargeClosed;
        }
        Assert.Equal(bench.Configuration.Contactors.PrechargeTries, tries);
        Assert.Equal(ContactorFault.PrechargeFailed, bench.Controller.Contactors.Fault);
        Assert.Equal(PackMode.Fault, bench.Controller.Contactors.Mode);
        bench.Measurements.LatchResetRequested = true;
        bench.Step(10);
        Assert.Equal(PackMode.Precharge, bench.Controller.Contactors.Mode);
    }

    [Fact]
    public void Opening_on_request_asks_for_zero_current_and_waits_for_it()
    {
        GuardBench bench = Closed();
        Flow(bench, -2000000);
        bench.Step();
        bench.Measurements.CloseRequested = false;
        bench.Step();
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        Assert.True(bench.Controller.Commands.ZeroCurrentRequested);
        Assert.Equal(0, bench.Controller.Commands.DischargeLimitMicroamps);
        Flow(bench, 0);
        bench.Step();
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void The_wait_for_zero_current_is_bounded()
    {
        GuardBench bench = Closed();
        Flow(bench, -2000000);
        bench.Step();
        bench.Measurements.CloseRequested = false;
        int waited = 0;
        while (bench.Controller.Commands.MainContactorsClosed && waited < 5000)
        {
            bench.Step();
            waited += PackBench.StepMilliseconds;
        }
        Assert.InRange(waited, 300, 500);
    }

    [Fact]
    public void A_trip_waits_only_as_long_as_its_row_says_and_an_over_current_not_at_all()
    {
        GuardBench bench = Closed();
        Flow(bench, -2000000);
        bench.Put(AuxiliaryChannel.LeakDetected, 1);
        int waited = 0;
        while (bench.Level(ProtectionKind.LeakDetected) != 3)
            bench.Step();
        for (; bench.Controller.Commands.MainContactorsClosed; waited += PackBench.StepMilliseconds)
            bench.Step();
        Assert.InRange(waited, 500, 600);
        bench = Closed();
        Flow(bench, -bench.Row(ProtectionKind.OverCurrentDischarge).TripLimit);
        while (bench.Level(ProtectionKind.OverCurrentDischarge) != 3)
        {
            Assert.True(bench.Controller.Commands.MainContactorsClosed);
            bench.Step();
        }
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_contactor_that_does_not_open_is_welded(bool byCurrent)
    {
        GuardBench bench = Closed();
        bench.Measurements.CloseRequested = false;
        bench.Step();
        bench.Measurements.AuxiliaryValue[Feedback] = byCurrent ? 0 : 1;
        Flow(bench, byCurrent ? 1000000 : 0);
        bench.Step(20);
        Assert.Equal(ContactorFault.Welded, bench.Controller.Contactors.Fault);
        bench.Measurements.CloseRequested = true;
        bench.Step(20);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void A_contactor_that_does_not_close_is_stuck_open()
    {
        GuardBench bench = Closed();
        bench.Measurements.AuxiliaryValue[Feedback] = 0;
        bench.Step(10);
        Assert.Equal(ContactorFault.StuckOpen, bench.Controller.Contactors.Fault);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void Cold_cells_are_heated_before_closing_and_not_for_ever()
    {
        GuardBench bench = Start();
        Array.Fill(bench.Measurements.TemperatureCentidegrees, -800);
        Until(bench, PackMode.Preheat);
        // The heater has a turn in one step of eight.
        bench.Step(8);
        Assert.True(bench.Controller.Commands.HeaterOn);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
        Array.Fill(bench.Measurements.TemperatureCentidegrees, 499);
        bench.Step();
        Assert.Equal(PackMode.Preheat, bench.Controller.Contactors.Mode);
        Array.Fill(bench.Measurements.TemperatureCentidegrees, 500);
        bench.Step();
        Assert.Equal(PackMode.Precharge, bench.Controller.Contactors.Mode);
        bench = Start();
        Array.Fill(bench.Measurements.TemperatureCentidegrees, -800);
        bench.Step(60);
        Assert.Equal(ContactorFault.PreheatTimeout, bench.Controller.Contactors.Fault);
    }

    [Fact]
    public void Service_shutdown_and_shipping_open_and_only_shipping_is_for_good()
    {
        GuardBench bench = Closed();
        bench.Measurements.ServiceRequested = true;
        bench.Step(5);
        Assert.Equal(PackMode.Service, bench.Controller.Contactors.Mode);
        bench.Measurements.ServiceRequested = false;
        bench.Measurements.ShutdownRequested = true;
        bench.Step(2);
        Assert.Equal(PackMode.Shutdown, bench.Controller.Contactors.Mode);
        bench.Measurements.ShutdownRequested = false;
        bench.Measurements.ShipRequested = true;
        bench.Step(2);
        bench.Measurements.ShipRequested = false;
        bench.Step(100);
        Assert.Equal(PackMode.Ship, bench.Controller.Contactors.Mode);
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
    }

    [Fact]
    public void During_start_blanking_nothing_counts_and_nothing_closes()
    {
        var bench = new GuardBench(GuardBench.Pack(contactors: true).With("Contactors.Precharge", false).With("Contactors.StartBlankingMilliseconds", 2000));
        bench.Measurements.PackMicroamps = -10000000;
        bench.Settle();
        bench.Step(20);
        Assert.Equal(0, bench.Level(ProtectionKind.ShortCircuit));
        Assert.False(bench.Controller.Commands.MainContactorsClosed);
        bench.Step(2);
        Assert.Equal(3, bench.Level(ProtectionKind.ShortCircuit));
    }

    [Fact]
    public void After_an_internal_fault_the_mode_is_fault()
    {
        GuardBench bench = Closed();
        bench.Controller.Step(null!);
        Assert.Equal(PackMode.Fault, bench.Controller.Contactors.Mode);
        Assert.False(bench.Controller.Contactors.MainClosed);
        Assert.False(bench.Controller.Contactors.PrechargeClosed);
    }

    internal static GuardBench Start()
    {
        var bench = new GuardBench(GuardBench.Pack(contactors: true));
        bench.Measurements.AuxiliaryValue[Link] = 0;
        return bench;
    }

    private static GuardBench Closed()
    {
        GuardBench bench = Start();
        Until(bench, PackMode.Precharge);
        bench.Measurements.AuxiliaryValue[Link] = 4 * PackBench.QuietMicrovolts;
        Until(bench, PackMode.Discharging);
        bench.Measurements.AuxiliaryValue[Feedback] = 1;
        bench.Step(10);
        Assert.True(bench.Controller.Commands.MainContactorsClosed);
        return bench;
    }

    private static void Flow(GuardBench bench, int microamps)
    {
        bench.Measurements.PackMicroamps = microamps;
        bench.Put(AuxiliaryChannel.RedundantMicroamps, microamps);
    }

    private static void Until(GuardBench bench, PackMode mode)
    {
        for (int step = 0; step < 50 && bench.Controller.Contactors.Mode != mode; step++)
            bench.Step();
        Assert.Equal(mode, bench.Controller.Contactors.Mode);
    }

    private static bool Closed(PackMode mode) => mode is PackMode.Discharging or PackMode.Charging or PackMode.Opening;

    private static T Field<T>(string name) => (T)typeof(ModeTable)
        .GetField(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!.GetValue(null)!;
}
