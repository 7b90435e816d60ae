using System;
using System.Linq;
using Bms.Core.Configuration;
using Bms.Hil.Cells;

namespace Bms.Hil.Packs;

/// <summary>Turns a cell as tools write it (<see cref="CellFile"/>, SI units) into the scaled integers of the pack image.</summary>
public static class CellQuantiser
{
    private const double OcvStepVolts = CellProfile.OcvStepMicrovolts * 1e-6;
    private const double HysteresisStepVolts = CellProfile.HysteresisStepMicrovolts * 1e-6;
    private const double ModelErrorStepVolts = CellProfile.ModelErrorStepMicrovolts * 1e-6;
    private const double SmallestUncertaintyVolts = 1e-4;

    /// <summary>The chemistries by the names that cell files use.</summary>
    public static Chemistry ChemistryOf(string name) => name switch
    {
        "lfp" => Chemistry.Lfp,
        "nmc" => Chemistry.Nmc,
        "nca" => Chemistry.Nca,
        "lmo" => Chemistry.Lmo,
        "lto" => Chemistry.Lto,
        "sodium-ion" => Chemistry.SodiumIon,
        "semi-solid" => Chemistry.SemiSolid,
        "solid-sulfide" => Chemistry.SolidSulfide,
        "solid-polymer" => Chemistry.SolidPolymer,
        _ => throw new BadInputException($"chemistry '{name}' is not known"),
    };

    /// <summary>Quantises a cell that its reader has accepted.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="capacityAmpHours">The capacity to tell the firmware, in ampere-hours.</param>
    public static CellProfile Quantise(CellFile cell, double capacityAmpHours)
    {
        ArgumentNullException.ThrowIfNull(cell);
        double[] ocv = Flatten(cell.OcvVolts);
        double ocvBase = Math.Round((ocv.Min() + ocv.Max()) / 2, 3);
        double[][][] resistances = [cell.R0Ohms, .. cell.Branches.Select(branch => branch.Ohms)];
        int[] steps = [.. resistances.Select(StepNanoohms)];
        short[][] tables = [.. resistances.Select((table, index) => Scale(Flatten(table), steps[index] * 1e-9, index == 0 ? 1 : 0))];
        CellModelError modelError = cell.ModelError ?? CellModelError.Assumed(cell);
        return new CellProfile
        {
            Chemistry = ChemistryOf(cell.Chemistry),
            CapacityMicroampHours = Int(capacityAmpHours * 1e6),
            SocPermyriad = Scale(cell.Grid.Soc, 1e-4, 0),
            TemperatureCentidegrees = Scale(cell.Grid.TemperatureCelsius, 0.01, short.MinValue),
            OcvBaseMicrovolts = Int(ocvBase * 1e6),
            Ocv = Scale([.. ocv.Select(volts => volts - ocvBase)], OcvStepVolts, short.MinValue),
            Hysteresis = cell.HysteresisVolts is null ? [] : Scale(Flatten(cell.HysteresisVolts), HysteresisStepVolts, 0),
            HysteresisRate = Int(cell.HysteresisRate),
            ResistanceStepNanoohms = steps,
            R0 = tables[0],
            TauMilliseconds = [.. cell.Branches.Select(branch => Int(branch.TauSeconds * 1000))],
            BranchResistance = tables[1..],
            SaturationThousandths = Scale(cell.SaturationPerRate ?? new double[cell.Grid.TemperatureCelsius.Length], 1e-3, 0),
            InstantHysteresis = cell.InstantHysteresisVolts is null ? [] : Scale(cell.InstantHysteresisVolts, HysteresisStepVolts, 0),
            ChargeResistancePermille = cell.ChargeResistanceFactor is null ? [] : Scale(Flatten(cell.ChargeResistanceFactor), 1e-3, 1),
            CoulombicEfficiencyPermyriad = Int(cell.CoulombicEfficiency * CellProfile.WholeEfficiencyPermyriad),
            ModelError = Scale(Flatten(modelError.Volts), ModelErrorStepVolts, 1),
            ModelErrorOverpotentialPermille = Scale(modelError.OverpotentialFraction, 1e-3, 0),
            UncertaintyMicrovolts = Int(Math.Max(cell.Uncertainty.Volts, SmallestUncertaintyVolts) * 1e6),
            UncertaintyOverpotentialPermille = Int(cell.Uncertainty.OverpotentialFraction * 1000),
            UncertaintySocPermyriad = Int(cell.Uncertainty.SocError * 10000),
            MaximumMicrovolts = Int(cell.Limits.MaximumVolts * 1e6),
            MinimumMicrovolts = Int(cell.Limits.MinimumVolts * 1e6),
            ChargeMilliamps = Int(cell.Limits.ChargeAmps * 1000),
            DischargeMilliamps = Int(cell.Limits.DischargeAmps * 1000),
        };
    }

    /// <summary>Rounds to the nearest int, held at its ends.</summary>
    internal static int Int(double value) => (int)Math.Clamp(Math.Round(value), int.MinValue, int.MaxValue);

    private static double[] Flatten(double[][] table) => [.. table.SelectMany(row => row)];

    private static int StepNanoohms(double[][] table) =>
        Math.Max(1, (int)Math.Ceiling(table.SelectMany(row => row).Max() * 1e9 / short.MaxValue));

    private static short[] Scale(double[] values, double step, int lowest) =>
        [.. values.Select(value => (short)Math.Clamp(Math.Round(value / step), lowest, short.MaxValue))];
}
