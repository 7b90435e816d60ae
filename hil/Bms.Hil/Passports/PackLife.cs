using System;
using System.Collections.Generic;
using System.Text;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Lifecycle;

namespace Bms.Hil.Passports;

/// <summary>One mating of a swapped pack. A time that is not known is null, and so is the end of one that lasts.</summary>
/// <param name="Mated">When it was put in.</param>
/// <param name="Unmated">When it was taken out.</param>
/// <param name="MatedOperatingSeconds">The same by operating time.</param>
/// <param name="UnmatedOperatingSeconds">The same by operating time.</param>
/// <param name="SocMated">SOC then, 0…1.</param>
/// <param name="SocUnmated">SOC at the end, 0…1.</param>
/// <param name="AmpHoursOut">Charge that came out meanwhile.</param>
internal sealed record SwapEntry(
    DateTimeOffset? Mated, DateTimeOffset? Unmated, int MatedOperatingSeconds, int? UnmatedOperatingSeconds, double? SocMated, double? SocUnmated, double? AmpHoursOut);

/// <summary>One point of the history; sigmas of 0 say that nothing was learned.</summary>
/// <param name="At">When; null where the calendar was not known.</param>
/// <param name="OperatingSeconds">The same by operating time.</param>
/// <param name="Capacity">Capacity over the configured one.</param>
/// <param name="CapacitySigma">Its standard deviation.</param>
/// <param name="Resistance">Resistance over the profile's.</param>
/// <param name="ResistanceSigma">Its standard deviation.</param>
/// <param name="FullCycles">Full equivalent cycles.</param>
internal sealed record HistoryPoint(
    DateTimeOffset? At, int OperatingSeconds, double Capacity, double CapacitySigma, double Resistance, double ResistanceSigma, double FullCycles);

/// <summary>A pack's life as its record holds it: <see cref="LifetimeLayout"/> with names and units.</summary>
internal sealed class PackLife
{
    private const double MicroampHours = 1e6;
    private readonly int[] _words;

    public PackLife(string path, int[] words, int[] ledger, int[] history, int[]? predecessor)
    {
        Path = path;
        _words = words;
        SelfDischarge = new SelfDischarge(words);
        Swaps = SwapsOf(ledger);
        History = HistoryOf(history);
        if (predecessor is not null && CodeOf(predecessor, 0) is string code)
            Predecessor = (code, Flow(predecessor, LifetimeLayout.CodeWords), Flow(predecessor, LifetimeLayout.CodeWords + 2));
    }

    public string Path { get; }

    public string? Code => CodeOf(_words, LifetimeLayout.Code);

    public string? Previous => CodeOf(_words, LifetimeLayout.Previous);

    public PackStatus Status => (PackStatus)_words[LifetimeLayout.Status];

    public Chemistry Chemistry => (Chemistry)_words[LifetimeLayout.Chemistry];

    public double RatedAmpHours => _words[LifetimeLayout.RatedMicroampHours] / MicroampHours;

    public double AmpHoursIn => Flow(_words, LifetimeLayout.FlowInMicroampHours);

    public double AmpHoursOut => Flow(_words, LifetimeLayout.FlowInMicroampHours + LifetimeLayout.FlowWords);

    public double WattHoursIn => Flow(_words, LifetimeLayout.FlowInMicrowattHours);

    public double WattHoursOut => Flow(_words, LifetimeLayout.FlowInMicrowattHours + LifetimeLayout.FlowWords);

    /// <summary>Charge and energy, in and out, when the present owner took over.</summary>
    public double OwnerAmpHoursIn => Flow(_words, LifetimeLayout.OwnerFlow);

    public double OwnerAmpHoursOut => Flow(_words, LifetimeLayout.OwnerFlow + 2);

    public double FullCycles => RatedAmpHours > 0 ? (AmpHoursIn + AmpHoursOut) / (2 * RatedAmpHours) : 0;

    public SelfDischarge SelfDischarge { get; }

    public IReadOnlyList<SwapEntry> Swaps { get; }

    public IReadOnlyList<HistoryPoint> History { get; }

    /// <summary>Code and ampere-hours in and out of the last pack with an unrelated code on this memory; null for none.</summary>
    public (string Code, double AmpHoursIn, double AmpHoursOut)? Predecessor { get; }

    /// <summary>A whole number of the record.</summary>
    public int this[int at] => _words[at];

    /// <summary>A float of the record.</summary>
    public double Number(int at) => BitConverter.Int32BitsToSingle(_words[at]);

    /// <summary>A long of the record.</summary>
    public long Long(int at) => LifetimeLayout.Long(_words, at);

    /// <summary>A calendar time of the record.</summary>
    public DateTimeOffset? Time(int at) => TimeOf(_words[at]);

    /// <summary>A day of the record.</summary>
    public DateOnly? Day(int at) => _words[at] == 0 ? null : DateOnly.FromDayNumber(new DateOnly(1970, 1, 1).DayNumber + _words[at]);

    public static DateTimeOffset? TimeOf(int calendar) =>
        calendar <= 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(EventCounters.EpochMilliseconds + (calendar * 1000L));

    private static double Flow(int[] words, int at) => LifetimeLayout.Long(words, at) / MicroampHours;

    private static string? CodeOf(int[] words, int at)
    {
        if (words[at] == 0)
            return null;
        byte[] bytes = new byte[IdentitySettings.CodeLength];
        Buffer.BlockCopy(words, at * sizeof(int), bytes, 0, bytes.Length);
        return Encoding.ASCII.GetString(bytes);
    }

    private static List<SwapEntry> SwapsOf(int[] ledger)
    {
        List<SwapEntry> swaps = [];
        foreach (int at in Entries(ledger, LifetimeLayout.LedgerEntries, LifetimeLayout.LedgerWords))
        {
            bool lasts = ledger[at + 3] == 0;
            swaps.Add(new SwapEntry(
                TimeOf(ledger[at]), lasts ? null : TimeOf(ledger[at + 1]), ledger[at + 2], lasts ? null : ledger[at + 3], SocOf(ledger[at + 4]), SocOf(ledger[at + 5]),
                lasts ? null : ledger[at + 6] / 1000.0));
        }
        return swaps;
    }

    private static List<HistoryPoint> HistoryOf(int[] history)
    {
        List<HistoryPoint> points = [];
        foreach (int at in Entries(history, LifetimeLayout.HistoryEntries, LifetimeLayout.HistoryWords))
        {
            points.Add(new HistoryPoint(
                TimeOf(history[at]), history[at + 1], Float(history[at + 2]), Float(history[at + 3]), Float(history[at + 4]), Float(history[at + 5]), Float(history[at + 6])));
        }
        return points;
    }

    /// <summary>Where the entries of a ring begin, oldest first.</summary>
    private static IEnumerable<int> Entries(int[] ring, int capacity, int size)
    {
        int count = Math.Max(0, ring[LifetimeLayout.CodeWords]);
        for (int number = Math.Max(0, count - capacity); number < count; number++)
            yield return LifetimeLayout.RingHeader + (number % capacity * size);
    }

    private static double? SocOf(int permyriad) => permyriad < 0 ? null : permyriad / 10_000.0;

    private static double Float(int bits) => BitConverter.Int32BitsToSingle(bits);
}
