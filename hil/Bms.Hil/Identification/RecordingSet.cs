using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Bms.Hil.Identification;

/// <summary>All recordings of a fit, read, with their capacities; the cell's own capacity follows from them.</summary>
internal sealed class RecordingSet
{
    private const double MostSocOutside = 0.15;
    private const double NotableSocOutside = 0.02;

    private RecordingSet(List<FitRecording> recordings, double capacityAmpHours)
    {
        Recordings = recordings;
        CapacityAmpHours = capacityAmpHours;
    }

    public IReadOnlyList<FitRecording> Recordings { get; }

    public double CapacityAmpHours { get; }

    /// <summary>Reads all files.</summary>
    /// <exception cref="BadInputException">One cannot be used, or nothing tells the capacity.</exception>
    public static RecordingSet Read(FitSettings settings, List<string> notes, Action<string> progress, CancellationToken cancellation)
    {
        if (settings.Inputs.Count == 0)
            throw new BadInputException("nothing to identify from: give at least one of --ocv, --pulse and --dynamic");
        var recordings = new List<FitRecording>();
        foreach (FitInput input in settings.Inputs)
        {
            progress($"reading {input.Name}");
            recordings.Add(FitRecordingReader.Read(input, cancellation));
        }
        FitRecording[] slow = [.. recordings.Where(recording => recording.Input.Role == FitRole.Ocv)];
        double? counted = slow.Max(StartOfCharge.CountedCapacity);
        foreach (FitRecording recording in recordings)
        {
            recording.CapacityAmpHours = recording.Input.CapacityAmpHours ?? settings.CapacityAmpHours ?? counted
                ?? throw new BadInputException($"{recording.Input.Path}: no capacity: give --capacity AH or "
                    + $"'{recording.Name};capacity=AH', or an --ocv file with a whole charge or discharge");
        }
        FitRecording leading = slow.Length > 0 ? slow[0] : recordings[0];
        double capacity = settings.CapacityAmpHours ?? leading.CapacityAmpHours;
        string source = settings.CapacityAmpHours is not null ? "given"
            : leading.Input.CapacityAmpHours is not null ? $"that of {leading.Name}, given"
            : "counted in the slow recordings";
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"capacity {capacity:0.####} Ah: {source}"));
        return new RecordingSet(recordings, capacity);
    }

    /// <summary>Says how each recording was counted, and refuses one whose SOC cannot be right.</summary>
    /// <exception cref="BadInputException">A recording's SOC leaves 0…1 by far.</exception>
    public static void CheckCount(FitRecording recording, List<string> notes)
    {
        double lowest = double.MaxValue;
        double highest = double.MinValue;
        for (int row = 0; row < recording.Rows; row++)
        {
            double soc = recording.SocAt(row);
            lowest = Math.Min(lowest, soc);
            highest = Math.Max(highest, soc);
        }
        if (lowest < -MostSocOutside || highest > 1 + MostSocOutside)
        {
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"{recording.Input.Path}: with {recording.CapacityAmpHours:0.####} Ah and a start at SOC {recording.StartSoc:0.000} ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"({recording.StartReason}) its SOC would run from {lowest:0.00} to {highest:0.00}; check ;capacity= and ;soc="));
        }
        string counter = recording.HasCounter ? "the tester's counter" : "the integral of its current";
        string sign = recording.Input.SignReversed ? ", sign of the current turned round" : "";
        string outside = lowest < -NotableSocOutside || highest > 1 + NotableSocOutside
            ? string.Create(CultureInfo.InvariantCulture, $", SOC runs from {lowest:0.000} to {highest:0.000}")
            : "";
        notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{recording.Name} ({NameOf(recording.Input.Role)}, {recording.MedianCelsius():0.#} °C ")
            + $"by {recording.TemperatureSource}{sign}): "
            + string.Create(CultureInfo.InvariantCulture,
                $"SOC from {recording.StartSoc:0.000} ({recording.StartReason}) by {counter} ")
            + string.Create(CultureInfo.InvariantCulture, $"over {recording.CapacityAmpHours:0.####} Ah{outside}"));
    }

    internal static string NameOf(FitRole role) => role switch
    {
        FitRole.Ocv => "ocv",
        FitRole.Pulse => "pulse",
        _ => "dynamic",
    };
}
