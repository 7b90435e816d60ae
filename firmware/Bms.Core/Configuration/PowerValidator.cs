namespace Bms.Core.Configuration;

/// <summary>Checks the settings of the power limits. What is switched off is not looked at.</summary>
internal sealed class PowerValidator
{
    private const int Full = 1000;
    private const int FullSoc = CellProfile.FullSocPermyriad;

    private readonly PackConfiguration _pack;

    /// <summary>Prepares to check one configuration.</summary>
    public PowerValidator(PackConfiguration pack)
    {
        _pack = pack;
    }

    /// <summary>Which setting is at fault, counted from 0 in the order of <see cref="PowerSettings"/> after its switch.</summary>
    public int Detail { get; private set; }

    /// <summary>The first fault found.</summary>
    public PackFault Check()
    {
        PowerSettings power = _pack.Power;
        if (!power.Enabled)
            return PackFault.None;
        bool wrong = Outside(power.MarginPermille, 500, 5000, 0)
            || Outside(power.ResistanceSpreadPermille, 0, 300, 1)
            || Outside(power.ContinuousSeconds, 60, 3600, 2)
            || Outside(power.LimitHorizon, 0, 3, 3)
            || Outside(power.RecoveryMilliseconds, 0, 600000, 4)
            || Outside(power.LostPermille, 0, Full, 5)
            || Outside(power.ChargeTaperMicrovolts, 0, 500000, 6)
            || Outside(power.DischargeTaperMicrovolts, 0, 1000000, 7)
            || WrongPressure(power)
            || Outside(power.Strings, 1, 16, 11)
            || Outside(power.LandingPermille, 0, Full, 12)
            || Outside(power.ReservePermyriad, 0, 9000, 13)
            || Outside(power.DegradeBandPermyriad, power.Degrade ? 1 : 0, 9000, 14)
            || WrongMaps(power);
        return wrong ? PackFault.Power : PackFault.None;
    }

    private bool WrongPressure(PowerSettings power)
    {
        if (power.PressureHighKilopascals == 0)
            return Outside(power.PressureLowKilopascals, 0, 0, 8);
        if (!_pack.Has(AuxiliaryChannel.PressureKilopascals))
            return Fault(9);
        return Outside(power.PressureLowKilopascals, 0, power.PressureHighKilopascals, 8)
            || Outside(power.PressureHighKilopascals, 1, 1000000, 9)
            || Outside(power.PressureBandKilopascals, 1, 100000, 10);
    }

    private bool WrongMaps(PowerSettings power)
    {
        int temperatures = power.MapCentidegrees.Length;
        int states = power.MapSocPermyriad.Length;
        int entries = temperatures * states;
        if (temperatures > PowerSettings.MaximumMapNodes || states > PowerSettings.MaximumMapNodes || (temperatures == 0) != (states == 0))
            return Fault(temperatures == 0 || temperatures > PowerSettings.MaximumMapNodes ? 15 : 16);
        return Falls(power.MapCentidegrees, -10000, 25000, 15)
            || Falls(power.MapSocPermyriad, 0, FullSoc, 16)
            || Beyond(power.MapChargePermille, entries, 17)
            || Beyond(power.MapDischargePermille, entries, 18);
    }

    private bool Falls(short[] nodes, int lowest, int highest, int detail)
    {
        int before = lowest - 1;
        for (int node = 0; node < nodes.Length; node++)
        {
            if (nodes[node] <= before || nodes[node] > highest)
                return Fault(detail);
            before = nodes[node];
        }
        return false;
    }

    private bool Beyond(short[] map, int entries, int detail)
    {
        if (map.Length != entries)
            return Fault(detail);
        for (int entry = 0; entry < entries; entry++)
        {
            if (map[entry] < 0 || map[entry] > Full)
                return Fault(detail);
        }
        return false;
    }

    private bool Outside(int value, int lowest, int highest, int detail) => (value < lowest || value > highest) && Fault(detail);

    private bool Fault(int detail)
    {
        Detail = detail;
        return true;
    }
}
