using System.Collections.Generic;
using Bms.Core.Configuration;
using Bms.Hil.Cells;
using Bms.Hil.Quantities;
using Bms.Hil.Yaml;

namespace Bms.Hil.Packs;

/// <summary>
/// Reads a pack file: what is not said comes from the cell's own limits (<see cref="PackBuilder"/>), what is said replaces it, and the
/// result is validated as a board would validate it. The keys are listed in <see cref="PackFileSections"/>.
/// </summary>
public static class PackFileReader
{
    private const string Folder = "packs";
    private const string Extension = ".yaml";
    private const double MostAmps = 2000;

    /// <summary>Names of the packs that the project ships.</summary>
    public static IReadOnlyList<string> ShippedNames => ShippedFile.Names(Folder, Extension);

    /// <summary>Reads what a path or a shipped pack's name on the command line means.</summary>
    /// <exception cref="BadInputException">There is no such file, or it is refused.</exception>
    public static PackFile Open(string nameOrPath) => Read(ShippedFile.Resolve(nameOrPath, Folder, Extension, "pack file"));

    /// <summary>Reads the pack that a value in another YAML file names.</summary>
    /// <exception cref="BadInputException">There is no such file, or it is refused.</exception>
    public static PackFile Open(YamlItem reference) => Read(Tree(reference));

    /// <summary>The tree of the pack file that a value in another YAML file names, not checked yet.</summary>
    /// <exception cref="BadInputException">There is no such file, or it is no YAML.</exception>
    internal static YamlItem Tree(YamlItem reference) =>
        YamlReader.Read(ShippedFile.Resolve(reference, Folder, Extension, "pack file"), "a pack file");

    /// <summary>Reads a file.</summary>
    /// <exception cref="BadInputException">It is missing or refused.</exception>
    public static PackFile Read(string path) => Read(YamlReader.Read(path, "a pack file"));

    /// <summary>Reads a pack from a tree.</summary>
    /// <exception cref="BadInputException">It is refused.</exception>
    public static PackFile Read(YamlItem root)
    {
        YamlMap pack = root.Map(
            "name", "description", "cell", "series", "parallel", "temperatureSensors", "capacity", "limits", "inputs", "measurement",
            "plausibility", "protection", "runaway", "contactors", "afe", "balancing", "estimation", "packState", "power",
            "charging", "thermal", "identity");
        string name = pack.Require("name").Text();
        string cellPath = ShippedFile.Resolve(pack.Require("cell"), "cells", ".json", "cell file");
        CellFile cell = CellFileReader.Read(cellPath);
        PackConfiguration suggested = PackBuilder.Suggest(cell, OptionsOf(pack));
        int inputs = PackFileGuard.Auxiliaries(pack.Find("inputs"));
        ContactorSettings contactors = PackFileGuard.Contactors(pack.Find("contactors"), suggested.Contactors);
        ProtectionRow[] protection = PackFileProtection.Rows(pack.Find("protection"), DefaultProtection.WithInputs(suggested.Protection, inputs));
        ChargingSettings charging = DefaultCharging.For(suggested.Cell, suggested.ParallelCells, suggested.ChargeLimitMicroamps, protection);
        var configuration = new PackConfiguration
        {
            SeriesGroups = suggested.SeriesGroups,
            ParallelCells = suggested.ParallelCells,
            TemperatureSensors = suggested.TemperatureSensors,
            ChargeLimitMicroamps = suggested.ChargeLimitMicroamps,
            DischargeLimitMicroamps = suggested.DischargeLimitMicroamps,
            Auxiliaries = inputs,
            Measurement = PackFileSections.Measurement(pack.Find("measurement"), suggested.Measurement),
            Plausibility = PackFileGuard.Plausibility(pack.Find("plausibility"), suggested.Plausibility),
            Protection = protection,
            Runaway = PackFileGuard.Runaway(pack.Find("runaway"), suggested.Runaway),
            Contactors = contactors,
            Afe = PackFileGuard.Afe(pack.Find("afe"), suggested.Afe),
            Balancing = PackFileSections.Balancing(pack.Find("balancing"), suggested.Balancing),
            Estimation = PackFileSections.Estimation(pack.Find("estimation"), suggested.Estimation),
            PackState = PackFileSections.PackState(pack.Find("packState"), suggested.PackState),
            Power = PackFileSections.Power(pack.Find("power"), suggested.Power),
            Identity = PackFileSections.Identity(pack.Find("identity")),
            Charging = PackFileSections.Charging(pack.Find("charging"), charging),
            Thermal = PackFileSections.Thermal(pack.Find("thermal"), DefaultCharging.Heat(contactors.PreheatUntilCentidegrees)),
            Cell = suggested.Cell,
        };
        Validate(configuration, pack);
        return new PackFile
        {
            Path = root.Place.Source,
            Name = name,
            Description = pack.Find("description")?.Text() ?? "",
            CellPath = cellPath,
            Cell = cell,
            Configuration = configuration,
        };
    }

