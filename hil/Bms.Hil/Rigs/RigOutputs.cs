using Bms.Core.Charging;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;

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

    /// <summary>What 2 s, 10 s, 30 s and continuously may be drawn, in amperes.</summary>
    public float[] DischargeAmps { get; } = new float[PulseModel.Horizons];

    /// <summary>What may be charged, likewise.</summary>
    public float[] ChargeAmps { get; } = new float[PulseModel.Horizons];

    /// <summary>The powers to these discharge currents, in watts.</summary>
    public float[] DischargeWatts { get; } = new float[PulseModel.Horizons];

    /// <summary>The powers to these charge currents.</summary>
    public float[] ChargeWatts { get; } = new float[PulseModel.Horizons];

    /// <summary>What holds the permitted charge current.</summary>
    public PowerLimitCause ChargeLimitCause { get; set; }

    /// <summary>What holds the permitted discharge current.</summary>
    public PowerLimitCause DischargeLimitCause { get; set; }

    /// <summary>A bit a group, set where it bleeds.</summary>
    public uint BleedingGroups { get; set; }

    /// <summary>State of charge, 0…1.</summary>
    public float Soc { get; set; }

    /// <summary>One sigma of it.</summary>
    public float SocSigma { get; set; }

    /// <summary>Expected group voltage, in volts.</summary>
    public float PredictedVolts { get; set; }

    /// <summary>What sets the groups apart.</summary>
    public RigGroups Groups { get; } = new();

    /// <summary>Why the SOC moved beyond counting.</summary>
    public CorrectionReason Reason { get; set; }

    /// <summary>What the pack still gives and takes.</summary>
    public EnergyOutputs Energy { get; } = new();
    /// <summary>Capacity as learned, in ampere-hours of the pack.</summary>
    public float CapacityAmpHours { get; set; }

    /// <summary>One sigma of it.</summary>
    public float CapacitySigmaAmpHours { get; set; }

    /// <summary>What became of the latest evidence of it.</summary>
    public HealthReason CapacityReason { get; set; }

    /// <summary>Resistance of the average group to a pulse of ten seconds at 25 °C and mid SOC as learned, in ohms.</summary>
    public float ResistanceOhms { get; set; }

    /// <summary>One sigma of it.</summary>
    public float ResistanceSigmaOhms { get; set; }

    /// <summary>What became of the latest evidence of it.</summary>
    public HealthReason ResistanceReason { get; set; }
}
