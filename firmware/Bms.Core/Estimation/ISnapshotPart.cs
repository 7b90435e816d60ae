namespace Bms.Core.Estimation;

/// <summary>State of a later stage that a snapshot keeps beside the estimation's own.</summary>
public interface ISnapshotPart
{
    /// <summary>Walks the state through an archive, as <see cref="StateArchive"/> asks.</summary>
    void Transfer(StateArchive archive);
}