    private static PackOptions OptionsOf(YamlMap pack)
    {
        YamlMap? limits = pack.Find("limits")?.Map("charge", "discharge");
        return new PackOptions
        {
            SeriesGroups = pack.Require("series").WholeNumber(1, PackConfiguration.MaximumSeriesGroups),
            ParallelCells = pack.Find("parallel")?.WholeNumber(1, byte.MaxValue) ?? 1,
            TemperatureSensors = pack.Find("temperatureSensors")?.WholeNumber(1, PackConfiguration.MaximumTemperatureSensors) ?? 1,
            CapacityAmpHours = pack.Find("capacity")?.Quantity(Dimension.Charge, 0.001, MostAmps),
            ChargeLimitAmps = limits?.Find("charge")?.Quantity(Dimension.Current, 0.001, MostAmps),
            DischargeLimitAmps = limits?.Find("discharge")?.Quantity(Dimension.Current, 0.001, MostAmps),
        };
    }

    /// <summary>Refuses what a board would refuse, pointing at the part of the file that is to blame.</summary>
    private static void Validate(PackConfiguration configuration, YamlMap pack)
    {
        var validator = new PackValidator(configuration);
        PackFault fault = validator.Check();
        if (fault == PackFault.None)
            return;
        throw Blamed(pack, fault, validator.Detail).Refuse(PackFaultText.Of(fault, validator.Detail));
    }

    private static YamlItem Blamed(YamlMap pack, PackFault fault, int detail)
    {
        YamlItem? section = fault switch
        {
            PackFault.CurrentLimits => pack.Find("limits"),
            PackFault.Measurement => pack.Find("measurement"),
            PackFault.Plausibility => pack.Find("plausibility"),
            PackFault.Runaway => pack.Find("runaway"),
            PackFault.Contactors => pack.Find("contactors"),
            PackFault.Afe => pack.Find("afe"),
            PackFault.ProtectionLevels or PackFault.ProtectionReach or PackFault.ProtectionHysteresis or PackFault.ProtectionTimes
                or PackFault.ProtectionInput or PackFault.ProtectionRecovery =>
                pack.Find("protection")?.AnyMap().Find(PackFaultText.RowName(detail)) ?? pack.Find("protection"),
            PackFault.Balancing => pack.Find("balancing"),
            PackFault.Estimation => pack.Find("estimation"),
            PackFault.PackState => pack.Find("packState"),
            PackFault.Power => pack.Find("power"),
            PackFault.Identity => pack.Find("identity"),
            PackFault.Charging => pack.Find("charging"),
            PackFault.Thermal => pack.Find("thermal"),
            PackFault.CellCapacity => pack.Find("capacity"),
            _ => pack.Find("cell"),
        };
        return section ?? pack.Item;
    }
}
