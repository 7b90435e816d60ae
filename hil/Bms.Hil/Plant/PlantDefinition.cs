using System;
using System.Collections.Generic;
using Bms.Hil.Cells;

namespace Bms.Hil.Plant;

/// <summary>What a simulated pack is made of. Immutable; <see cref="PlantPack"/> refuses a bad one as a whole.</summary>
public sealed class PlantDefinition
{
    public const int MaximumGroups = 32;

    public required CellFile Cell { get; init; }

    /// <summary>Series groups, 1–32.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Cells in parallel in each group, at least 1.</summary>
    public int ParallelCells { get; init; } = 1;

    /// <summary>True capacity over the cell file's.</summary>
    public double CapacityFactor { get; init; } = 1.0;

    /// <summary>True resistance (R0 and every branch) over the cell file's.</summary>
    public double ResistanceFactor { get; init; } = 1.0;

    /// <summary>State of charge at the start, 0…1, before spread.</summary>
    public double StartSoc { get; init; } = 1.0;

    /// <summary>Temperature of everything at the start, in degrees Celsius.</summary>
    public double StartCelsius { get; init; } = 25.0;

    /// <summary>Hysteresis state at the start: −1 after a discharge, +1 after a charge.</summary>
    public double StartHysteresis { get; init; }

    /// <summary>
    /// dOCV/dT for reversible heat, in volts per kelvin, one value for each SOC node of the cell's grid; empty means no reversible heat.
    /// </summary>
    public IReadOnlyList<double> EntropicVoltsPerKelvin { get; init; } = [];

    public PlantSpread Spread { get; init; } = new();

    public PlantThermalDefinition Thermal { get; init; } = new();

    public PlantCircuitDefinition Circuit { get; init; } = new();

    /// <summary>
    /// Whether the true cell differs from its file by at least 5 % in resistance and 3 % in capacity, which every closed loop needs:
    /// firmware that is told the truth proves nothing.
    /// </summary>
    public bool DiffersFromCellFile =>
        Math.Abs(ResistanceFactor - 1.0) >= 0.05 - Rounding && Math.Abs(CapacityFactor - 1.0) >= 0.03 - Rounding;

    private const double Rounding = 1e-9;
}

/// <summary>How the groups differ from one another: one standard deviation each; draws are held within three.</summary>
public sealed class PlantSpread
{
    /// <summary>Relative, of the capacity; below 0.2.</summary>
    public double CapacityFraction { get; init; }

    /// <summary>A group of its own, from 0, that lacks <see cref="WeakCapacityFraction"/>; −1 for none.</summary>
    public int WeakGroup { get; init; } = -1;

    /// <summary>What the weak group lacks of its capacity, 0…0.9.</summary>
    public double WeakCapacityFraction { get; init; }

    /// <summary>Relative, of every resistance; below 0.2.</summary>
    public double ResistanceFraction { get; init; }

    /// <summary>Absolute, of the start SOC; the result is held within 0…1.</summary>
    public double StartSoc { get; init; }

    /// <summary>Mean self-discharge of a group, in amperes, at least 0.</summary>
    public double SelfDischargeAmps { get; init; }

    /// <summary>Standard deviation of the self-discharge, in amperes; the result is at least 0.</summary>
    public double SelfDischargeDeviationAmps { get; init; }
}

/// <summary>Heat: one node a group and one for the board that carries the bleed resistors.</summary>
public sealed class PlantThermalDefinition
{
    /// <summary>Heat capacity of one cell, in joules per kelvin, above 0.</summary>
    public double CellJoulesPerKelvin { get; init; } = 45.0;

    /// <summary>From one cell to ambient, in watts per kelvin, at least 0.</summary>
    public double CellToAmbientWattsPerKelvin { get; init; } = 0.05;

    /// <summary>Between neighbouring groups, in watts per kelvin, at least 0.</summary>
    public double NeighbourWattsPerKelvin { get; init; }

    /// <summary>What the first and the last group have to ambient on top, in watts per kelvin, at least 0.</summary>
    public double EndToAmbientWattsPerKelvin { get; init; }

    /// <summary>Heat capacity of the board, in joules per kelvin, above 0.</summary>
    public double BoardJoulesPerKelvin { get; init; } = 50.0;

    /// <summary>From the board to ambient, in watts per kelvin, at least 0.</summary>
    public double BoardToAmbientWattsPerKelvin { get; init; } = 0.2;

    /// <summary>From the board to each group, in watts per kelvin, at least 0.</summary>
    public double BoardToGroupWattsPerKelvin { get; init; }

    /// <summary>How often temperatures are brought up to date, in seconds of simulated time.</summary>
    public double IntervalSeconds { get; init; } = 1.0;

    /// <summary>Where the temperature sensors sit: the index of a group from 0, or <see cref="Board"/>.</summary>
    public IReadOnlyList<int> SensorGroups { get; init; } = [0];

    /// <summary>First-order lag of each temperature sensor, in seconds; 0 means none.</summary>
    public double SensorLagSeconds { get; init; } = 5.0;

    /// <summary>A sensor on the board rather than on a group.</summary>
    public const int Board = -1;
}

/// <summary>Everything between the groups and the outside.</summary>
public sealed class PlantCircuitDefinition
{
    /// <summary>The resistor that balances one group, in ohms, above 0.</summary>
    public double BleedOhms { get; init; } = 40.0;

    /// <summary>Precharge resistor, in ohms, above 0.</summary>
    public double PrechargeOhms { get; init; } = 50.0;

    /// <summary>Capacitance of the link behind the contactors, in farads, above 0.</summary>
    public double LinkFarads { get; init; } = 0.001;

    /// <summary>What empties the link when every contactor is open, in ohms, above 0.</summary>
    public double LinkDischargeOhms { get; init; } = 20_000.0;

    /// <summary>Busbars, fuse and contactor together, in ohms, at least 0; part of the pack's voltage under load.</summary>
    public double BusbarOhms { get; init; }

    /// <summary>From the command to closed contacts, in seconds, at least 0.</summary>
    public double CloseDelaySeconds { get; init; } = 0.020;

    /// <summary>From the command to open contacts, in seconds, at least 0.</summary>
    public double OpenDelaySeconds { get; init; } = 0.010;

    /// <summary>Whether the contactors are closed at the start.</summary>
    public bool StartsClosed { get; init; }
}
