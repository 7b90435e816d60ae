using System;
using System.IO;
using System.Linq;
using Bms.Core.Lifecycle;
using Bms.Hil.Passports;
using Bms.Hil.Rigs;
using Xunit;

namespace Bms.Hil.Tests.Passports;

/// <summary>
/// The passport of a simulated life agrees with what the plant says of it. <c>BMS_LIFE_PICTURES=FOLDER</c> writes its pictures and page there.
/// </summary>
public sealed class PassportTests
{
    private const int Weeks = 156;

    [Fact]
    public void Three_years_with_two_owners_and_a_swap_a_week_agree_with_the_plant()
    {
        var life = new SimulatedLife();
        life.Run(Weeks);
        PackLife record = LifetimeFile.Read(life.Dump, "life");
        double[] counted = [record.AmpHoursIn, record.AmpHoursOut, record.WattHoursIn, record.WattHoursOut];
        for (int way = 0; way < counted.Length; way++)
        {
            Note($"flow {way}: true {life.Flow[way]:0.000}, record {counted[way]:0.000}, {100 * ((counted[way] / life.Flow[way]) - 1):0.000} %");
            Assert.InRange(counted[way] / life.Flow[way], 0.995, 1.005);
        }
        double cycles = (life.Flow[0] + life.Flow[1]) / (2 * life.RatedAmpHours);
        Note($"cycles: true {cycles:0.00}, record {record.FullCycles:0.00}; running {life.Seconds / 3600:0} h, record {record[LifetimeLayout.OperatingSeconds] / 3600.0:0} h");
        Assert.InRange(record.FullCycles / cycles, 0.99, 1.01);
        Assert.InRange(cycles, 150, 400);
        int[] timers = [LifetimeLayout.ColdMilliseconds, LifetimeLayout.HotMilliseconds, LifetimeLayout.ColdChargingMilliseconds, LifetimeLayout.HotChargingMilliseconds];
        for (int timer = 0; timer < timers.Length; timer++)
        {
            double seconds = record.Long(timers[timer]) / 1000.0;
            Note($"timer {timer}: true {life.Extreme[timer]} s, record {seconds} s");
            Assert.InRange(life.Extreme[timer], 1000, double.MaxValue);
            Assert.InRange(seconds - life.Extreme[timer], -SimulatedLife.StepSeconds, SimulatedLife.StepSeconds);
        }
        Assert.InRange(record[LifetimeLayout.OperatingSeconds] - life.Seconds, -SimulatedLife.StepSeconds, SimulatedLife.StepSeconds);
        Assert.Equal(SimulatedLife.SecondCode, record.Code);
        Assert.Equal(SimulatedLife.FirstCode, record.Previous);
        Assert.Equal(2, record[LifetimeLayout.Owners]);
        Assert.InRange(record.OwnerAmpHoursOut / life.FirstOwnerFlow[1], 0.995, 1.005);
        Assert.Equal(Weeks, life.Matings);
        Assert.Equal(LifetimeLayout.LedgerEntries, record.Swaps.Count);
        Assert.All(record.Swaps, swap => Assert.True(swap.Unmated > swap.Mated));
        Assert.Equal(Weeks - 1, record[LifetimeLayout.Restarts]);
        Note($"self-discharge {100 * record.SelfDischarge.RatePerDay:0.000} % a day, sigma {100 * record.SelfDischarge.SigmaPerDay:0.000}, {record.SelfDischarge.SpanCount} spans");
        Assert.InRange(record.SelfDischarge.SpanCount, 100, Weeks);
        Assert.InRange(record.SelfDischarge.RatePerDay, -2 * record.SelfDischarge.SigmaPerDay, 2 * record.SelfDischarge.SigmaPerDay);
        WritePictures(record);
        string page = Page(record);
        Assert.Contains(SimulatedLife.SecondCode, page, StringComparison.Ordinal);
        Assert.Contains("numberOfFullCycles", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_absent_with_its_reason_and_graded_worst()
    {
        var life = new SimulatedLife();
        life.Run(1);
        PackLife record = LifetimeFile.Read(life.Dump, "life");
        var passport = new Passport(record);
        Assert.DoesNotContain("currentSelfDischargingRate", passport.Values.Keys);
        Assert.Contains(passport.Unknown, unknown => unknown.Field == "currentSelfDischargingRate");
        Assert.Contains(passport.Unknown, unknown => unknown.Field == "remainingRoundTripEnergyEfficiency");
        Assert.Empty(passport.Values.Keys.Intersect(passport.Unknown.Select(unknown => unknown.Field)));
        var grade = new LifeGrade(record);
        Assert.Equal("D", grade.Letter);
        Assert.Contains(grade.Reasons, reason => reason.What == "selfDischarge" && reason.Letter == "D");
        Assert.Contains(grade.Reasons, reason => reason.What == "harmfulEvents" && reason.Letter == "A");
    }

    [Fact]
    public void A_memory_without_a_record_is_told_in_one_line()
    {
        var empty = new MemoryDump([], 1, new byte[SimMemory.UsualLength]);
        BadInputException error = Assert.Throws<BadInputException>(() => LifetimeFile.Read(empty, "empty.bin"));
        Assert.Contains("no whole lifetime record", error.Message, StringComparison.Ordinal);
    }

    private static string Page(PackLife record)
    {
        using var text = new StringWriter();
        PassportPage.Write(record, new Passport(record), new LifeGrade(record), text);
        return text.ToString();
    }

    private static void WritePictures(PackLife record)
    {
        if (Environment.GetEnvironmentVariable("BMS_LIFE_PICTURES") is not string folder)
            return;
        File.WriteAllText(Path.Combine(folder, "life-page.html"), Page(record));
        File.WriteAllText(Path.Combine(folder, "life-temperature.svg"), PassportCharts.Temperature(record).ToSvg());
        File.WriteAllText(Path.Combine(folder, "life-current.svg"), PassportCharts.Current(record).ToSvg());
        File.WriteAllText(Path.Combine(folder, "life-swaps.svg"), PassportCharts.Swaps(record).ToSvg());
    }

    private static void Note(FormattableString text) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(text));
}
