using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>How far the conformance run is.</summary>
public sealed class ConformanceAnswer : LinkMessage
{
    /// <summary>Most checkpoints in one answer.</summary>
    public const int MostCheckpoints = 64;

    /// <summary>True once the run has ended.</summary>
    public bool Ended { get; set; }

    /// <summary>True while it is running.</summary>
    public bool Running { get; set; }

    /// <summary>Arithmetic cases that gave another result than they should; −1 before they have run.</summary>
    public int WrongCases { get; set; }

    /// <summary>The first such case; −1 for none.</summary>
    public int FirstWrongCase { get; set; }

    /// <summary>The digest, once the run has ended.</summary>
    public int Digest { get; set; }

    /// <summary>Checkpoints so far.</summary>
    public int CheckpointCount { get; set; }

    /// <summary>The number of the first checkpoint in this answer.</summary>
    public int From { get; set; }

    /// <summary>Checkpoints.</summary>
    public int[] Checkpoints { get; } = new int[MostCheckpoints];

    /// <summary>How many are in this answer.</summary>
    public int Count { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Ended = Within(archive.Byte(Ended ? 1 : 0), 0, 1) != 0;
        Running = Within(archive.Byte(Running ? 1 : 0), 0, 1) != 0;
        WrongCases = archive.Int32(WrongCases);
        FirstWrongCase = archive.Int32(FirstWrongCase);
        Digest = archive.Int32(Digest);
        CheckpointCount = Within(archive.Int32(CheckpointCount), 0, int.MaxValue);
        From = Within(archive.Int32(From), 0, int.MaxValue);
        int count = Within(archive.Byte(Count), 0, MostCheckpoints);
        Count = count;
        for (int index = 0; index < count; index++)
            Checkpoints[index] = archive.Int32(Checkpoints[index]);
    }
}
