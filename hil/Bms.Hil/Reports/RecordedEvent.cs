using Bms.Hil.Reports.Charts;

namespace Bms.Hil.Reports;

/// <summary>Something the controller reported during a recording.</summary>
/// <param name="Seconds">Since the first row.</param>
/// <param name="Kind">What, for example <c>over-voltage</c>.</param>
/// <param name="Level">How serious.</param>
public sealed record RecordedEvent(double Seconds, string Kind, MarkLevel Level);
