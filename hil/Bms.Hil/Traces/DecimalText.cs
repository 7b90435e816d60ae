using System;
using System.Globalization;

namespace Bms.Hil.Traces;

/// <summary>
/// Reads decimal numbers from UTF-8 bytes. The result is the double nearest to the text, always: a significand of up to 53 bits
/// and a power of ten of up to 22 are both exact doubles, so that one multiplication or division rounds once (W. D. Clinger,
/// "How to read floating point numbers accurately", 1990); anything else goes to the framework's parser.
/// </summary>
public static class DecimalText
{
    private const ulong LargestExactSignificand = 1UL << 53;
    private const int LargestExactPower = 22;

    /// <summary>More digits than this could overflow the 64-bit significand.</summary>
    private const int MostFastDigits = 19;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>
    /// Reads the number that <paramref name="text"/> begins with, in the plain form <c>[sign]digits[.digits]</c>.
    /// </summary>
    /// <param name="text">Bytes of a line, from the first of the number on.</param>
    /// <param name="value">The number, where the result is not 0.</param>
    /// <returns>
    /// The bytes read, or 0 if the text does not begin with such a number or the number needs the general parser. What follows
    /// the number is the caller's to judge.
    /// </returns>
    public static int ReadPrefix(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        int position = 0;
        bool negative = false;
        if (text.Length > 0 && (text[0] == '-' || text[0] == '+'))
        {
            negative = text[0] == '-';
            position = 1;
        }

        ulong significand = 0;
        int start = position;
        while ((uint)position < (uint)text.Length && (uint)(text[position] - '0') <= 9)
            significand = (10 * significand) + (uint)(text[position++] - '0');
        int digits = position - start;
        int decimals = 0;
        if ((uint)position < (uint)text.Length && text[position] == '.')
        {
            start = ++position;
            while ((uint)position < (uint)text.Length && (uint)(text[position] - '0') <= 9)
                significand = (10 * significand) + (uint)(text[position++] - '0');
            decimals = position - start;
            digits += decimals;
        }

        if (digits == 0 || digits > MostFastDigits || significand > LargestExactSignificand || decimals > LargestExactPower)
            return 0;
        double magnitude = significand / PowersOfTen[decimals];
        value = negative ? -magnitude : magnitude;
        return position;
    }

    /// <summary>
    /// Reads a whole text as one number, exponents and surrounding blanks included. NaN and infinities in words are no numbers
    /// here; a number too large for a double becomes an infinity.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        if (text.Length > 0 && ReadPrefix(text, out value) == text.Length)
            return true;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && text.ContainsAnyInRange((byte)'0', (byte)'9');
    }
}
