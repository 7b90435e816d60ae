using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Link.Messages;

/// <summary>How much is made anew.</summary>
public enum ResetScope
{
    /// <summary>The controller, in harness mode: it then waits for <see cref="MessageKind.Step"/>.</summary>
    Harness = 0,

    /// <summary>The controller, in live mode: the board measures for itself.</summary>
    Live = 1,

    /// <summary>The whole board. It answers first.</summary>
    Board = 2,
}

/// <summary>Makes the controller anew, or restarts the board. Its answer is empty.</summary>
public sealed class ResetRequest : LinkMessage
{
    /// <summary>How much.</summary>
    public ResetScope Scope { get; set; }

    /// <summary>True where a start SOC is stated.</summary>
    public bool SocStated { get; set; }

    /// <summary>The SOC that the pack starts with, 0…1.</summary>
    public float Soc { get; set; }

    internal override void Transfer(ImageArchive archive)
    {
        Scope = (ResetScope)Within(archive.Byte((int)Scope), 0, (int)ResetScope.Board);
        SocStated = Within(archive.Byte(SocStated ? 1 : 0), 0, 1) != 0;
        int bits = archive.Int32(FloatBits.Of(Soc));
        float soc = FloatBits.From(bits);
        if (!(soc >= 0f && soc <= 1f))
            Within(1, 0, 0);
        Soc = soc;
    }
}
