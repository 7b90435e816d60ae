using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>What a <see cref="ConformanceRequest"/> does.</summary>
public enum ConformanceAction
{
    /// <summary>Only asks how far it is.</summary>
    Ask = 0,

    /// <summary>Starts the quick form.</summary>
    StartQuick = 1,

    /// <summary>Starts the full form.</summary>
    StartFull = 2,
}

/// <summary>Starts the conformance run or asks for its checkpoints.</summary>
public sealed class ConformanceRequest : LinkMessage
{
    /// <summary>What to do.</summary>
    public ConformanceAction Action { get; set; }

    /// <summary>The first checkpoint asked for.</summary>
    public int From { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Action = (ConformanceAction)Within(archive.Byte((int)Action), 0, (int)ConformanceAction.StartFull);
        From = Within(archive.Int32(From), 0, int.MaxValue);
    }
}
