using Bms.Core;
using Bms.Core.Configuration;
using Bms.Core.Protection;

namespace Bms.Board.Drivers.Inverters;

/// <summary>The rows of the protection table as inverters know them: 0 nothing, 1 warned of, 2 tripped.</summary>
public sealed class InverterAlarms
{
    /// <summary>Anything at all.</summary>
    public int General { get; private set; }

    /// <summary>Voltage too high.</summary>
    public int HighVoltage { get; private set; }

    /// <summary>Voltage too low.</summary>
    public int LowVoltage { get; private set; }

    /// <summary>Too hot, for discharging or at all.</summary>
    public int HighTemperature { get; private set; }

    /// <summary>Too cold, for discharging or at all.</summary>
    public int LowTemperature { get; private set; }

    /// <summary>Too hot for charging.</summary>
    public int HighTemperatureCharge { get; private set; }

    /// <summary>Too cold for charging.</summary>
    public int LowTemperatureCharge { get; private set; }

    /// <summary>Too much discharge current.</summary>
    public int DischargeCurrent { get; private set; }

    /// <summary>Too much charge current.</summary>
    public int ChargeCurrent { get; private set; }

    /// <summary>A contactor does not do what it is told.</summary>
    public int Contactor { get; private set; }

    /// <summary>Short circuit.</summary>
    public int ShortCircuit { get; private set; }

    /// <summary>Measurement, communication or memory inside the pack, and everything that has no place of its own.</summary>
    public int Internal { get; private set; }

    /// <summary>Cells apart from each other.</summary>
    public int Imbalance { get; private set; }

    /// <summary>Takes the state of a controller.</summary>
    public void Take(PackController controller)
    {
        General = 0;
        HighVoltage = 0;
        LowVoltage = 0;
        HighTemperature = 0;
        LowTemperature = 0;
        HighTemperatureCharge = 0;
        LowTemperatureCharge = 0;
        DischargeCurrent = 0;
        ChargeCurrent = 0;
        Contactor = 0;
        ShortCircuit = 0;
        Internal = 0;
        Imbalance = 0;
        ProtectionStage protection = controller.Protection;
        for (int row = 0; row <= (int)ProtectionKind.ThermalRunaway; row++)
        {
            int level = protection.Level(row);
            if (level != ProtectionStage.LevelNone)
                Sort((ProtectionKind)row, level >= ProtectionStage.LevelTrip ? 2 : 1);
        }
        if (controller.Contactors.Fault != Core.Contactors.ContactorFault.None)
        {
            Contactor = 2;
            General = 2;
        }
        if (controller.FailedStage != ControllerStage.None)
        {
            Internal = 2;
            General = 2;
        }
    }

    private void Sort(ProtectionKind kind, int state)
    {
        General = Worse(General, state);
        switch (kind)
        {
            case ProtectionKind.CellOverVoltage or ProtectionKind.PackOverVoltage:
                HighVoltage = Worse(HighVoltage, state);
                break;
            case ProtectionKind.CellUnderVoltage or ProtectionKind.PackUnderVoltage or ProtectionKind.DeepDischarge:
                LowVoltage = Worse(LowVoltage, state);
                break;
            case ProtectionKind.OverTemperatureCharge:
                HighTemperatureCharge = Worse(HighTemperatureCharge, state);
                break;
            case ProtectionKind.UnderTemperatureCharge:
                LowTemperatureCharge = Worse(LowTemperatureCharge, state);
                break;
            case ProtectionKind.OverTemperatureDischarge or ProtectionKind.OverTemperatureRest or ProtectionKind.TemperatureRise
                or ProtectionKind.RunawayWarning or ProtectionKind.ThermalRunaway:
                HighTemperature = Worse(HighTemperature, state);
                break;
            case ProtectionKind.UnderTemperatureDischarge or ProtectionKind.UnderTemperatureRest:
                LowTemperature = Worse(LowTemperature, state);
                break;
            case ProtectionKind.OverCurrentCharge or ProtectionKind.OverloadCharge:
                ChargeCurrent = Worse(ChargeCurrent, state);
                break;
            case ProtectionKind.OverCurrentDischarge or ProtectionKind.OverloadDischarge:
                DischargeCurrent = Worse(DischargeCurrent, state);
                break;
            case ProtectionKind.ShortCircuit:
                ShortCircuit = Worse(ShortCircuit, state);
                break;
            case ProtectionKind.VoltageSpread or ProtectionKind.TemperatureSpread:
                Imbalance = Worse(Imbalance, state);
                break;
            default:
                Internal = Worse(Internal, state);
                break;
        }
    }

    private static int Worse(int one, int other) => one > other ? one : other;
}
