using System;
using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Core.Diagnostics;
using Bms.Core.Measurement;

namespace Bms.Hil.Diagnostics;

/// <summary>
/// Replays a freeze frame: each sample's channels go into a first stage that has seen nothing else, and what it finds is held against
/// what the board found in its running pack.
/// </summary>
/// <param name="Number">The frame's number.</param>
/// <param name="BoardDigest">The digest that the board stored.</param>
/// <param name="Digest">The digest of the replay.</param>
/// <param name="PartsAtSample">The first sample whose outcome differs, from 0; null where none does.</param>
public sealed record FrameReplay(int Number, string BoardDigest, string Digest, int? PartsAtSample)
{
    /// <summary>Whether both agree.</summary>
    public bool Same => BoardDigest == Digest && PartsAtSample is null;

    /// <summary>Replays one frame.</summary>
    public static FrameReplay Run(FreezeFrame frame, PackConfiguration pack)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(pack);
        var judge = new FrameJudge(pack);
        int digest = FrameJudge.Begin();
        int? parts = null;
        for (int sample = 0; sample < frame.Samples.Count; sample++)
        {
            var inputs = new Measurements(pack.SeriesGroups, pack.TemperatureSensors);
            frame.Fill(sample, inputs);
            var stage = new MeasurementStage(pack);
            stage.Step(inputs);
            int outcome = judge.Outcome(stage);
            if (parts is null && outcome != frame.Samples[sample].Outcome)
                parts = sample;
            digest = FrameJudge.Add(digest, outcome);
        }
        return new FrameReplay(frame.Number, Hex(frame.Digest), Hex(digest), parts);
    }

    /// <summary>Replays all frames of a memory.</summary>
    public static IReadOnlyList<FrameReplay> RunAll(StoredRecords records)
    {
        ArgumentNullException.ThrowIfNull(records);
        List<FrameReplay> replays = [];
        foreach (FreezeFrame frame in records.Frames)
            replays.Add(Run(frame, records.Pack));
        return replays;
    }

    private static string Hex(int value) => value.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}
