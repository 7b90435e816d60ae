using Bms.Core.Charging;
using Bms.Core.Contactors;
using Bms.Core.Estimation;

namespace Bms.Hil.Rigs;

/// <summary>What the firmware decided and estimated in one step.</summary>
public sealed class RigOutputs
{
    /// <summary>Main contactors are to be closed.</summary>
    public bool MainContactorsClosed { get; set; }

    /// <summary>The precharge contactor is to be closed.</summary>
    public bool PrechargeClosed { get; set; }

    /// <summary>Load and charger are to take no current.</summary>
    public bool ZeroCurrentRequested { get; set; }

    /// <summary>The heater is to be on.</summary>
    public bool HeaterOn { get; set; }

    /// <summary>Cooling is to be on.</summary>
    public bool CoolingOn { get; set; }

    /// <summary>A connected charger is to give current.</summary>
    public bool ChargerEnabled { get; set; }

    /// <summary>The voltage that the charger keeps to, in microvolts of the pack; 0 where it is off.</summary>
    public int ChargerPackMicrovolts { get; set; }

    /// <summary>The current that the charger keeps to, in microamps; 0 where it is off.</summary>
    public int ChargerMicroamps { get; set; }

    /// <summary>Where the charge stands.</summary>
    public ChargePhase ChargePhase { get; set; }

    /// <summary>What the pack is doing.</summary>
    public PackMode Mode { get; set; }

    /// <summary>Permitted charge current, in microamps.</summary>
    public int ChargeLimitMicroamps { get; set; }

    /// <summary>Permitted discharge current, a magnitude in microamps.</summary>
    public int DischargeLimitMicroamps { get; set; }

    /// <summary>A bit a group, set where it bleeds.</summary>
    public uint BleedingGroups { get; set; }

    /// <summary>State of charge, 0…1.</summary>
    public float Soc { get; set; }

    /// <summary>One sigma of it.</summary>
    public float SocSigma { get; set; }

    /// <summary>Expected group voltage, in volts.</summary>
    public float PredictedVolts { get; set; }

    /// <summary>Why the SOC moved beyond counting.</summary>
    public CorrectionReason Reason { get; set; }
}
