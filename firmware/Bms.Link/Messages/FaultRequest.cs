using Bms.Core.Configuration;

namespace Bms.Link.Messages;

/// <summary>What is to go wrong inside a board.</summary>
public enum BoardFault
{
    /// <summary>Nothing any more.</summary>
    None = 0,

    /// <summary>The next step throws.</summary>
    StepThrows = 1,

    /// <summary>Non-volatile memory fails.</summary>
    MemoryFails = 2,

    /// <summary>Steps take longer, by the argument in milliseconds.</summary>
    SlowSteps = 3,

    /// <summary>The loop stands still, for the argument in milliseconds.</summary>
    LoopStands = 4,
}

/// <summary>Makes something inside the board go wrong. Its answer is empty.</summary>
public sealed class FaultRequest : LinkMessage
{
    /// <summary>What.</summary>
    public BoardFault Fault { get; set; }

    /// <summary>How much.</summary>
    public int Argument { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Fault = (BoardFault)Within(archive.Byte((int)Fault), 0, (int)BoardFault.LoopStands);
        Argument = archive.Int32(Argument);
    }
}
