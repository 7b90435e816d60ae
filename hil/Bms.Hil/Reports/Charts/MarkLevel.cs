namespace Bms.Hil.Reports.Charts;

/// <summary>How serious an event or a limit is; it chooses the colour and the shape of the mark, least serious first.</summary>
public enum MarkLevel
{
    Information,
    Warning,
    Derate,
    Trip,
}
