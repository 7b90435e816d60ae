using System;
using System.Collections.Generic;
using System.Linq;
using Bms.Hil.Cells;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Plant;

/// <summary>
/// Reads the <c>plant</c> section that scenarios and recipes share: how the true pack differs from its cell file, where it starts, and
/// what surrounds it. What is absent keeps the default of <see cref="PlantDefinition"/>.
/// </summary>
public static class PlantFile
{
    private const double Large = 1e6;

    private static readonly string[] Keys =
    [
        "capacityFactor", "resistanceFactor", "startSoc", "startTemperature", "startHysteresis", "entropy", "spread", "thermal", "circuit",
    ];

    /// <summary>The definition that a section describes.</summary>
    /// <param name="section">The section; null for all defaults.</param>
    /// <param name="cell">The cell file that the truth starts from.</param>
    /// <param name="groups">Series groups.</param>
    /// <param name="parallelCells">Cells in parallel.</param>
    /// <param name="temperatureSensors">Sensors, spread evenly over the groups where the section does not place them.</param>
    /// <param name="startsClosed">Whether the contactors are closed at the start.</param>
    /// <exception cref="BadInputException">The section cannot be used.</exception>
    public static PlantDefinition Read(
        YamlItem? section, CellFile cell, int groups, int parallelCells, int temperatureSensors, bool startsClosed)
    {
        YamlMap? map = section?.Map(Keys);
        var made = new PlantDefinition
        {
            Cell = cell,
            Groups = groups,
            ParallelCells = parallelCells,
            CapacityFactor = map?.Find("capacityFactor")?.Number(0.01, 100) ?? 1,
            ResistanceFactor = map?.Find("resistanceFactor")?.Number(0.01, 100) ?? 1,
            StartSoc = map?.Find("startSoc")?.Quantity(Dimension.Fraction, 0, 1) ?? 1,
            StartCelsius = map?.Find("startTemperature")?.Quantity(Dimension.Temperature, -100, 200) ?? 25,
            StartHysteresis = map?.Find("startHysteresis")?.Number(-1, 1) ?? 0,
            EntropicVoltsPerKelvin = Entropy(map?.Find("entropy"), cell),
            Spread = Spread(map?.Find("spread")),
            Thermal = Thermal(map?.Find("thermal"), groups, temperatureSensors),
            Circuit = Circuit(map?.Find("circuit"), startsClosed),
        };
        PlantCheck.Refuse(made);
        return made;
    }

    private static double[] Entropy(YamlItem? item, CellFile cell)
    {
        int nodes = cell.Grid.Soc.Length;
        if (item is null)
            return cell.EntropyMicrovoltsPerKelvin is double[] own ? Array.ConvertAll(own, value => value * 1e-6) : [];
        return [.. item.List(nodes, nodes).Select(value => value.Number(-0.1, 0.1))];
    }

    private static PlantSpread Spread(YamlItem? section)
    {
        YamlMap? map = section?.Map("capacity", "resistance", "startSoc", "selfDischarge", "selfDischargeDeviation", "weak");
        YamlMap? weak = map?.Find("weak")?.Map("group", "capacity");
        return new PlantSpread
        {
            CapacityFraction = map?.Find("capacity")?.Quantity(Dimension.Fraction, 0, 0.2) ?? 0,
            WeakGroup = (weak?.Require("group").WholeNumber(1, PlantDefinition.MaximumGroups) ?? 0) - 1,
            WeakCapacityFraction = weak?.Require("capacity").Quantity(Dimension.Fraction, 0, 0.9) ?? 0,
            ResistanceFraction = map?.Find("resistance")?.Quantity(Dimension.Fraction, 0, 0.2) ?? 0,
            StartSoc = map?.Find("startSoc")?.Quantity(Dimension.Fraction, 0, 1) ?? 0,
            SelfDischargeAmps = map?.Find("selfDischarge")?.Quantity(Dimension.Current, 0, 1000) ?? 0,
            SelfDischargeDeviationAmps = map?.Find("selfDischargeDeviation")?.Quantity(Dimension.Current, 0, 1000) ?? 0,
        };
    }

