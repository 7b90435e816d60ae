using Bms.Core.Estimation;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <summary>
/// What goes on from one recording to the next of a replay: the firmware's snapshot, the time, and the scores of them all. Between two
/// recordings the board is off: each begins with firmware that has just been made and has the last one's snapshot.
/// </summary>
internal sealed class ReplayChain
{
    /// <param name="offSeconds">How long the board is off between two recordings.</param>
    public ReplayChain(double offSeconds)
    {
        OffSeconds = offSeconds;
    }

    /// <summary>How long the board is off between two recordings, in seconds.</summary>
    public double OffSeconds { get; }

    /// <summary>The capacity that the firmware of every recording is told, in ampere-hours; null before the first.</summary>
    public double? ToldCapacityAmpHours { get; set; }

    /// <summary>What the recording before left; null before the first.</summary>
    public byte[]? Snapshot { get; private set; }

    /// <summary>Where the recording at hand begins on the common axis of time, in seconds.</summary>
    public double BeganSeconds { get; private set; }

    /// <summary>Errors of the state of charge over all recordings.</summary>
    public SocScore Score { get; } = new();

    /// <summary>Fingerprint of all of them.</summary>
    public OutputDigest Digest { get; } = new();

    /// <summary>Sum of the squared voltage errors, in V².</summary>
    public double VoltSquares { get; private set; }

    /// <summary>How many of them.</summary>
    public long VoltCount { get; private set; }

    /// <summary>Adds one voltage error.</summary>
    public void AddVolts(double error)
    {
        VoltSquares += error * error;
        VoltCount++;
    }

    /// <summary>Ends a recording.</summary>
    /// <param name="name">Its name, for a message.</param>
    /// <param name="rig">The firmware that ran it.</param>
    /// <param name="lastSeconds">Its length.</param>
    /// <exception cref="BadInputException">The firmware has no estimate that could go on.</exception>
    public void End(string name, IRig rig, double lastSeconds)
    {
        byte[] snapshot = rig.Snapshot();
        if (snapshot.Length == 0)
            throw new BadInputException($"{name}: the firmware has no estimate at its end with which the next recording could go on");
        Snapshot = snapshot;
        BeganSeconds += lastSeconds + OffSeconds;
    }

    /// <summary>Takes the snapshot up in firmware that has just been made.</summary>
    /// <exception cref="BadInputException">It is refused.</exception>
    public void Restore(string name, IRig rig)
    {
        SnapshotFault fault = rig.Restore(Snapshot!, (long)(OffSeconds * 1000));
        if (fault != SnapshotFault.None)
            throw SnapshotFile.Refusal(name, fault);
    }
}
