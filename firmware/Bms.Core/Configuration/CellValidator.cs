namespace Bms.Core.Configuration;

/// <summary>Checks a cell profile: shapes, ranges, an OCV that never falls, resistances that are positive.</summary>
public sealed class CellValidator
{
    private const int LargestCellMicroampHours = 2000000000;
    private const long LargestPackMicroampHours = 2000000000;
    private const int LowestOcvMicrovolts = 500000;
    private const int HighestOcvMicrovolts = 5500000;
    private const int ColdestCentidegrees = -6000;
    private const int HottestCentidegrees = 12000;

    private const int MostModelError = 1000000 / CellProfile.ModelErrorStepMicrovolts;
    private const int LeastFactorPermille = 100;
    private const int MostFactorPermille = 10000;
    private const int LeastEfficiencyPermyriad = 9000;

    private readonly CellProfile _cell;
    private readonly int _parallelCells;

    /// <summary>Prepares to check one cell of a pack.</summary>
    public CellValidator(CellProfile cell, int parallelCells)
    {
        _cell = cell;
        _parallelCells = parallelCells;
    }

    /// <summary>Where the fault lies; see <see cref="PackFault"/>.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found, or <see cref="PackFault.None"/>.</summary>
    public PackFault Check()
    {
        if (OutOfRange((int)_cell.Chemistry, 0, ChemistryLimits.Count - 1, (int)_cell.Chemistry))
            return PackFault.CellChemistry;
        if (OutOfRange(_cell.CapacityMicroampHours, 1000, LargestCellMicroampHours, 0)
            || (long)_cell.CapacityMicroampHours * _parallelCells > LargestPackMicroampHours)
        {
            return PackFault.CellCapacity;
        }
        if (!ShapesAreSound())
            return PackFault.CellShape;
        if (!GridIsSound())
            return PackFault.CellGrid;
        if (!OcvIsSound())
            return PackFault.CellOcv;
        if (!HysteresisIsSound())
            return PackFault.CellHysteresis;
        if (!TimeConstantsAreSound())
            return PackFault.CellTau;
        if (!ResistancesAreSound())
            return PackFault.CellResistance;
        for (int index = 0; index < _cell.SaturationThousandths.Length; index++)
        {
            if (_cell.SaturationThousandths[index] < 0)
            {
                Detail = index;
                return PackFault.CellSaturation;
            }
        }
        if (!ModelErrorIsSound())
            return PackFault.CellModelError;
        for (int index = 0; index < _cell.ChargeResistancePermille.Length; index++)
        {
            if (OutOfRange(_cell.ChargeResistancePermille[index], LeastFactorPermille, MostFactorPermille, index))
                return PackFault.CellChargeResistance;
        }
        int efficiency = _cell.CoulombicEfficiencyPermyriad;
        if (OutOfRange(efficiency, LeastEfficiencyPermyriad, CellProfile.WholeEfficiencyPermyriad, efficiency))
            return PackFault.CellEfficiency;
        return CheckScalars();
    }

    /// <summary>An image cannot carry tables of a wrong shape, but a tool can build them.</summary>
    private bool ShapesAreSound()
    {
        int nodes = _cell.SocPermyriad.Length;
        int temperatures = _cell.TemperatureCentidegrees.Length;
        int entries = nodes * temperatures;
        int branches = _cell.TauMilliseconds.Length;
        bool wrong = OutOfRange(nodes, 0, CellProfile.MaximumSocNodes, 0)
            || OutOfRange(temperatures, 0, CellProfile.MaximumTemperatureNodes, 1)
            || OutOfRange(_cell.Ocv.Length, entries, entries, 2)
            || (_cell.Hysteresis.Length > 0 && OutOfRange(_cell.Hysteresis.Length, entries, entries, 3))
            || OutOfRange(_cell.R0.Length, entries, entries, 4)
            || OutOfRange(branches, 0, CellProfile.MaximumBranches, 5)
            || OutOfRange(_cell.ResistanceStepNanoohms.Length, branches + 1, branches + 1, 6)
            || OutOfRange(_cell.BranchResistance.Length, branches, branches, 7)
            || OutOfRange(_cell.SaturationThousandths.Length, temperatures, temperatures, 8)
            || OutOfRange(_cell.ModelError.Length, entries, entries, 9)
            || OutOfRange(_cell.ModelErrorOverpotentialPermille.Length, temperatures, temperatures, 10)
            || (_cell.InstantHysteresis.Length > 0 && OutOfRange(_cell.InstantHysteresis.Length, temperatures, temperatures, 11))
            || (_cell.ChargeResistancePermille.Length > 0 && OutOfRange(_cell.ChargeResistancePermille.Length, entries, entries, 12));
        for (int branch = 0; branch < branches && !wrong; branch++)
            wrong = OutOfRange(_cell.BranchResistance[branch].Length, entries, entries, 7);
        return !wrong;
    }

