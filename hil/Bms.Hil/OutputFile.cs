using System;
using System.IO;
using System.Text;

namespace Bms.Hil;

/// <summary>
/// Writes a result to a file beside its final place and moves it there when it is complete, so that nobody ever finds half of one.
/// </summary>
internal static class OutputFile
{
    /// <summary>Refuses a place that no file can take, before long work is done for it.</summary>
    /// <exception cref="BadInputException">It is a directory or a device.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new BadInputException($"{path}: is a directory; expected a file to write");
        if (IsDevice(path))
            throw new BadInputException($"{path}: is a device; expected a file to write");
    }

    /// <summary>Writes text in UTF-8 without a byte order mark.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, partial => File.WriteAllBytes(partial, bytes));

    /// <summary>Lets <paramref name="write"/> make the file under another name, then moves it to its place.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="write">Gets the name to write to, which ends like the path.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, Action<string> write)
    {
        Check(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string partial = Path.Combine(folder, $".partial-{Guid.NewGuid():N}-{Path.GetFileName(path)}");
        try
        {
            Directory.CreateDirectory(folder);
            write(partial);
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new BadInputException($"{path}: cannot be written: {OneLine.Of(error.Message)}", error);
        }
        finally
        {
            Discard(partial);
        }
    }

    /// <summary>Moving a file over a device would replace it for every program of the machine, if the user may do that.</summary>
    private static bool IsDevice(string path)
    {
        string full = Path.GetFullPath(path);
        return !OperatingSystem.IsWindows()
            && full.StartsWith("/dev/", StringComparison.Ordinal)
            && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
    }

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is the news; a leftover beside it is not.
        }
    }
}