    private static PlantThermalDefinition Thermal(YamlItem? section, int groups, int sensors)
    {
        YamlMap? map = section?.Map(
            "cell", "cellToAmbient", "neighbours", "endsToAmbient", "board", "boardToAmbient", "boardToGroup", "interval", "sensorGroups",
            "sensorLag");
        double Conductance(string key, double absent) => map?.Find(key)?.Quantity(Dimension.ThermalConductance, 0, Large) ?? absent;
        double Capacity(string key, double absent) => map?.Find(key)?.Quantity(Dimension.HeatCapacity, 0.001, Large) ?? absent;
        var absent = new PlantThermalDefinition();
        return new PlantThermalDefinition
        {
            CellJoulesPerKelvin = Capacity("cell", absent.CellJoulesPerKelvin),
            CellToAmbientWattsPerKelvin = Conductance("cellToAmbient", absent.CellToAmbientWattsPerKelvin),
            NeighbourWattsPerKelvin = Conductance("neighbours", absent.NeighbourWattsPerKelvin),
            EndToAmbientWattsPerKelvin = Conductance("endsToAmbient", absent.EndToAmbientWattsPerKelvin),
            BoardJoulesPerKelvin = Capacity("board", absent.BoardJoulesPerKelvin),
            BoardToAmbientWattsPerKelvin = Conductance("boardToAmbient", absent.BoardToAmbientWattsPerKelvin),
            BoardToGroupWattsPerKelvin = Conductance("boardToGroup", absent.BoardToGroupWattsPerKelvin),
            IntervalSeconds = map?.Find("interval")?.Quantity(Dimension.Time, 0.001, 60) ?? absent.IntervalSeconds,
            SensorGroups = SensorGroups(map?.Find("sensorGroups"), groups, sensors),
            SensorLagSeconds = map?.Find("sensorLag")?.Quantity(Dimension.Time, 0, Large) ?? absent.SensorLagSeconds,
        };
    }

    /// <summary>Groups counted from 1 in the file, as recordings number them; 0 is the board.</summary>
    private static IReadOnlyList<int> SensorGroups(YamlItem? item, int groups, int sensors) => item is null
        ? [.. Enumerable.Range(0, sensors).Select(sensor => sensor * groups / sensors)]
        : [.. item.List(sensors, sensors).Select(group => group.WholeNumber(0, groups) - 1)];

    private static PlantCircuitDefinition Circuit(YamlItem? section, bool startsClosed)
    {
        YamlMap? map = section?.Map("bleed", "precharge", "link", "linkDischarge", "busbar", "closeDelay", "openDelay");
        var absent = new PlantCircuitDefinition();
        double Ohms(string key, double lowest, double otherwise) => map?.Find(key)?.Quantity(Dimension.Resistance, lowest, 1e9) ?? otherwise;
        return new PlantCircuitDefinition
        {
            BleedOhms = Ohms("bleed", 0.01, absent.BleedOhms),
            PrechargeOhms = Ohms("precharge", 0.01, absent.PrechargeOhms),
            LinkFarads = map?.Find("link")?.Quantity(Dimension.Capacitance, 1e-9, 1000) ?? absent.LinkFarads,
            LinkDischargeOhms = Ohms("linkDischarge", 0.01, absent.LinkDischargeOhms),
            BusbarOhms = Ohms("busbar", 0, absent.BusbarOhms),
            CloseDelaySeconds = map?.Find("closeDelay")?.Quantity(Dimension.Time, 0, 60) ?? absent.CloseDelaySeconds,
            OpenDelaySeconds = map?.Find("openDelay")?.Quantity(Dimension.Time, 0, 60) ?? absent.OpenDelaySeconds,
            StartsClosed = startsClosed,
        };
    }
}
