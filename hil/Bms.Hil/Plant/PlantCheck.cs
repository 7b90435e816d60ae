using System;
using System.Globalization;
using Bms.Hil.Cells;

namespace Bms.Hil.Plant;

/// <summary>Refuses what a plant cannot be made of, with one line that says what was expected.</summary>
internal static class PlantCheck
{
    public static void Refuse(PlantDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Within("groups", definition.Groups, 1, PlantDefinition.MaximumGroups);
        Within("parallel cells", definition.ParallelCells, 1, 10_000);
        Within("capacity factor", definition.CapacityFactor, 0.01, 100.0);
        Within("resistance factor", definition.ResistanceFactor, 0.01, 100.0);
        Within("start SOC", definition.StartSoc, 0.0, 1.0);
        Within("start temperature in C", definition.StartCelsius, -100.0, 200.0);
        Within("start hysteresis", definition.StartHysteresis, -1.0, 1.0);
        Refuse(definition.Cell, definition.EntropicVoltsPerKelvin.Count);
        foreach (double entropy in definition.EntropicVoltsPerKelvin)
            Within("entropic coefficient in V/K", entropy, -0.1, 0.1);
        Refuse(definition.Spread);
        Refuse(definition.Circuit);
        Refuse(definition.Thermal, definition.Groups);
    }

    public static void Refuse(PlantSensorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Within("sensors: current lead in s", definition.CurrentLeadSeconds, 0.0, 1.0);
        Refuse("group voltage", definition.GroupVolts);
        Refuse("pack voltage", definition.PackVolts);
        Refuse("link voltage", definition.LinkVolts);
        Refuse("current", definition.PackAmps);
        Refuse("temperature", definition.Temperatures);
    }

    private static void Refuse(string name, PlantChannelDefinition channel)
    {
        Within($"sensors: {name} resolution", channel.Resolution, 0.0, 1000.0);
        Within($"sensors: {name} noise", channel.Noise, 0.0, 1000.0);
        Within($"sensors: {name} offset spread", channel.OffsetSpread, 0.0, 1000.0);
        Within($"sensors: {name} offset", channel.Offset, -10_000.0, 10_000.0);
        Within($"sensors: {name} gain error", channel.GainError, -1.0, 10.0);
    }

    private static void Refuse(PlantSpread spread)
    {
        Within("spread: capacity fraction", spread.CapacityFraction, 0.0, 0.2);
        Within("spread: resistance fraction", spread.ResistanceFraction, 0.0, 0.2);
        Within("spread: start SOC", spread.StartSoc, 0.0, 1.0);
        Within("spread: self-discharge in A", spread.SelfDischargeAmps, 0.0, 1000.0);
        Within("spread: self-discharge deviation in A", spread.SelfDischargeDeviationAmps, 0.0, 1000.0);
    }

    private static void Refuse(PlantCircuitDefinition circuit)
    {
        Within("circuit: bleed resistor in ohm", circuit.BleedOhms, 0.01, 1e9);
        Within("circuit: precharge resistor in ohm", circuit.PrechargeOhms, 0.01, 1e9);
        Within("circuit: link capacitance in F", circuit.LinkFarads, 1e-9, 1000.0);
        Within("circuit: link discharge resistor in ohm", circuit.LinkDischargeOhms, 0.01, 1e12);
        Within("circuit: busbar resistance in ohm", circuit.BusbarOhms, 0.0, 1000.0);
        Within("circuit: close delay in s", circuit.CloseDelaySeconds, 0.0, 60.0);
        Within("circuit: open delay in s", circuit.OpenDelaySeconds, 0.0, 60.0);
    }

    private static void Refuse(PlantThermalDefinition thermal, int groups)
    {
        Within("thermal: heat capacity of a cell in J/K", thermal.CellJoulesPerKelvin, 1e-3, 1e9);
        Within("thermal: heat capacity of the board in J/K", thermal.BoardJoulesPerKelvin, 1e-3, 1e9);
        Within("thermal: cell to ambient in W/K", thermal.CellToAmbientWattsPerKelvin, 0.0, 1e6);
        Within("thermal: neighbours in W/K", thermal.NeighbourWattsPerKelvin, 0.0, 1e6);
        Within("thermal: ends to ambient in W/K", thermal.EndToAmbientWattsPerKelvin, 0.0, 1e6);
        Within("thermal: board to ambient in W/K", thermal.BoardToAmbientWattsPerKelvin, 0.0, 1e6);
        Within("thermal: board to group in W/K", thermal.BoardToGroupWattsPerKelvin, 0.0, 1e6);
        Within("thermal: interval in s", thermal.IntervalSeconds, 1e-3, 60.0);
        Within("thermal: sensor lag in s", thermal.SensorLagSeconds, 0.0, 1e6);
        foreach (int group in thermal.SensorGroups)
            Within("thermal: group of a sensor", group, PlantThermalDefinition.Board, groups - 1);
    }

    private static void Refuse(CellFile cell, int entropies)
    {
        Within("cell: capacity in Ah", cell.CapacityAmpHours, 1e-6, 1e6);
        Within("cell: hysteresis rate", cell.HysteresisRate, 0.0, 1e6);
        Rising("cell: SOC grid", cell.Grid.Soc, 2);
        Rising("cell: temperature grid", cell.Grid.TemperatureCelsius, 1);
        Table("cell: OCV", cell, cell.OcvVolts, 0.0);
        Table("cell: R0", cell, cell.R0Ohms, 1e-9);
        if (cell.HysteresisVolts is not null)
            Table("cell: hysteresis", cell, cell.HysteresisVolts, 0.0);
        Within("cell: branches", cell.Branches.Count, 0, PlantTables.MaximumBranches);
        foreach (CellBranch branch in cell.Branches)
        {
            Within("cell: time constant in s", branch.TauSeconds, 1e-3, 1e7);
            Table("cell: branch resistance", cell, branch.Ohms, 0.0);
        }
        int temperatures = cell.Grid.TemperatureCelsius.Length;
        if (cell.SaturationPerRate is not null && cell.SaturationPerRate.Length != temperatures)
            throw new BadInputException($"cell: saturation has {cell.SaturationPerRate.Length} values, expected one for each of {temperatures} temperatures");
        foreach (double curvature in cell.SaturationPerRate ?? [])
            Within("cell: saturation", curvature, 0.0, 1e6);
        if (entropies != 0 && entropies != cell.Grid.Soc.Length)
            throw new BadInputException($"entropic coefficients: {entropies} values, expected one for each of {cell.Grid.Soc.Length} SOC nodes, or none");
    }

    private static void Rising(string name, double[] nodes, int fewest)
    {
        bool rising = nodes.Length >= fewest;
        for (int k = 0; k < nodes.Length && rising; k++)
            rising = double.IsFinite(nodes[k]) && (k == 0 || nodes[k] > nodes[k - 1]);
        if (!rising)
            throw new BadInputException($"{name}: expected at least {fewest} rising values");
    }

    private static void Table(string name, CellFile cell, double[][] table, double least)
    {
        bool fits = table.Length == cell.Grid.TemperatureCelsius.Length;
        for (int row = 0; row < table.Length && fits; row++)
            fits = table[row] is not null && table[row].Length == cell.Grid.Soc.Length;
        if (!fits)
            throw new BadInputException($"{name}: expected a row for each temperature with a value for each SOC node");
        foreach (double[] row in table)
        {
            foreach (double value in row)
                Within(name, value, least, 1e6);
        }
    }

    private static void Within(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new BadInputException(string.Format(CultureInfo.InvariantCulture, "plant: {0} is {1}, expected {2}…{3}", name, value, least, most));
    }
}
