using System;
using System.Text.Json;

namespace Bms.Hil.Cells;

/// <summary>
/// Reads a cell in the format <c>bms-cell/1</c>. The reader is strict: what it does not know or cannot use, it refuses as a whole,
/// with one line that names the file, the place in it, what was found and what was expected.
/// </summary>
public static class CellFileReader
{
    /// <summary>The largest file that is read, in bytes; the largest cell that the format allows stays far below it.</summary>
    public const long MaximumBytes = 4 * 1024 * 1024;

    private const int MaximumDepth = 8;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        MaxDepth = MaximumDepth,
    };

    /// <summary>Reads the file and checks every rule of the format.</summary>
    /// <exception cref="BadInputException">The file is missing, is no cell file, or breaks a rule of the format.</exception>
    public static CellFile Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(TextFile.Read(path, MaximumBytes, $"a cell file in the format {CellFile.CurrentFormat}", "JSON"), path);
    }

    /// <summary>Reads a cell from text; <paramref name="source"/> is what the messages call it.</summary>
    /// <exception cref="BadInputException">The text is no cell file, or breaks a rule of the format.</exception>
    public static CellFile Parse(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(source);
        if (string.IsNullOrWhiteSpace(json))
            throw new BadInputException($"{source}: the file is empty; expected a cell in the format {CellFile.CurrentFormat}");
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaximumDepth });
            CellFileShape.Check(document.RootElement, source);
            CellFile cell = document.RootElement.Deserialize<CellFile>(Options)!;
            cell.ModelError?.Spread(cell.Grid);
            CellFileRules.Check(cell, source);
            return cell;
        }
        catch (JsonException problem)
        {
            throw new BadInputException(Describe(problem, source), problem);
        }
        catch (InvalidOperationException problem)
        {
            // Half a surrogate pair in a key, written as an escape, is found only when the key is taken out of the document.
            throw new BadInputException($"{source}: a key holds an escape that is no character; expected Unicode text", problem);
        }
    }

    private static string Describe(JsonException problem, string source)
    {
        string message = OneLine(problem.Message);
        // The place stands at its end in System.Text.Json's own words; here it goes first, where the other refusals have it.
        int place = message.IndexOf(" LineNumber: ", StringComparison.Ordinal);
        if (place >= 0)
            message = message[..place];
        // It may quote the text that it stumbled over, at any length.
        if (message.Length > 200)
            message = message[..200] + "…";
        long line = (problem.LineNumber ?? 0) + 1;
        long column = (problem.BytePositionInLine ?? 0) + 1;
        return $"{source}: line {line}, column {column}: {message} Expected JSON text.";
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
