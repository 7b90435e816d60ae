using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Diagnostics;

namespace Bms.Hil.Commands;

/// <summary>What <c>events --json</c> prints.</summary>
internal sealed record EventsJson(
    string File,
    int OperatingSeconds,
    double? Soc,
    IReadOnlyList<string> Latched,
    IReadOnlyList<string> MemoryFaults,
    IReadOnlyList<StoredCounter> Counters,
    IReadOnlyList<FrameJson> Frames)
{
    public static EventsJson Of(StoredRecords records) => new(
        records.Path,
        records.OperatingSeconds,
        records.Soc,
        records.Latched,
        records.Faults,
        records.Counters,
        [.. records.Frames.Select(frame => new FrameJson(
            frame.Number,
            frame.Happened.KindName,
            frame.Happened.LevelName,
            frame.Happened.Channel,
            frame.Value,
            frame.OperatingSeconds,
            StoredRecords.Date(frame.Calendar),
            frame.Digest.ToString("x8", System.Globalization.CultureInfo.InvariantCulture),
            frame.Samples))]);
}

/// <summary>One freeze frame in it.</summary>
internal sealed record FrameJson(
    int Number,
    string Event,
    string Level,
    int Channel,
    int Value,
    int OperatingSeconds,
    string Date,
    string Digest,
    IReadOnlyList<FrameSample> Samples);
