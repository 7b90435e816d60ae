using System.Globalization;
using Bms.Core.Diagnostics;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scenarios.Expectations;

/// <summary>An event that a scenario lists.</summary>
public sealed record ExpectedEvent
{
    /// <summary>What it is about.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>0 ended, 1 warning, 2 derate, 3 trip.</summary>
    public required int Level { get; init; }

    /// <summary>The group, sensor or stage, from 0; null for any.</summary>
    public int? Channel { get; init; }

    /// <summary>When it may happen.</summary>
    public TimeWindow Window { get; init; } = TimeWindow.Whole;

    /// <summary>It may be missing.</summary>
    public bool Optional { get; init; }

    /// <summary>It may happen more than once.</summary>
    public bool Repeats { get; init; }

    /// <summary>Kind and level in words.</summary>
    public string Name => Describe(new RigEvent(Kind, Level, 0, 0));

    /// <summary>Kind and level of an event in words.</summary>
    public static string Describe(in RigEvent happened) => $"{happened.KindName} {happened.LevelName}";

    /// <summary>Whether an event is this one, its time apart.</summary>
    public bool Fits(in RigEvent happened) =>
        happened.Kind == Kind && happened.Level == Level && (Channel is null || Channel == happened.Channel);

    /// <inheritdoc/>
    public override string ToString()
    {
        string channel = Channel is int number ? ", channel " + number.ToString(CultureInfo.InvariantCulture) : "";
        string often = (Optional, Repeats) switch
        {
            (true, true) => ", any number of times",
            (true, false) => ", at most once",
            (false, true) => ", at least once",
            _ => "",
        };
        return $"{Name}{channel}, {Window}{often}";
    }
}
