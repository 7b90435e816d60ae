using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Core.Conformance;
using Bms.Core.Tests.Support;

namespace Bms.Core.Tests.Properties;

/// <summary>Packs of every size with random rows, limits, times and rules, each accepted by the validator.</summary>
internal static class RandomPacks
{
    /// <summary>How many different packs there are.</summary>
    public const int Count = 300;

    private static readonly PackConfiguration?[] Made = new PackConfiguration?[Count];

    /// <summary>One of them; the same number is always the same pack.</summary>
    public static PackConfiguration Of(int number) => Made[number] ??= Make(new Random(number));

    private static PackConfiguration Make(Random random)
    {
        while (true)
        {
            PackConfiguration pack = Try(random);
            if (new PackValidator(pack).Check() == PackFault.None)
                return pack;
        }
    }

    private static PackConfiguration Try(Random random)
    {
        int groups = random.Next(1, PackConfiguration.MaximumSeriesGroups + 1);
        EstimatorKind kind = random.Next(4) == 0 ? EstimatorKind.Ekf : EstimatorKind.Coulomb;
        int variant = random.Next(ConformancePack.VariantCount);
        if (random.Next(3) == 0)
            return With(GuardedPack.Usual(variant, kind, random.Next(1, 9), groups), random, _ => true);
        PackConfiguration full = GuardedPack.Make(variant, kind, random.Next(1, 9), random.Next(2) == 0, random.Next(2) == 0, groups);
        bool thin = random.Next(2) == 0;
        return With(full, random, row => ProtectionPolicy.IsRequired(row.Kind) || row.Kind == ProtectionKind.AuxiliaryLost || !thin || random.Next(2) == 0);
    }

    private static PackConfiguration With(PackConfiguration pack, Random random, Func<ProtectionRow, bool> keeps)
    {
        ProtectionRow[] rows = [.. pack.Protection.Where(keeps).Select(row => Vary(row, random))];
        return pack.With("Protection", rows).With("TemperatureSensors", random.Next(1, PackConfiguration.MaximumTemperatureSensors + 1));
    }

    private static ProtectionRow Vary(ProtectionRow row, Random random)
    {
        ProtectionKind kind = row.Kind;
        bool counts = ProtectionPolicy.IsCount(kind);
        // Inwards or outwards by up to a sixteenth of the distance from warning to trip, all three alike, so that their order stays.
        int shift = counts ? 0 : random.Next(-8, 9) * Math.Abs(row.TripLimit - row.WarningLimit) / 128;
        bool waits = !ProtectionPolicy.OpensAtOnce(kind) && random.Next(3) == 0;
        return new ProtectionRow
        {
            Kind = kind,
            WarningLimit = row.WarningLimit + shift,
            DerateLimit = row.DerateLimit + shift,
            TripLimit = row.TripLimit + shift,
            Hysteresis = row.Hysteresis,
            DebounceSamples = random.Next(ProtectionPolicy.LeastSamples(kind), 5),
            DebounceMilliseconds = random.Next(3) * 200,
            RecoveryMilliseconds = random.Next(1, 20) * 100,
            Latching = ProtectionPolicy.MustLatch(kind) || random.Next(4) == 0,
            CoolDownMilliseconds = random.Next(4) == 0 ? random.Next(1, 30) * 100 : 0,
            RecloseLimit = random.Next(3) == 0 ? random.Next(1, 4) : 0,
            WaitMilliseconds = waits ? random.Next(1, 8) * 100 : 0,
        };
    }

    /// <summary>Fewest and most groups, sensors and rows of all packs, for the tests to say what they covered.</summary>
    public static string Describe()
    {
        IReadOnlyList<PackConfiguration> all = [.. Enumerable.Range(0, Count).Select(Of)];
        return FormattableString.Invariant(
            $"{Count} packs: {all.Min(p => p.SeriesGroups)}…{all.Max(p => p.SeriesGroups)} groups, {all.Min(p => p.TemperatureSensors)}…{all.Max(p => p.TemperatureSensors)} sensors, {all.Min(p => p.Protection.Length)}…{all.Max(p => p.Protection.Length)} rows");
    }
}
