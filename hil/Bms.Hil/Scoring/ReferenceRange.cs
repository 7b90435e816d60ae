using System;
using System.Globalization;

namespace Bms.Hil.Scoring;

/// <summary>Watches whether a reference SOC leaves 0…1, which says that start, capacity or sign of the current is wrong.</summary>
public sealed class ReferenceRange
{
    /// <summary>So far beyond an end is rounding and the last of a discharge, no mistake.</summary>
    public const double Tolerance = 0.01;

    private double _farthest;
    private long _sinceLine;
    private double _sinceSeconds;

    /// <summary>The warning, one line; null where there is none.</summary>
    public string? Warning => _sinceLine == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture,
            $"reference SOC leaves 0 to 1: as far as {_farthest:0.000}, first beyond by {Tolerance} in line {_sinceLine} ({_sinceSeconds:0.#} s); check --reference-soc and --capacity");

    /// <summary>Takes one row.</summary>
    /// <param name="soc">The reference.</param>
    /// <param name="line">The row's line in the file.</param>
    /// <param name="seconds">Since the first row.</param>
    public void Add(double soc, long line, double seconds)
    {
        double beyond = Math.Max(soc - 1, -soc);
        if (!(beyond > Tolerance))
            return;
        if (_sinceLine == 0)
        {
            _sinceLine = Math.Max(1, line);
            _sinceSeconds = seconds;
            _farthest = soc;
        }
        if (beyond > Math.Max(_farthest - 1, -_farthest))
            _farthest = soc;
    }
}
