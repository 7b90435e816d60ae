using System.Collections.Generic;

namespace Bms.Hil.Cells;

/// <summary>
/// A cell as the tools write it: one JSON object, format <c>bms-cell/1</c>. Every table is indexed [temperature][SOC] over one
/// common grid; voltages in volts, resistances in ohms of one cell, currents positive when they charge.
/// </summary>
public sealed class CellFile
{
    public const string CurrentFormat = "bms-cell/1";

    public string Format { get; set; } = CurrentFormat;

    public string Name { get; set; } = "";

    /// <summary>One of <c>lfp nmc nca lmo lto sodium-ion semi-solid solid-sulfide solid-polymer</c>.</summary>
    public string Chemistry { get; set; } = "";

    /// <summary><c>identified</c> from recorded data, or <c>synthetic</c>.</summary>
    public string Provenance { get; set; } = "";

    /// <summary>Where the data came from and what was done with it, in words; residuals belong here too.</summary>
    public string Method { get; set; } = "";

    public double CapacityAmpHours { get; set; }

    public CellGrid Grid { get; set; } = new();

    /// <summary>Open-circuit voltage, mean of the charge and discharge branches, in volts. Never falls with SOC.</summary>
    public double[][] OcvVolts { get; set; } = [];

    /// <summary>Half the gap between the charge and discharge branches, in volts, at least 0; absent means none.</summary>
    public double[][]? HysteresisVolts { get; set; }

    /// <summary>
    /// How fast the hysteresis state follows: dh = rate · |ΔSOC| · (sign(current) − h). Dimensionless; 0 where there is none.
    /// </summary>
    public double HysteresisRate { get; set; }

    /// <summary>Ohmic resistance R0.</summary>
    public double[][] R0Ohms { get; set; } = [];

    /// <summary>Zero to three polarisation branches, fastest first.</summary>
    public List<CellBranch> Branches { get; set; } = [];

    /// <summary>
    /// Curvature c of the polarisation over temperature, in hours-rate⁻¹ (1/C): a branch carrying the filtered rate x (in C) drops
    /// R·asinh(c·x)/c. 0 means linear. One value a temperature of the grid; absent means linear.
    /// </summary>
    public double[]? SaturationPerRate { get; set; }

    /// <summary>
    /// Half the gap that opens at once with the sign of the current and holds through rest, in volts, at least 0. One value a
    /// temperature of the grid; absent means none.
    /// </summary>
    public double[]? InstantHysteresisVolts { get; set; }

    /// <summary>
    /// Every resistance while its current charges over the same while it discharges, for which the tables hold; absent means 1.
    /// </summary>
    public double[][]? ChargeResistanceFactor { get; set; }

    /// <summary>How much of the charge that goes in can come out again, 0.9…1.</summary>
    public double CoulombicEfficiency { get; set; } = 1;

    /// <summary>
    /// How the open-circuit voltage moves with temperature, in microvolts per kelvin, one value a SOC of the grid; absent means not
    /// known. The tables hold its effect; it is kept for reversible heat and for whoever reads the file.
    /// </summary>
    public double[]? EntropyMicrovoltsPerKelvin { get; set; }

    /// <summary>The model's own lasting error; absent means what <see cref="CellModelError.Assumed"/> says.</summary>
    public CellModelError? ModelError { get; set; }

    public CellUncertainty Uncertainty { get; set; } = new();

    public CellLimits Limits { get; set; } = new();

    /// <summary>What of the limits is permitted where; absent means what <see cref="Packs.DefaultPower.Maps"/> says.</summary>
    public CellPowerMaps? PowerMaps { get; set; }
}

/// <summary>The grid of every table: SOC nodes rising from 0 to 1, temperatures rising, in degrees Celsius.</summary>
public sealed class CellGrid
{
    public double[] Soc { get; set; } = [];

    public double[] TemperatureCelsius { get; set; } = [];
}

/// <summary>One polarisation branch: a resistance in parallel with a capacitance, given by its time constant.</summary>
public sealed class CellBranch
{
    public double TauSeconds { get; set; }

    public double[][] Ohms { get; set; } = [];
}

/// <summary>
/// What a filter without a state for the model's error takes as noise over one second: the square root of
/// volts² + (overpotentialFraction · |overpotential|)² + (socError · dOCV/dSOC)².
/// </summary>
public sealed class CellUncertainty
{
    public double Volts { get; set; } = 0.020;

    public double OverpotentialFraction { get; set; } = 0.5;

    public double SocError { get; set; } = 0.02;
}

/// <summary>The maker's limits for one cell. Currents are magnitudes.</summary>
public sealed class CellLimits
{
    public double MaximumVolts { get; set; }

    public double MinimumVolts { get; set; }

    public double ChargeAmps { get; set; }

    public double DischargeAmps { get; set; }

    public double[] ChargeCelsius { get; set; } = [];

    public double[] DischargeCelsius { get; set; } = [];
}
