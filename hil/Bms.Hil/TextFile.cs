using System;
using System.IO;
using System.Text;

namespace Bms.Hil;

/// <summary>Reads a small text file that somebody wrote or a tool made, and refuses what is none.</summary>
internal static class TextFile
{
    /// <summary>The whole text, a byte order mark taken off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumBytes">A longer file is refused unread.</param>
    /// <param name="expected">What messages say was expected, for example <c>a cell file</c>.</param>
    /// <param name="kind">What the text is written in, for example <c>JSON</c>.</param>
    /// <exception cref="BadInputException">It is missing, a directory, too long, unreadable, binary or no UTF-8.</exception>
    public static string Read(string path, long maximumBytes, string expected, string kind)
    {
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a directory; expected {expected}");
        if (!File.Exists(path))
            throw new BadInputException($"{path}: no such file; expected {expected}");
        byte[] bytes;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > maximumBytes)
                throw new BadInputException($"{path}: {length} bytes, expected {expected} of at most {maximumBytes} bytes");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {OneLine.Of(problem.Message)}", problem);
        }
        int zero = Array.IndexOf(bytes, (byte)0);
        if (zero >= 0)
            throw new BadInputException($"{path}: a zero byte at offset {zero}: a binary file; expected {kind} text");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WithoutByteOrderMark(bytes));
        }
        catch (DecoderFallbackException problem)
        {
            throw new BadInputException($"{path}: not UTF-8 at byte {problem.Index}: a binary file; expected {kind} text", problem);
        }
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(byte[] bytes)
    {
        ReadOnlySpan<byte> text = bytes;
        return text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
    }
}
