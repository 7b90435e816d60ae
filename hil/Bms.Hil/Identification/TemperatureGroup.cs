using System;
using System.Collections.Generic;
using System.Linq;

namespace Bms.Hil.Identification;

/// <summary>The recordings of about one temperature.</summary>
internal sealed class TemperatureGroup
{
    private const double SplitCelsius = 5;

    private TemperatureGroup(List<FitRecording> recordings)
    {
        OcvRecordings = [.. recordings.Where(recording => recording.Input.Role == FitRole.Ocv)];
        Loads = [.. recordings.Where(recording => recording.Input.Role != FitRole.Ocv)];
        double[] celsius = [.. (Loads.Count > 0 ? Loads : OcvRecordings).Select(recording => recording.MedianCelsius())];
        Celsius = Math.Round(celsius.Average(), 1);
    }

    /// <summary>The temperature that the group stands for, in degrees Celsius.</summary>
    public double Celsius { get; }

    public List<FitRecording> OcvRecordings { get; }

    /// <summary>Pulse and dynamic recordings.</summary>
    public List<FitRecording> Loads { get; }

    /// <summary>The open-circuit voltage to start from: this group's own or the nearest group's; a guess where there is none at all.</summary>
    public OcvCurve Curve { get; set; } = null!;

    /// <summary>Whether <see cref="Curve"/> was measured at this temperature.</summary>
    public bool HasOwnCurve { get; set; }

    /// <summary>Half the gap between the branches that is hysteresis, on the grid of the curve; null for none.</summary>
    public double[]? HysteresisVolts { get; set; }

    /// <summary>
    /// Where the open-circuit voltage of the loads stands along SOC: at SOC s they show the curve's voltage at s plus this, given at
    /// <see cref="SocNodes.Shift"/>. A cell fades and counters drift between a slow recording and a load.
    /// </summary>
    public double[] SocShift { get; set; } = new double[SocNodes.Shift.Length];

    /// <summary>What the loads gave; null without loads.</summary>
    public GroupResult? Result { get; set; }

    /// <summary>Whether its loads go both ways, so that they tell what the direction of the current does.</summary>
    public bool KnowsDirections { get; set; }

    /// <summary>How large the errors are where the loads were held out; null without loads.</summary>
    public HeldOutStatistics? HeldOut { get; set; }

    /// <summary>Sorts recordings into groups, coldest first; a step of more than 5 °C between two parts them.</summary>
    public static List<TemperatureGroup> Split(IEnumerable<FitRecording> recordings)
    {
        var groups = new List<TemperatureGroup>();
        var current = new List<FitRecording>();
        double last = 0;
        foreach (FitRecording recording in recordings.OrderBy(recording => recording.MedianCelsius()))
        {
            double celsius = recording.MedianCelsius();
            if (current.Count > 0 && celsius - last > SplitCelsius)
            {
                groups.Add(new TemperatureGroup(current));
                current = [];
            }
            current.Add(recording);
            last = celsius;
        }
        if (current.Count > 0)
            groups.Add(new TemperatureGroup(current));
        return groups;
    }
}
