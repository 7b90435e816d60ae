using System.Collections.Generic;
using System.IO;
using System.Linq;
using Bms.Hil.Diagnostics;

namespace Bms.Hil.Commands;

/// <summary><c>replay</c> of a memory dump: every freeze frame again, and whether the digests agree.</summary>
internal static class FrameReplayReport
{
    public static int Run(string path, bool json, TextWriter output)
    {
        StoredRecords records = StoredRecords.Read(path);
        IReadOnlyList<FrameReplay> replays = FrameReplay.RunAll(records);
        if (json)
        {
            JsonOutput.Write(output, replays);
        }
        else
        {
            foreach (FrameReplay replay in replays)
            {
                string parts = replay.PartsAtSample is int sample ? $", parts at sample {sample}" : "";
                output.WriteLine($"frame {replay.Number}: board {replay.BoardDigest}, replay {replay.Digest}, {(replay.Same ? "the same" : "different")}{parts}");
            }
            output.WriteLine(replays.Count == 0 ? "no freeze frame is stored" : $"{replays.Count(replay => replay.Same)} of {replays.Count} the same");
        }
        return replays.All(replay => replay.Same) ? ExitCode.Pass : ExitCode.VerdictFailed;
    }
}
