namespace Bms.Hil.Reports.Charts;

/// <summary>Something that happened at one x: a vertical line through every panel, named in the strip above the first.</summary>
/// <param name="X">Where, in the unit of the x axis (seconds on a time axis).</param>
/// <param name="Label">A few words; longer text is cut with an ellipsis.</param>
/// <param name="Level">How serious it is.</param>
public sealed record EventMark(double X, string Label, MarkLevel Level);
