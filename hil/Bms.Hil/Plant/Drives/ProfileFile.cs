using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Bms.Hil.Traces;
using Bms.Hil.Yaml;

namespace Bms.Hil.Plant.Drives;

/// <summary>
/// Reads a profile: the current of a recording (Battery Data Format), or a plain CSV of two columns, <c>Time / s,Current / A</c> or
/// <c>Time / s,Power / W</c>. Each row's value holds over the time before it.
/// </summary>
public static class ProfileFile
{
    private const long MaximumBytes = 64 * 1024 * 1024;
    private const int MostRows = 20_000_000;
    private const string CurrentHeader = "Time / s,Current / A";
    private const string PowerHeader = "Time / s,Power / W";

    /// <summary>The drive that a file holds.</summary>
    /// <param name="reference">Its path or its name among the shipped recordings.</param>
    /// <param name="scale">All values are multiplied by this.</param>
    /// <param name="fromSeconds">What lies before is left out, in seconds since the first row.</param>
    /// <param name="toSeconds">What lies after is left out, in seconds since the first row.</param>
    /// <exception cref="BadInputException">The file is missing or cannot be used.</exception>
    public static ProfileDrive Read(YamlItem reference, double scale, double fromSeconds, double toSeconds)
    {
        ArgumentNullException.ThrowIfNull(reference);
        string path = ShippedFile.Resolve(reference, "traces", ".bdf.csv.gz", "profile");
        var rows = new Rows(fromSeconds, toSeconds, scale);
        PlantLoad load = PlantLoad.Current;
        string header = FirstLine(path);
        if (header is CurrentHeader or PowerHeader)
        {
            load = header == PowerHeader ? PlantLoad.Power : PlantLoad.Current;
            ReadPlain(path, rows);
        }
        else
        {
            ReadTrace(path, rows);
        }
        if (rows.Seconds.Count < 2)
            throw reference.Refuse($"{path} has {rows.Seconds.Count} rows within the cut; expected at least two");
        return new ProfileDrive(load, rows.Seconds, rows.Values);
    }

    private static string FirstLine(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var head = new char[CurrentHeader.Length + PowerHeader.Length];
            int count = reader.ReadBlock(head, 0, head.Length);
            return new string(head, 0, count).Split('\n')[0].TrimEnd('\r');
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {OneLine.Of(error.Message)}", error);
        }
    }

    private static void ReadTrace(string path, Rows rows)
    {
        using TraceReader reader = TraceReader.Open(path);
        var row = new TraceRow(reader.Columns.CellCount);
        while (reader.Read(row) && rows.Seconds.Count < MostRows)
        {
            // Recordings repeat a time now and then; such a row has no time to hold over.
            if (row.TimeSeconds > rows.LastSeconds)
                rows.Add(row.TimeSeconds, row.CurrentAmps);
        }
    }

    private static void ReadPlain(string path, Rows rows)
    {
        string[] lines = TextFile.Read(path, MaximumBytes, "a profile", "CSV").Split('\n');
        for (int number = 2; number <= lines.Length; number++)
        {
            string line = lines[number - 1].Trim();
            if (line.Length == 0)
                continue;
            string[] cells = line.Split(',');
            if (cells.Length != 2 || !TryNumber(cells[0], out double seconds) || !TryNumber(cells[1], out double value))
                throw new BadInputException($"{path}:{number}:1: expected a time and a value, two numbers with a comma between");
            if (seconds <= rows.LastSeconds)
                throw new BadInputException($"{path}:{number}:1: the time does not rise");
            rows.Add(seconds, value);
        }
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The rows within the cut. The row before it stays as its beginning, since a value holds over the time before its row.</summary>
    private sealed class Rows(double fromSeconds, double toSeconds, double scale)
    {
        private double _firstSeconds = double.NaN;

        public List<double> Seconds { get; } = [];

        public List<double> Values { get; } = [];

        public double LastSeconds { get; private set; } = double.NegativeInfinity;

        public void Add(double seconds, double value)
        {
            if (double.IsNaN(_firstSeconds))
                _firstSeconds = seconds;
            double since = seconds - _firstSeconds;
            LastSeconds = seconds;
            if (since > toSeconds)
                return;
            if (since <= fromSeconds && Seconds.Count == 1)
            {
                Seconds.Clear();
                Values.Clear();
            }
            Seconds.Add(since);
            Values.Add(value * scale);
        }
    }
}
