namespace Bms.Core.Estimation;

/// <summary>State of later stages that a snapshot of the estimation carries with it, and that shares its fate.</summary>
public interface ISnapshotPart
{
    /// <summary>Walks the whole state through an archive, after the estimation's own.</summary>
    void Transfer(StateArchive archive);

    /// <summary>Time has passed without steps since the state was written.</summary>
    /// <param name="seconds">How long; negative where it is not known.</param>
    void Resume(float seconds);

    /// <summary>The estimate begins anew, and what was restored with it is of another pack or not wanted: forget it.</summary>
    void Forget();
}
