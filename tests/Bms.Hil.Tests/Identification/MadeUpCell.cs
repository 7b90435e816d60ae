using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Bms.Hil.Tests.Identification;

/// <summary>
/// A cell whose truth is written down here: three branches, Arrhenius resistances, optional hysteresis. It makes recordings as a
/// tester would, row k's current holding over the time before it.
/// </summary>
internal sealed class MadeUpCell
{
    public const double CapacityAmpHours = 3;
    public const double R0Ohms = 0.030;
    public const double ActivationJoules = 22_000;

    public static readonly double[] TausSeconds = [2, 30, 600];
    public static readonly double[] BranchOhms = [0.012, 0.018, 0.015];

    private readonly StringBuilder _text = new("Test Time / s,Voltage / V,Current / A,Surface Temperature / degC,Net Capacity / Ah\n");
    private readonly double[] _branchAmps = new double[3];
    private readonly double _celsius;
    private readonly double _halfGapVolts;
    private readonly double _hysteresisRate;
    private double _seconds;
    private double _sign;
    private double _soc;
    private double _hysteresis;
    private double _ampHours;

    public MadeUpCell(double celsius, double soc, double halfGapVolts = 0, double hysteresisRate = 0)
    {
        _celsius = celsius;
        _soc = soc;
        _halfGapVolts = halfGapVolts;
        _hysteresisRate = hysteresisRate;
        _hysteresis = soc > 0.5 ? 1 : -1;
        Write(0);
    }

    /// <summary>Hysteresis that follows the current's sign at once, half the gap in volts.</summary>
    public double InstantVolts { get; init; }

    /// <summary>Resistances while their current charges over the same while it discharges.</summary>
    public double ChargeFactor { get; init; } = 1;

    /// <summary>How the open-circuit voltage moves with temperature, in volts per kelvin from 25 °C.</summary>
    public double VoltsPerKelvin { get; init; }

    /// <summary>Where the truth stands along SOC beside that of other recordings.</summary>
    public double ShiftSoc { get; init; }

    /// <summary>The truth, rising from 3.0 to 4.15 V.</summary>
    public static double OcvVolts(double soc) => 3.3 + (0.8 * soc) + (0.05 * Math.Tanh((soc - 0.5) / 0.15)) - (0.35 * Math.Exp(-soc / 0.06));

    public static double Arrhenius(double celsius) => Math.Exp(ActivationJoules / 8.314 * ((1 / (celsius + 273.15)) - (1 / 298.15)));

    public double Soc => _soc;

    /// <summary>Lets a current flow, a row every step.</summary>
    public MadeUpCell Flow(double amps, double seconds, double stepSeconds, bool logged = true)
    {
        for (double done = 0; done < seconds - 1e-9; done += stepSeconds)
        {
            Advance(amps, stepSeconds);
            if (logged)
                Write(amps);
        }
        return this;
    }

    /// <summary>Lets a current flow until the SOC is reached.</summary>
    public MadeUpCell FlowTo(double soc, double amps, double stepSeconds, bool logged = true)
    {
        while ((soc - _soc) * Math.Sign(amps) > 0)
            Flow(amps, stepSeconds, stepSeconds, logged);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A C/20 discharge from full and, if wanted, the charge after it, with rests.</summary>
    public static string Slow(double celsius, bool both, double halfGapVolts = 0, double hysteresisRate = 0)
    {
        var cell = new MadeUpCell(celsius, 1, halfGapVolts, hysteresisRate);
        cell.Flow(0, 300, 60).FlowTo(0, -0.15, 60).Flow(0, 3600, 60);
        if (both)
            cell.FlowTo(1, 0.15, 60).Flow(0, 3600, 60);
        return cell.ToString();
    }

    /// <summary>Pulses at ten SOC; between them a discharge that is not logged and a rest of which the last row is.</summary>
    public static string Pulses(double celsius, double gapAmps = 1.2) => Pulses(new MadeUpCell(celsius, 1), gapAmps);

    /// <summary>The same of a given cell that is full.</summary>
    public static string Pulses(MadeUpCell cell, double gapAmps = 1.2)
    {
        cell.Flow(0, 60, 1);
        for (int level = 0; level < 10; level++)
        {
            cell.Flow(-3, 10, 0.5).Flow(0, 300, 1).Flow(2, 10, 0.5).Flow(0, 300, 1).Flow(-6, 10, 0.5).Flow(0, 600, 1);
            double drop = level < 2 ? 0.04 : 0.08;
            cell.FlowTo(cell.Soc - drop, -gapAmps, 1, logged: false).Flow(0, 1799, 1, logged: false).Flow(0, 1, 1);
        }
        return cell.ToString();
    }

    /// <summary>Changing loads from full to about 10 %, made from a small fixed recurrence.</summary>
    public static string Drive(double celsius, double halfGapVolts = 0, double hysteresisRate = 0, double reverse = 1)
    {
        string text = Drive(new MadeUpCell(celsius, 1, halfGapVolts, hysteresisRate));
        return reverse > 0 ? text : Reversed(text);
    }

    /// <summary>The same of a given cell that is full.</summary>
    public static string Drive(MadeUpCell cell)
    {
        cell.Flow(0, 30, 1);
        uint state = 12345;
        while (cell.Soc > 0.1)
        {
            state = (1664525 * state) + 1013904223;
            double amps = -6 + (8.5 * (state >> 8) / (1 << 24));
            cell.Flow(amps, 5 + (state % 40), 1);
        }
        return cell.ToString();
    }

    /// <summary>The same recording with the sign of current and counter the other way round.</summary>
    private static string Reversed(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var result = new List<string> { lines[0] };
        foreach (string line in lines.AsSpan(1))
        {
            string[] cells = line.Split(',');
            cells[2] = (-double.Parse(cells[2], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            cells[4] = (-double.Parse(cells[4], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture);
            result.Add(string.Join(',', cells));
        }
        return string.Join('\n', result) + "\n";
    }

    private void Advance(double amps, double seconds)
    {
        double moved = amps * seconds / 3600 / CapacityAmpHours;
        _seconds += seconds;
        _soc += moved;
        _ampHours += moved * CapacityAmpHours;
        double kept = Math.Exp(-_hysteresisRate * Math.Abs(moved));
        _hysteresis = (kept * _hysteresis) + ((1 - kept) * Math.Sign(amps));
        for (int branch = 0; branch < 3; branch++)
            _branchAmps[branch] = amps + ((_branchAmps[branch] - amps) * Math.Exp(-seconds / TausSeconds[branch]));
    }

    private void Write(double amps)
    {
        double factor = Arrhenius(_celsius);
        _sign = amps == 0 ? _sign : Math.Sign(amps);
        double shift = ShiftSoc * Math.Clamp(Math.Min(_soc, 1 - _soc) / 0.1, 0, 1);
        double volts = OcvVolts(_soc + shift) + (VoltsPerKelvin * (_celsius - 25)) + (_halfGapVolts * _hysteresis) + (InstantVolts * _sign)
            + (R0Ohms * factor * Directed(amps));
        for (int branch = 0; branch < 3; branch++)
            volts += BranchOhms[branch] * factor * Directed(_branchAmps[branch]);
        _text.Append(CultureInfo.InvariantCulture, $"{_seconds:0.###},{volts:0.#####},{amps:0.#####},{_celsius:0.##},{_ampHours:0.######}\n");
    }

    private double Directed(double amps) => amps > 0 ? ChargeFactor * amps : amps;
}
