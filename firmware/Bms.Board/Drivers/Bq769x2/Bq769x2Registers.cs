namespace Bms.Board.Drivers.Bq769x2;

/// <summary>Registers, subcommands and data memory that the driver uses; SLUUBY2B chapter 12 (commands) and 13 (data memory).</summary>
public static class Bq769x2Registers
{
    /// <summary>
    /// Direct command: Battery Status, 2 bytes; then cell 1…16 at 0x14, stack 0x34, PACK 0x36, LD 0x38, CC2 current 0x3A.
    /// </summary>
    public const int BatteryStatus = 0x12;

    /// <summary>Direct command: Safety Status A, the odd bytes of 0x02…0x07 are the three of them.</summary>
    public const int SafetyStatusA = 0x03;

    /// <summary>Direct command: the chip's temperature in 0.1 K; TS1…TS3 at 0x70, 0x72, 0x74.</summary>
    public const int InternalTemperature = 0x68;

    /// <summary>Battery Status bit 0: configuration is being changed and nothing is measured.</summary>
    public const int StatusConfiguring = 0x0001;

    /// <summary>Battery Status bit 3: the chip was reset and has lost its configuration.</summary>
    public const int StatusReset = 0x0008;

    /// <summary>Subcommand: accumulated charge, i32 userAh and u32 userAh/2³².</summary>
    public const int ChargeStatus = 0x0076;

    /// <summary>Subcommand: the cells whose bleed is on, u16.</summary>
    public const int ActiveCells = 0x0083;

    /// <summary>Subcommand: change the configuration.</summary>
    public const int EnterConfiguration = 0x0090;

    /// <summary>Subcommand: use the configuration; clears the reset bit.</summary>
    public const int LeaveConfiguration = 0x0092;

    /// <summary>Subcommand: all FETs off, and held off.</summary>
    public const int AllFetsOff = 0x0095;

    /// <summary>Subcommand: the FETs may be on again.</summary>
    public const int AllFetsOn = 0x0096;

    /// <summary>Subcommand: no SLEEP, in which measurements become rare.</summary>
    public const int SleepDisable = 0x009A;

    /// <summary>Data memory: which protections are enabled; SCD 7, OCD2 6, OCD1 5, OCC 4, COV 3, CUV 2.</summary>
    public const int EnabledProtectionsA = 0x9261;

    /// <summary>Data memory: CUV threshold; the thresholds and delays up to SCD follow within 32 bytes.</summary>
    public const int UnderVoltageThreshold = 0x9275;

    /// <summary>Data memory: TS1's configuration, TS2's and TS3's behind it.</summary>
    public const int Thermistor1 = 0x92FD;

    /// <summary>Data memory: units of current (bits 0…1: 1 is mA, 2 is 10 mA) and of stack voltage (bit 2: 10 mV).</summary>
    public const int DataUnits = 0x9303;

    /// <summary>Data memory: the cell inputs in use, u16.</summary>
    public const int CellMask = 0x9304;
}
