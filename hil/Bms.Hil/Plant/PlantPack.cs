using System;
using System.Numerics;

namespace Bms.Hil.Plant;

/// <summary>
/// A simulated pack: the world that firmware is run against. Everything that can be read from it is the truth; what a board would
/// measure of it comes from <see cref="PlantSensors"/>. The equations are in docs/PLANT.md. Not safe for several threads.
/// </summary>
public sealed class PlantPack
{
    /// <summary>A longer step is cut into equal parts no longer than this, since tables and powers change within it.</summary>
    public const double LongestPartSeconds = 1.0;

    private const double Rounding = 1e-9;
    private readonly PlantCells _cells;
    private readonly PlantThermal _thermal;
    private readonly PlantCircuit _circuit;
    private readonly PlantHistory _history = new();
    private readonly double _thermalIntervalSeconds;
    private double _thermalSeconds;

    /// <param name="definition">What the pack is made of.</param>
    /// <param name="seed">Draws the spread: the same seed gives the same pack, to the last bit, on every machine.</param>
    /// <exception cref="BadInputException">The definition cannot be used.</exception>
    public PlantPack(PlantDefinition definition, ulong seed)
    {
        PlantCheck.Refuse(definition);
        Definition = definition;
        Draw = new PlantDraw(definition, seed);
        _cells = new PlantCells(definition, Draw);
        _thermal = new PlantThermal(definition);
        PackVolts = 0.0;
        foreach (double volts in _cells.Volts)
            PackVolts += volts;
        _circuit = new PlantCircuit(definition.Circuit, PackVolts);
        _thermalIntervalSeconds = definition.Thermal.IntervalSeconds;
        _history.Add(0.0, 0.0);
    }

    public PlantDefinition Definition { get; }

    public int Groups => Definition.Groups;

    /// <summary>Simulated time since the start.</summary>
    public double Seconds { get; private set; }

    /// <summary>Mean string current over the last part of the last step, in amperes, positive charges.</summary>
    public double PackAmps { get; private set; }

    /// <summary>Terminal voltage of the whole pack, busbars included.</summary>
    public double PackVolts { get; private set; }

    /// <summary>Voltage behind the contactors.</summary>
    public double LinkVolts => _circuit.LinkVolts;

    public bool MainClosed => _circuit.Main.Closed;

    public bool PrechargeClosed => _circuit.Precharge.Closed;

    /// <summary>The largest current peak, in amperes, of closing onto an uncharged link so far; far shorter than a step.</summary>
    public double InrushPeakAmps => _circuit.InrushPeakAmps;

    public bool ChargerAtVoltageLimit => _circuit.Charger.AtVoltageLimit;

    public bool ChargerFinished => _circuit.Charger.Finished;

    /// <summary>True state of charge of each group over its own true capacity; outside 0…1 where it was driven there.</summary>
    public ReadOnlySpan<double> Soc => _cells.Soc.AsSpan(0, Groups);

    public ReadOnlySpan<double> OcvVolts => _cells.OcvVolts.AsSpan(0, Groups);

    /// <summary>Hysteresis state of each group, −1…1.</summary>
    public ReadOnlySpan<double> HysteresisState => _cells.HysteresisState.AsSpan(0, Groups);

    public ReadOnlySpan<double> GroupVolts => _cells.Volts.AsSpan(0, Groups);

    /// <summary>R0 of each group as it is now.</summary>
    public ReadOnlySpan<double> OhmicOhms => _cells.OhmicOhms.AsSpan(0, Groups);

    /// <summary>Current through the cells of each group: the string's less the bleed's.</summary>
    public ReadOnlySpan<double> CellAmps => _cells.NetAmps.AsSpan(0, Groups);

    /// <summary>True capacity of each group.</summary>
    public ReadOnlySpan<double> CapacityAmpHours => Draw.CapacityAmpHours;

    /// <summary>True self-discharge of each group, in amperes.</summary>
    public ReadOnlySpan<double> SelfDischargeAmps => Draw.SelfDischargeAmps;

    /// <summary>True resistance of each group over the cell file's of one cell.</summary>
    public ReadOnlySpan<double> ResistanceScale => Draw.ResistanceScale;

    public ReadOnlySpan<double> GroupCelsius => _thermal.Celsius.AsSpan(0, Definition.Groups);

    public double BoardCelsius => _thermal.Celsius[Definition.Groups];

    /// <summary>Behind each temperature sensor's lag, before its error and quantisation.</summary>
    public ReadOnlySpan<double> SensorCelsius => _thermal.SensorCelsius;

    public PlantEnergy Energy => _cells.Energy;

    internal PlantDraw Draw { get; }

    /// <summary>Energy now held by polarisation and hysteresis, in joules.</summary>
    public double StoredJoules() => _cells.StoredJoules();

    /// <summary>The string current at some time within the last few steps, in amperes.</summary>
    public double PackAmpsAt(double seconds) => _history.At(seconds);

    /// <summary>
    /// Moves the pack on by <paramref name="seconds"/> (above 0) under <paramref name="inputs"/>. Any length is stable; a change of a
    /// contactor falls on its own instant within the step.
    /// </summary>
    public void Step(double seconds, in PlantInputs inputs)
    {
        if (!(seconds > 0.0) || double.IsInfinity(seconds))
            throw new ArgumentOutOfRangeException(nameof(seconds), "a step needs a positive, finite length");
        if (BitOperations.Log2(inputs.BleedMask | 1) >= Groups)
            throw new ArgumentException("the bleed mask names a group that the pack does not have", nameof(inputs));
        double left = seconds;
        // Two contactors can each change once under one command, so that a step has three stretches at most.
        for (int stretch = 0; stretch < 3 && left > 0.0; stretch++)
        {
            double untilChange = _circuit.Command(inputs);
            bool whole = untilChange >= left - Rounding;
            double length = whole ? left : untilChange;
            Stretch(length, inputs);
            _circuit.Wait(length);
            left = whole ? 0.0 : left - length;
        }
    }

    private void Stretch(double seconds, in PlantInputs inputs)
    {
        int parts = seconds <= LongestPartSeconds + Rounding ? 1 : (int)Math.Ceiling((seconds / LongestPartSeconds) - Rounding);
        double part = seconds / parts;
        for (int k = 0; k < parts; k++)
            Part(part, inputs);
    }

    private void Part(double seconds, in PlantInputs inputs)
    {
        double amps = _circuit.Advance(seconds, inputs, _cells);
        _cells.Step(seconds, amps, inputs.BleedMask, _thermal.Celsius);
        PackAmps = amps;
        PackVolts = _circuit.TerminalVolts(_cells, amps);
        _circuit.FollowPack(PackVolts);
        Seconds += seconds;
        _history.Add(Seconds, amps);
        _thermalSeconds += seconds;
        if (_thermalSeconds >= _thermalIntervalSeconds - Rounding)
            Warm(inputs);
    }

    private void Warm(in PlantInputs inputs)
    {
        double boardJoules = 0.0;
        foreach (double joules in _cells.BleedJoules)
            boardJoules += joules;
        _thermal.Step(_thermalSeconds, _cells.HeatJoules, boardJoules, inputs.HeaterWatts - inputs.CoolingWatts, inputs.AmbientCelsius);
        _cells.TakeHeat();
        _thermalSeconds = 0.0;
    }
}
