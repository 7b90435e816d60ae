using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Bms.Core.Diagnostics;
using Bms.Hil.Commands;
using Bms.Hil.Diagnostics;
using Bms.Hil.Rigs;
using Bms.Hil.Tests.Cells;
using Bms.Hil.Tests.Commands;
using Xunit;

namespace Bms.Hil.Tests.Diagnostics;

/// <summary>From a run to its memory, and from the memory to counters, freeze frames and their replay.</summary>
public sealed class MemoryDumpTests : IDisposable
{
    private const string Eventful = """
        name: eventful
        pack: nmc-traction-14s
        plant: { like: nmc, startSoc: 60 %, spread: { startSoc: 1 % } }
        memory: { snapshot: 10 s, counters: 10 s }
        restarts:
          - { at: 100 s, off: 5 s }
        drive:
          - current: { amps: -40 A, for: 200 s }
        faults:
          - { kind: set, channel: cell 3, value: 2.3 V, from: 30 s, to: 60 s }
          - { kind: lost, channel: temperature 0, from: 20 s, to: 25 s }
          - { kind: noise, channel: all cells, value: 3 mV }
          - { kind: set, channel: all temperatures, value: 75 C, from: 130 s, to: 140 s }
        expect:
          signals:
            - { signal: contactors, is: open, from: 70 s, to: 95 s }

        """;

    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Freeze_frames_written_by_a_run_replay_to_the_same_digest()
    {
        string dump = Dump();
        StoredRecords records = StoredRecords.Read(dump);
        Assert.True(records.Frames.Count >= 2);
        Assert.All(records.Frames, frame => Assert.True(frame.Samples.Count > 1));
        Assert.All(FrameReplay.RunAll(records), replay => Assert.True(replay.Same));
        (int code, string output, string error) = CommandLine.Run(ReplayCommand.Create(), [dump]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"{records.Frames.Count} of {records.Frames.Count} the same", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_whose_channels_differ_replays_to_another_digest_and_says_where()
    {
        FreezeFrame frame = StoredRecords.Read(Dump()).Frames[0];
        byte[] bytes = new byte[FrameFormat.HeaderLength + (frame.Samples.Count * FrameFormat.SampleLength(14, frame.Samples[0].Celsius.Count))];
        StoredRecords records = StoredRecords.Read(Dump());
        records.Frames[0].CopyTo(bytes);
        Assert.True(FrameReplay.Run(new FreezeFrame(bytes), records.Pack).Same);
        // The third group's voltage in the second sample becomes the highest of all.
        int at = FrameFormat.HeaderLength + FrameFormat.SampleLength(14, frame.Samples[0].Celsius.Count) + FrameFormat.SampleChannels + 4;
        FrameFormat.PutShort(bytes, at, 41900);
        FrameReplay replay = FrameReplay.Run(new FreezeFrame(bytes), records.Pack);
        Assert.False(replay.Same);
        Assert.Equal(1, replay.PartsAtSample);
    }

    [Fact]
    public void Counters_and_frames_are_shown_as_a_table_as_json_and_as_a_page()
    {
        string dump = Dump();
        string page = _scratch.PathOf("events.html");
        (int code, string output, string error) = CommandLine.Run(EventsCommand.Create(), [dump, "--report", page]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("deep discharge", output, StringComparison.Ordinal);
        Assert.Contains("latched: deepDischarge", output, StringComparison.Ordinal);
        string html = File.ReadAllText(page);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.Contains("Freeze frame 0", html, StringComparison.Ordinal);
        (_, string text, _) = CommandLine.Run(EventsCommand.Create(), [dump, "--json"]);
        using JsonDocument json = JsonDocument.Parse(text);
        JsonElement counter = json.RootElement.GetProperty("counters").EnumerateArray().Single(item => item.GetProperty("event").GetString() == "deepDischarge");
        Assert.Equal(1, counter.GetProperty("tripped").GetInt32());
        Assert.InRange(counter.GetProperty("firstSeconds").GetInt32(), 28, 35);
        Assert.Equal("final", counter.GetProperty("severity").GetString());
        Assert.InRange(json.RootElement.GetProperty("soc").GetDouble(), 0.5, 0.62);
    }

    [Fact]
    public void What_is_no_dump_is_refused_in_one_line()
    {
        string dump = Dump();
        byte[] bytes = File.ReadAllBytes(dump);
        bytes[100] ^= 1;
        File.WriteAllBytes(_scratch.PathOf("damaged.memory"), bytes);
        Refused("damaged.memory", "the checksum is wrong");
        File.WriteAllBytes(_scratch.PathOf("short.memory"), bytes[..10]);
        Refused("short.memory", "not a memory dump");
        Refused("absent.memory", "cannot be read");
    }

    [Fact]
    public void A_recording_still_needs_a_cell()
    {
        string trace = _scratch.Write("trace.csv", "Test Time / s\n0\n");
        (int code, _, string error) = CommandLine.Run(ReplayCommand.Create(), [trace]);
        Assert.Equal(2, code);
        Assert.Contains("needs --cell", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restart_that_cannot_be_is_refused()
    {
        string path = _scratch.Write("bad.yaml", Eventful.Replace("- { at: 100 s, off: 5 s }", "- { at: 100 s, off: 5 s }\n  - { at: 103 s, off: 5 s }", StringComparison.Ordinal));
        (int code, _, string error) = CommandLine.Run(RunCommand.Create(), [path, "--out", _scratch.PathOf("out")]);
        Assert.Equal(2, code);
        Assert.Contains("expected restarts in their order", error, StringComparison.Ordinal);
    }

    private void Refused(string name, string reason)
    {
        (int code, _, string error) = CommandLine.Run(EventsCommand.Create(), [_scratch.PathOf(name)]);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    private string Dump()
    {
        string path = _scratch.Write("eventful.yaml", Eventful);
        CommandLine.Run(RunCommand.Create(), [path, "--out", _scratch.PathOf("out"), "--memory-out", _scratch.PathOf("memories")]);
        string dump = _scratch.PathOf("memories/eventful.memory");
        Assert.True(MemoryDump.IsDump(dump));
        return dump;
    }
}
