namespace Bms.Hil.Reports.Charts;

/// <summary>
/// A dashed horizontal line, named in the margin. One that lies far from the data does not flatten it: it is then only named, with
/// an arrow that says on which side it is.
/// </summary>
/// <param name="Value">The limit, in the unit of its panel.</param>
/// <param name="Label">A few words; the value is added by the chart.</param>
/// <param name="Level">How serious it is to cross it.</param>
public sealed record LimitLine(double Value, string Label, MarkLevel Level);
