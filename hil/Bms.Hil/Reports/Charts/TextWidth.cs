namespace Bms.Hil.Reports.Charts;

/// <summary>
/// How wide a text will be, without fonts at hand. The reader's font is not known, so this errs to the wide side of the usual
/// sans-serif faces: labels placed with it do not touch.
/// </summary>
internal static class TextWidth
{
    /// <summary>Bold letters are wider by this factor.</summary>
    public const double Bold = 1.15;

    /// <summary>The width in pixels.</summary>
    /// <param name="text">One line.</param>
    /// <param name="fontSize">In pixels.</param>
    public static double Of(string text, double fontSize)
    {
        double ems = 0;
        foreach (char character in text)
            ems += EmsOf(character);
        return ems * fontSize;
    }

    /// <summary>The text, or its beginning and an ellipsis where it is wider than allowed.</summary>
    public static string Fit(string text, double fontSize, double widest)
    {
        if (Of(text, fontSize) <= widest)
            return text;
        double room = widest / fontSize - EmsOf('…');
        int length = 0;
        while (length < text.Length && room >= EmsOf(text[length]))
            room -= EmsOf(text[length++]);
        // Half a surrogate pair is no character.
        if (length > 0 && char.IsHighSurrogate(text[length - 1]))
            length--;
        return text[..length].TrimEnd() + "…";
    }

    private static double EmsOf(char character) => character switch
    {
        'i' or 'j' or 'l' or '|' or '\'' or '.' or ',' or ':' or ';' or '!' => 0.33,
        ' ' or 'f' or 't' or 'r' or 'I' or '(' or ')' or '[' or ']' or '/' or '-' => 0.42,
        'm' or 'w' => 0.95,
        'M' or 'W' or '@' or '%' or '…' => 1.0,
        >= 'A' and <= 'Z' => 0.74,
        >= '\u2e80' => 1.1,
        _ => 0.63,
    };
}
