namespace Bms.Hil.Scenarios.Running;

/// <summary>What a run draws.</summary>
internal enum PictureKinds
{
    /// <summary>Nothing: the verdict alone counts.</summary>
    None,

    /// <summary>The scenario's plot.</summary>
    Plot,

    /// <summary>The plot, and what a comparison with other scenarios needs.</summary>
    PlotAndComparison,
}
