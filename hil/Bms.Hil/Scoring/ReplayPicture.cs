using System.IO;
using Bms.Hil.Reports;
using Bms.Hil.Reports.Charts;
using Bms.Hil.Rigs;

namespace Bms.Hil.Scoring;

/// <summary>Watches a replay and draws it.</summary>
public sealed class ReplayPicture : IReplayObserver
{
    /// <summary>What has been seen.</summary>
    public ReplayRecorder Recorder { get; } = new();

    /// <inheritdoc/>
    public void OnSample(in ReplaySample sample) => Recorder.Add(sample);

    /// <inheritdoc/>
    public void OnEvent(double seconds, in RigEvent happened) =>
        Recorder.AddEvent(seconds, happened.KindName, MarkOf(happened));

    /// <summary>How a picture marks an event.</summary>
    public static MarkLevel MarkOf(in RigEvent happened) => happened.Level switch
    {
        3 => MarkLevel.Trip,
        2 => MarkLevel.Derate,
        1 => MarkLevel.Warning,
        _ => MarkLevel.Information,
    };

    /// <summary>Writes the picture of one replay.</summary>
    /// <param name="path">The SVG file; its folder is made where it is missing.</param>
    /// <param name="result">The replay's figures, for the title.</param>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Write(string path, ReplayResult result) =>
        WriteText(path, ReplayPlot.Draw(Recorder, $"{result.Trace}: {result.Estimator}", $"{result.Cell} ({result.CellProvenance})").ToSvg());

    /// <summary>Writes a text file, making its folder.</summary>
    internal static void WriteText(string path, string text)
    {
        try
        {
            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null)
                Directory.CreateDirectory(folder);
            File.WriteAllText(path, text);
        }
        catch (System.Exception error) when (error is IOException or System.UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written: {error.Message}");
        }
    }
}
