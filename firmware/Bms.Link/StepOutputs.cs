using Bms.Core;
using Bms.Core.Charging;
using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Estimation;
using Bms.Core.Protection;

namespace Bms.Link;

/// <summary>
/// What a controller decided and estimated in one step. The rig in the PC's process and a board fill it by the same
/// <see cref="Take"/>, so that nothing can differ but the controller itself.
/// </summary>
public sealed class StepOutputs
{
    /// <summary>Main contactors are to be closed.</summary>
    public bool MainContactorsClosed { get; set; }

    /// <summary>The precharge contactor is to be closed.</summary>
    public bool PrechargeClosed { get; set; }

    /// <summary>Load and charger are to take no current.</summary>
    public bool ZeroCurrentRequested { get; set; }

    /// <summary>The heater is to be on.</summary>
    public bool HeaterOn { get; set; }

    /// <summary>The board is to read the AFE's thresholds back.</summary>
    public bool AfeReadBackRequested { get; set; }

    /// <summary>Cooling is to be on.</summary>
    public bool CoolingOn { get; set; }

    /// <summary>A connected charger is to give current.</summary>
    public bool ChargerEnabled { get; set; }

    /// <summary>The voltage that the charger keeps to, in microvolts of the pack.</summary>
    public int ChargerPackMicrovolts { get; set; }

    /// <summary>The current that the charger keeps to, in microamps.</summary>
    public int ChargerMicroamps { get; set; }

    /// <summary>Where the charge stands.</summary>
    public ChargePhase ChargePhase { get; set; }

    /// <summary>What the pack is doing.</summary>
    public PackMode Mode { get; set; }

    /// <summary>The stage in which an exception ended a step.</summary>
    public ControllerStage FailedStage { get; set; }

    /// <summary>Permitted charge current, in microamps.</summary>
    public int ChargeLimitMicroamps { get; set; }

    /// <summary>Permitted discharge current, a magnitude in microamps.</summary>
    public int DischargeLimitMicroamps { get; set; }

    /// <summary>Bit n is set where group n bleeds.</summary>
    public int BleedingGroups { get; set; }

    /// <summary>State of charge, 0…1.</summary>
    public float Soc { get; set; }

    /// <summary>One sigma of it.</summary>
    public float SocSigma { get; set; }

    /// <summary>Expected group voltage, in volts.</summary>
    public float PredictedVolts { get; set; }

    /// <summary>Why the SOC moved beyond counting.</summary>
    public CorrectionReason Reason { get; set; }

    /// <summary>Level of each protection row, by <see cref="ProtectionKind"/>: 0 none, 1 warning, 2 derate, 3 trip.</summary>
    public byte[] Levels { get; } = new byte[ProtectionPolicy.RowCount];

    /// <summary>Fills everything from a controller after a step.</summary>
    public void Take(PackController controller)
    {
        Commands commands = controller.Commands;
        MainContactorsClosed = commands.MainContactorsClosed;
        PrechargeClosed = commands.PrechargeClosed;
        ZeroCurrentRequested = commands.ZeroCurrentRequested;
        HeaterOn = commands.HeaterOn;
        AfeReadBackRequested = commands.AfeReadBackRequested;
        CoolingOn = commands.CoolingOn;
        ChargerEnabled = commands.ChargerEnabled;
        ChargerPackMicrovolts = commands.ChargerPackMicrovolts;
        ChargerMicroamps = commands.ChargerMicroamps;
        ChargePhase = commands.ChargePhase;
        Mode = controller.Contactors.Mode;
        FailedStage = controller.FailedStage;
        ChargeLimitMicroamps = commands.ChargeLimitMicroamps;
        DischargeLimitMicroamps = commands.DischargeLimitMicroamps;
        BleedingGroups = Bits(commands.BleedGroup);
        IStateEstimator estimator = controller.Estimation.Estimator;
        Soc = estimator.Soc;
        SocSigma = estimator.SocSigma;
        PredictedVolts = estimator.PredictedVolts;
        Reason = controller.Estimation.Reason;
        ProtectionStage protection = controller.Protection;
        byte[] levels = Levels;
        for (int row = 0; row < levels.Length; row++)
            levels[row] = (byte)protection.Level(row);
    }

    private static int Bits(bool[] flags)
    {
        int bits = 0;
        for (int index = 0; index < flags.Length; index++)
            bits |= flags[index] ? 1 << index : 0;
        return bits;
    }
}
