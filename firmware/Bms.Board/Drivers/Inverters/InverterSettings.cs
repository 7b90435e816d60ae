namespace Bms.Board.Drivers.Inverters;

/// <summary>What an inverter is told that the pack image does not say.</summary>
public sealed class InverterSettings
{
    /// <summary>Whose frames.</summary>
    public InverterKind Kind { get; init; }

    /// <summary>Charge voltage in millivolts for the whole pack. Where it makes no sense, no limits are sent at all: never 0.</summary>
    public int ChargeMillivolts { get; init; }

    /// <summary>Discharge voltage in millivolts for the whole pack.</summary>
    public int DischargeMillivolts { get; init; }

    /// <summary>Time between two sendings in milliseconds, 200…30 000; SMA gives up after 60 s without limits.</summary>
    public int PeriodMilliseconds { get; init; } = 1000;

    /// <summary>Modules in parallel, 1…255.</summary>
    public int Modules { get; init; } = 1;
}
