using System;
using System.Text;

namespace Bms.Hil.Traces;

/// <summary>Text of a file as it may be shown in a one-line message.</summary>
internal static class ByteText
{
    private const int MostCharacters = 40;

    /// <summary>The bytes as text, shortened to 40 characters, control characters replaced by a question mark.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        bool cut = bytes.Length > 4 * MostCharacters;
        return Printable(Encoding.UTF8.GetString(cut ? bytes[..(4 * MostCharacters)] : bytes));
    }

    /// <summary>The text shortened to 40 characters, control characters replaced by a question mark.</summary>
    public static string Printable(string text)
    {
        string shortened = text.Length > MostCharacters ? string.Concat(text.AsSpan(0, MostCharacters), "…") : text;
        return string.Create(shortened.Length, shortened, static (target, source) =>
        {
            for (int index = 0; index < source.Length; index++)
                target[index] = char.IsControl(source[index]) ? '?' : source[index];
        });
    }
}