    private bool GridIsSound()
    {
        short[] soc = _cell.SocPermyriad;
        short[] temperature = _cell.TemperatureCentidegrees;
        if (soc.Length < 2 || temperature.Length < 1)
            return false;
        Detail = 0;
        if (soc[0] != 0 || soc[soc.Length - 1] != CellProfile.FullSocPermyriad)
            return false;
        for (int index = 1; index < soc.Length; index++)
        {
            Detail = index;
            if (soc[index] <= soc[index - 1])
                return false;
        }
        for (int index = 0; index < temperature.Length; index++)
        {
            Detail = index;
            if (temperature[index] < ColdestCentidegrees || temperature[index] > HottestCentidegrees)
                return false;
            if (index > 0 && temperature[index] <= temperature[index - 1])
                return false;
        }
        return true;
    }

    private bool OcvIsSound()
    {
        int nodes = _cell.SocPermyriad.Length;
        for (int index = 0; index < _cell.Ocv.Length; index++)
        {
            Detail = index;
            int microvolts = _cell.OcvBaseMicrovolts + (_cell.Ocv[index] * CellProfile.OcvStepMicrovolts);
            if (microvolts < LowestOcvMicrovolts || microvolts > HighestOcvMicrovolts)
                return false;
            if (index % nodes != 0 && _cell.Ocv[index] < _cell.Ocv[index - 1])
                return false;
        }
        return true;
    }

    private bool HysteresisIsSound()
    {
        if (OutOfRange(_cell.HysteresisRate, 0, 1000, -1))
            return false;
        for (int index = 0; index < _cell.Hysteresis.Length; index++)
        {
            Detail = index;
            if (_cell.Hysteresis[index] < 0)
                return false;
        }
        for (int index = 0; index < _cell.InstantHysteresis.Length; index++)
        {
            if (OutOfRange(_cell.InstantHysteresis[index], 0, short.MaxValue, -2 - index))
                return false;
        }
        return true;
    }

    private bool TimeConstantsAreSound()
    {
        for (int index = 0; index < _cell.TauMilliseconds.Length; index++)
        {
            if (OutOfRange(_cell.TauMilliseconds[index], index == 0 ? 100 : _cell.TauMilliseconds[index - 1] + 1, 100000000, index))
                return false;
        }
        return true;
    }

    private bool ResistancesAreSound()
    {
        for (int index = 0; index < _cell.ResistanceStepNanoohms.Length; index++)
        {
            if (OutOfRange(_cell.ResistanceStepNanoohms[index], 1, 1000000, index))
                return false;
        }
        for (int index = 0; index < _cell.R0.Length; index++)
        {
            if (OutOfRange(_cell.R0[index], 1, short.MaxValue, index))
                return false;
            for (int branch = 0; branch < _cell.BranchResistance.Length; branch++)
            {
                if (OutOfRange(_cell.BranchResistance[branch][index], 0, short.MaxValue, index))
                    return false;
            }
        }
        return true;
    }

    private bool ModelErrorIsSound()
    {
        for (int index = 0; index < _cell.ModelError.Length; index++)
        {
            if (OutOfRange(_cell.ModelError[index], 1, MostModelError, index))
                return false;
        }
        for (int index = 0; index < _cell.ModelErrorOverpotentialPermille.Length; index++)
        {
            if (OutOfRange(_cell.ModelErrorOverpotentialPermille[index], 0, MostFactorPermille, -1 - index))
                return false;
        }
        return true;
    }

    private PackFault CheckScalars()
    {
        if (OutOfRange(_cell.UncertaintyMicrovolts, 100, 1000000, 0)
            || OutOfRange(_cell.UncertaintyOverpotentialPermille, 0, 10000, 1)
            || OutOfRange(_cell.UncertaintySocPermyriad, 0, 5000, 2))
        {
            return PackFault.CellUncertainty;
        }
        int highest = ChemistryLimits.HighestCellMicrovolts(_cell.Chemistry);
        int lowest = ChemistryLimits.LowestCellMicrovolts(_cell.Chemistry);
        if (OutOfRange(_cell.MaximumMicrovolts, lowest, highest, 0)
            || OutOfRange(_cell.MinimumMicrovolts, lowest, _cell.MaximumMicrovolts - 1, 1)
            || OutOfRange(_cell.ChargeMilliamps, 1, 2000000, 2)
            || OutOfRange(_cell.DischargeMilliamps, 1, 2000000, 3))
        {
            return PackFault.CellLimits;
        }
        return PackFault.None;
    }

    private bool OutOfRange(int value, int lowest, int highest, int detail)
    {
        if (value >= lowest && value <= highest)
            return false;
        Detail = detail;
        return true;
    }
}
