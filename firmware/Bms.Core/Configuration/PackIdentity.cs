using Bms.Core.Numerics;

namespace Bms.Core.Configuration;

/// <summary>
/// Tells whether a stored state belongs to a pack: a CRC-32 over what makes a state of charge mean something, the numbers of cells and
/// the whole cell profile. Limits, times and an estimator's settings take no part; changing them does not change the cells.
/// </summary>
public static class PackIdentity
{
    /// <summary>The identity of a configuration's cells.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="crc">A sum to use; it is reset first.</param>
    public static int Of(PackConfiguration configuration, Crc32 crc)
    {
        CellProfile cell = configuration.Cell;
        crc.Reset();
        crc.AddInt(configuration.SeriesGroups);
        crc.AddInt(configuration.ParallelCells);
        crc.AddInt((int)cell.Chemistry);
        crc.AddInt(cell.CapacityMicroampHours);
        Add(crc, cell.SocPermyriad);
        Add(crc, cell.TemperatureCentidegrees);
        crc.AddInt(cell.OcvBaseMicrovolts);
        Add(crc, cell.Ocv);
        Add(crc, cell.Hysteresis);
        crc.AddInt(cell.HysteresisRate);
        Add(crc, cell.ResistanceStepNanoohms);
        Add(crc, cell.R0);
        Add(crc, cell.TauMilliseconds);
        for (int branch = 0; branch < cell.BranchResistance.Length; branch++)
            Add(crc, cell.BranchResistance[branch]);
        Add(crc, cell.SaturationThousandths);
        Add(crc, cell.InstantHysteresis);
        Add(crc, cell.ChargeResistancePermille);
        crc.AddInt(cell.CoulombicEfficiencyPermyriad);
        Add(crc, cell.ModelError);
        Add(crc, cell.ModelErrorOverpotentialPermille);
        crc.AddInt(cell.UncertaintyMicrovolts);
        crc.AddInt(cell.UncertaintyOverpotentialPermille);
        crc.AddInt(cell.UncertaintySocPermyriad);
        crc.AddInt(cell.MaximumMicrovolts);
        crc.AddInt(cell.MinimumMicrovolts);
        crc.AddInt(cell.ChargeMilliamps);
        crc.AddInt(cell.DischargeMilliamps);
        return crc.Value;
    }

    private static void Add(Crc32 crc, short[] values)
    {
        crc.AddInt(values.Length);
        for (int index = 0; index < values.Length; index++)
        {
            crc.AddByte(values[index]);
            crc.AddByte(values[index] >> 8);
        }
    }

    private static void Add(Crc32 crc, int[] values)
    {
        crc.AddInt(values.Length);
        for (int index = 0; index < values.Length; index++)
            crc.AddInt(values[index]);
    }
}
