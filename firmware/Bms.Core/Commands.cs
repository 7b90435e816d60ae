using Bms.Core.Charging;

namespace Bms.Core;

/// <summary>What the controller asks of the board after a step. Owned by the controller: read only.</summary>
public sealed class Commands
{
    /// <summary>Makes room for one pack's commands, everything off.</summary>
    public Commands(int seriesGroups)
    {
        BleedGroup = new bool[seriesGroups];
    }

    /// <summary>True where the main contactors are to be closed.</summary>
    public bool MainContactorsClosed { get; private set; }

    /// <summary>True where the precharge contactor is to be closed.</summary>
    public bool PrechargeClosed { get; private set; }

    /// <summary>True where load and charger are to bring the current to zero, because the contactors are about to open or are open.</summary>
    public bool ZeroCurrentRequested { get; private set; }

    /// <summary>True where the heater is to be on.</summary>
    public bool HeaterOn { get; private set; }

    /// <summary>True where the board is to read the AFE's thresholds back and hand them over.</summary>
    public bool AfeReadBackRequested { get; private set; }

    /// <summary>True where cooling is to be on.</summary>
    public bool CoolingOn { get; private set; }

    /// <summary>True where a connected charger is to give current.</summary>
    public bool ChargerEnabled { get; private set; }

    /// <summary>The voltage that the charger keeps to, in microvolts of the whole pack; 0 where it is off.</summary>
    public int ChargerPackMicrovolts { get; private set; }

    /// <summary>The current that the charger keeps to, in microamps; 0 where it is off.</summary>
    public int ChargerMicroamps { get; private set; }

    /// <summary>Where the charge stands.</summary>
    public ChargePhase ChargePhase { get; private set; }

    /// <summary>Largest permitted charge current, in microamps; 0 forbids charging.</summary>
    public int ChargeLimitMicroamps { get; private set; }

    /// <summary>Largest permitted discharge current, a magnitude in microamps; 0 forbids discharging.</summary>
    public int DischargeLimitMicroamps { get; private set; }

    /// <summary>The groups whose bleed resistor is to be on.</summary>
    public bool[] BleedGroup { get; }

    /// <summary>Sets what a step decided about everything around the main contactors.</summary>
    internal void SetAround(bool prechargeClosed, bool zeroCurrentRequested, bool heaterOn, bool afeReadBackRequested)
    {
        PrechargeClosed = prechargeClosed;
        ZeroCurrentRequested = zeroCurrentRequested;
        HeaterOn = heaterOn;
        AfeReadBackRequested = afeReadBackRequested;
    }

    /// <summary>Sets what a step decided about cooling and charger.</summary>
    internal void SetCharger(bool coolingOn, ChargingStage charging)
    {
        CoolingOn = coolingOn;
        ChargerEnabled = charging.ChargerEnabled;
        ChargerPackMicrovolts = charging.PackMicrovolts;
        ChargerMicroamps = charging.Microamps;
        ChargePhase = charging.Phase;
    }

    /// <summary>Sets what a step decided.</summary>
    internal void Set(bool mainContactorsClosed, int chargeLimitMicroamps, int dischargeLimitMicroamps, bool[] bleeding)
    {
        MainContactorsClosed = mainContactorsClosed;
        ChargeLimitMicroamps = chargeLimitMicroamps;
        DischargeLimitMicroamps = dischargeLimitMicroamps;
        bool[] bleedGroup = BleedGroup;
        for (int group = 0; group < bleedGroup.Length; group++)
            bleedGroup[group] = bleeding[group];
    }

    /// <summary>The safe state: everything open and off.</summary>
    internal void OpenAll()
    {
        MainContactorsClosed = false;
        PrechargeClosed = false;
        ZeroCurrentRequested = true;
        HeaterOn = false;
        AfeReadBackRequested = false;
        CoolingOn = false;
        ChargerEnabled = false;
        ChargerPackMicrovolts = 0;
        ChargerMicroamps = 0;
        ChargeLimitMicroamps = 0;
        DischargeLimitMicroamps = 0;
        for (int group = 0; group < BleedGroup.Length; group++)
            BleedGroup[group] = false;
    }
}
