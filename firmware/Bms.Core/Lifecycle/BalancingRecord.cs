using Bms.Core.Balancing;
using Bms.Core.Configuration;

namespace Bms.Core.Lifecycle;

/// <summary>
/// What each group still has to bleed, every few minutes. What is bled between the last write and a loss of power is bled again unless the
/// groups' states have come back and contradict it.
/// </summary>
public sealed class BalancingRecord : IPersistentRecord
{
    /// <summary>Time between two writes unless the board says otherwise, in seconds.</summary>
    public const int UsualPeriodSeconds = 600;

    private readonly BalancingStage _balancing;
    private readonly int _periodSeconds;

    /// <summary>Makes the record of a controller's balancer.</summary>
    public BalancingRecord(BalancingStage balancing, int periodSeconds)
    {
        _balancing = balancing;
        _periodSeconds = periodSeconds;
    }

    /// <inheritdoc/>
    public RecordKind Kind => RecordKind.Balancing;

    /// <inheritdoc/>
    public int Version => BleedPlan.RecordVersion;

    /// <inheritdoc/>
    public int MaximumLength => BleedPlan.LengthFor(PackConfiguration.MaximumSeriesGroups);

    /// <inheritdoc/>
    public int PeriodSeconds => _periodSeconds;

    /// <inheritdoc/>
    public int Write(byte[] bytes) => _balancing.ByCharge ? _balancing.Plan.Write(bytes) : 0;

    /// <inheritdoc/>
    public bool Read(byte[] bytes, int length, int version) => _balancing.ByCharge && _balancing.Plan.Read(bytes, length);
}
