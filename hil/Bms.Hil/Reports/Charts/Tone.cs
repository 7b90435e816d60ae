namespace Bms.Hil.Reports.Charts;

/// <summary>The colour of a series. <see cref="Automatic"/> takes the next one that its panel has not used yet.</summary>
public enum Tone
{
    Automatic,

    /// <summary>Near the text colour: for what was measured or is true, which everything else is compared with.</summary>
    Neutral,
    Blue,
    Orange,
    Teal,
    Purple,
    Ochre,
    Rose,
}
