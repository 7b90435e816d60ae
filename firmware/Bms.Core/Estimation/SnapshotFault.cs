namespace Bms.Core.Estimation;

/// <summary>Why a snapshot of the estimation state was not taken. What is refused changes nothing.</summary>
public enum SnapshotFault
{
    /// <summary>It was taken.</summary>
    None = 0,

    /// <summary>Fewer bytes than any snapshot has, or fewer than the caller says.</summary>
    TooShort = 1,

    /// <summary>It does not begin with the letters BMSS.</summary>
    NotRecognised = 2,

    /// <summary>Another version of the layout.</summary>
    Version = 3,

    /// <summary>Its length is not the one that it names.</summary>
    Length = 4,

    /// <summary>The checksum is wrong.</summary>
    Checksum = 5,

    /// <summary>Another estimator wrote it.</summary>
    OtherEstimator = 6,

    /// <summary>It belongs to a pack of other cells, or to other tables of them.</summary>
    OtherPack = 7,

    /// <summary>A value lies where no estimator brings it, or there are more or fewer of them than there should be.</summary>
    Content = 8,

    /// <summary>The estimation has already run: a snapshot is taken before the first step or not at all.</summary>
    TooLate = 9,
}
