using Bms.Hil.Rigs;
using Bms.Hil.Traces;

namespace Bms.Hil.Scenarios.Running;

/// <summary>A recording that is replayed row by row.</summary>
internal sealed record RecordingSource : ScenarioSource
{
    /// <summary>The recording.</summary>
    public required string Path { get; init; }

    /// <summary>True SOC at the first row, 0…1.</summary>
    public double ReferenceSoc { get; init; } = 1;

    /// <summary>True capacity, in ampere-hours of the recorded cell.</summary>
    public required double CapacityAmpHours { get; init; }

    /// <summary>Temperature where the recording has none, in degrees Celsius.</summary>
    public double? TemperatureCelsius { get; init; }

    /// <summary>The part to replay, in seconds since the first row; the reference runs from the first row all the same.</summary>
    public TimeWindow Part { get; init; } = TimeWindow.Whole;

    public override string Words => "recording " + System.IO.Path.GetFileName(Path);

    public override bool HasPlant => false;

    public override IScenarioFeed Open(Scenario scenario, IRig rig) => new RecordingFeed(this, scenario, rig, TraceReader.Open(Path));
}
