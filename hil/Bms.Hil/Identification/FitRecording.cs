using System;
using System.Collections.Generic;

namespace Bms.Hil.Identification;

/// <summary>What flowed in a gap of a recording: a steady current first, then nothing.</summary>
/// <param name="Amps">The current, positive when it charges.</param>
/// <param name="Seconds">How long it flowed.</param>
internal readonly record struct GapCharge(double Amps, double Seconds);

/// <summary>
/// One recording in memory, counted: a value a row in every array. Row k's current holds over the time since row k−1, as in the
/// firmware and in the reference SOC, unless <see cref="Gaps"/> says otherwise.
/// </summary>
internal sealed class FitRecording
{
    private bool[]? _omitted;

    public required FitInput Input { get; init; }

    /// <summary>Capacity that its SOC is counted with, in ampere-hours.</summary>
    public double CapacityAmpHours { get; set; }

    /// <summary>SOC at the first row.</summary>
    public double StartSoc { get; set; } = double.NaN;

    /// <summary>How the start was found, in words.</summary>
    public string StartReason { get; set; } = "";

    /// <summary>Where the temperature comes from: surface, t1, ambient or given.</summary>
    public required string TemperatureSource { get; init; }

    /// <summary>Seconds since the first row.</summary>
    public required double[] Seconds { get; init; }

    /// <summary>Time since the row before, 0 where time stands still or goes back.</summary>
    public required double[] StepSeconds { get; init; }

    public required double[] Amps { get; init; }

    public required double[] Volts { get; init; }

    public required double[] Celsius { get; init; }

    /// <summary>Charge since the first row, by the tester's counter where there is one.</summary>
    public required double[] AmpHours { get; init; }

    /// <summary>Whether the charge is the tester's own count.</summary>
    public required bool HasCounter { get; init; }

    /// <summary>Gaps that hide a charge, by the row that ends them.</summary>
    public Dictionary<int, GapCharge> Gaps { get; } = [];

    public int Rows => Seconds.Length;

    public string Name => Input.Name;

    /// <summary>SOC at a row; outside 0…1 where start or capacity are wrong.</summary>
    public double SocAt(int row) => StartSoc + (AmpHours[row] / CapacityAmpHours);

    /// <summary>Pulses that are kept from the identification.</summary>
    public List<PulseSpan> OmittedPulses { get; } = [];

    /// <summary>Keeps a pulse and its rest from the identification; its current still counts in what follows.</summary>
    public void Omit(PulseSpan pulse)
    {
        OmittedPulses.Add(pulse);
        _omitted ??= new bool[Rows];
        Array.Fill(_omitted, true, pulse.First, pulse.LastOfRest - pulse.First + 1);
    }

    /// <summary>Whether a row counts in the identification: inside the cut, not omitted, and time moved on.</summary>
    public bool IsUsed(int row) => _omitted?[row] != true && Seconds[row] >= Input.FromSeconds && (StepSeconds[row] > 0 || row == 0);

    /// <summary>From this row on a slow recording was left out, since its count contradicts itself.</summary>
    public int FirstLeftOutRow { get; set; } = int.MaxValue;

    /// <summary>The first row inside the cut.</summary>
    public int FirstUsedRow => Math.Min(Rows - 1, Math.Max(0, Array.FindIndex(Seconds, seconds => seconds >= Input.FromSeconds)));

    /// <summary>The temperature in the middle of the used rows, in degrees Celsius.</summary>
    public double MedianCelsius()
    {
        double[] sorted = Celsius[FirstUsedRow..];
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>The time step in the middle of all, in seconds.</summary>
    public double MedianStepSeconds()
    {
        double[] sorted = Array.FindAll(StepSeconds, step => step > 0);
        if (sorted.Length == 0)
            return 1;
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }
}
