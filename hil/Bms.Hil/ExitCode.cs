namespace Bms.Hil;

/// <summary>The exit codes of every command.</summary>
public static class ExitCode
{
    /// <summary>Everything asked for was done, every verdict passed.</summary>
    public const int Pass = 0;

    /// <summary>A verdict failed.</summary>
    public const int VerdictFailed = 1;

    /// <summary>Wrong usage or bad input; one line on standard error says which.</summary>
    public const int BadInput = 2;

    /// <summary>The rig or the machine failed.</summary>
    public const int RigFailed = 3;
}
