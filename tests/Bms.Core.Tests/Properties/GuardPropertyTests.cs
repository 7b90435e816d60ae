using System;
using System.Globalization;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Measurement;
using Bms.Core.Protection;
using Bms.Core.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bms.Core.Tests.Properties;

/// <summary>
/// What holds for every pack and every run of inputs. Seeded, so that a failure comes again; BMS_PROPERTY_SEED takes another seed. A
/// failure prints the seed, the pack's number and the shortest run that shows it.
/// </summary>
public sealed class GuardPropertyTests
{
    private const int Watched = 5500;
    private const int Garbage = 2000;
    private const int Twins = 1500;
    private const int Tightened = 1500;
    private const int LeastInAll = 10000;

    private static readonly ulong Seed = ulong.TryParse(
        Environment.GetEnvironmentVariable("BMS_PROPERTY_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed) ? seed : 20261122;

    [Fact]
    public void Trips_open_latch_recover_and_permit_as_their_rows_say()
    {
        int trips = 0;
        int ends = 0;
        Check(
            Moment.Runs,
            made =>
            {
                var watch = new RunWatch(RandomPacks.Of(made.Pack));
                bool holds = watch.Holds(made.Run);
                trips += watch.Trips;
                ends += watch.Ends;
                return holds.Label(watch.Broken ?? "");
            },
            Watched);
        Print($"{Watched} sequences, {trips} trips, {ends} of them ended; {RandomPacks.Describe()}; seed {Seed}");
        Assert.True(trips > Watched && ends > Watched / 10, "hardly anything tripped, so the property says nothing");
    }

    [Fact]
    public void No_garbage_makes_a_step_fail_or_a_value_leave_its_range()
    {
        Check(
            Arb.From(from pack in Gen.Choose(0, RandomPacks.Count - 1) from start in Gen.Choose(0, int.MaxValue) from steps in Gen.Choose(1, 60) select (pack, start, steps)),
            made =>
            {
                var watch = new RunWatch(RandomPacks.Of(made.pack));
                var random = new Random(made.start);
                for (int step = 0; step < made.steps && watch.Broken is null; step++)
                {
                    Rubbish.Fill(watch.Measurements, random);
                    watch.Step();
                }
                return (watch.Broken is null).Label(watch.Broken ?? "");
            },
            Garbage);
        Print($"{Garbage} sequences of garbage; seed {Seed}");
    }

    [Fact]
    public void Two_controllers_with_the_same_inputs_agree_bit_for_bit()
    {
        Check(
            Moment.Runs,
            made =>
            {
                PackConfiguration pack = RandomPacks.Of(made.Pack);
                int first = Digest(pack, made.Run);
                int second = Digest(PackImage.Read(PackImage.Write(pack)).Configuration!, made.Run);
                return (first == second).Label("the digests differ");
            },
            Twins);
        Print($"{Twins} sequences in two controllers each; seed {Seed}");
    }

    [Fact]
    public void A_tighter_limit_never_trips_later()
    {
        int compared = 0;
        int earlier = 0;
        Check(
            Moment.Runs,
            made =>
            {
                PackConfiguration loose = RandomPacks.Of(made.Pack);
                // Mostly one of the rows that trip often.
                int place = made.Run[0].Odd % (made.Run[0].Odd % 3 == 0 ? loose.Protection.Length : (int)ProtectionKind.CellVoltageLost);
                PackConfiguration? tight = Tighter(loose, place);
                if (tight is null)
                    return true.Label("");
                compared++;
                ProtectionKind kind = loose.Protection[place].Kind;
                int sooner = FirstTrip(tight, kind, made.Run);
                int later = FirstTrip(loose, kind, made.Run);
                if (sooner < later)
                    earlier++;
                return (sooner <= later).Label($"{kind}: step {sooner} with the tighter limit, {later} without");
            },
            Tightened);
        Print($"{Tightened} sequences, {compared} with a tighter limit, {earlier} of them tripped earlier; seed {Seed}");
        Assert.True(compared > Tightened / 3 && earlier > 0, "hardly any limit could be tightened, so the property says nothing");
    }

    [Fact]
    public void There_are_ten_thousand_sequences_at_least() => Assert.InRange(Watched + Garbage + Twins + Tightened, LeastInAll, int.MaxValue);

    private static void Check<T>(Arbitrary<T> values, Func<T, Property> property, int count)
    {
        int ran = 0;
        Prop.ForAll(values, value =>
        {
            ran++;
            return property(value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Seed, 77));
        Assert.Equal(count, ran);
    }

    private static PackConfiguration? Tighter(PackConfiguration pack, int place)
    {
        ProtectionRow row = pack.Protection[place];
        int move = (row.TripLimit - row.DerateLimit) / 2;
        if (move == 0)
            return null;
        PackConfiguration tight = pack.With($"Protection[{place}].TripLimit", row.TripLimit - move);
        return new PackValidator(tight).Check() == PackFault.None ? tight : null;
    }

    private static int FirstTrip(PackConfiguration pack, ProtectionKind kind, Moment[] run)
    {
        var controller = new PackController(pack);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        int taken = 0;
        foreach (Moment moment in run)
        {
            for (int step = 0; step < moment.Steps; step++)
            {
                moment.Fill(measurements, controller, pack);
                // Open loop: nothing that is measured follows the commands.
                measurements.AuxiliaryValue[(int)AuxiliaryChannel.LinkMicrovolts] = measurements.AuxiliaryValue[(int)AuxiliaryChannel.PackMicrovolts];
                measurements.AuxiliaryValue[(int)AuxiliaryChannel.ContactorFeedback] = 1;
                controller.Step(measurements);
                if (controller.Protection.Level((int)kind) == ProtectionStage.LevelTrip)
                    return taken;
                taken++;
            }
        }
        return int.MaxValue;
    }

    private static int Digest(PackConfiguration pack, Moment[] run)
    {
        var controller = new PackController(pack);
        var measurements = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
        var digest = new DigestFold();
        foreach (Moment moment in run)
        {
            for (int step = 0; step < moment.Steps; step++)
            {
                moment.Fill(measurements, controller, pack);
                controller.Step(measurements);
                digest.Add(controller);
            }
        }
        return digest.Value;
    }

    private static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
