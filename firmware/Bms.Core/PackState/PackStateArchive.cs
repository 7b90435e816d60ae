using Bms.Core.Estimation;

namespace Bms.Core.PackState;

/// <summary>What a snapshot keeps of the stages of this folder, in the order in which they step.</summary>
public sealed class PackStateArchive : ISnapshotPart
{
    private readonly GroupStage _groups;
    private readonly HealthStage _health;
    private readonly EnergyStage _energy;

    /// <summary>Binds the stages.</summary>
    public PackStateArchive(GroupStage groups, HealthStage health, EnergyStage energy)
    {
        _groups = groups;
        _health = health;
        _energy = energy;
    }

    /// <inheritdoc/>
    public void Transfer(StateArchive archive)
    {
        _groups.Transfer(archive);
        _health.Transfer(archive);
        _energy.Transfer(archive);
    }

    /// <inheritdoc/>
    public void Resume(float seconds) => _groups.Resume(seconds);

    /// <inheritdoc/>
    public void Forget() => _groups.Restart();
}
