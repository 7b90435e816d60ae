namespace Bms.Core.Contactors;

/// <summary>
/// The transitions between modes, as a table: from a mode, where all of some conditions hold and none of others, to a mode. The first
/// row of a mode that fits is taken. The indices beside it are checked by a test.
/// </summary>
public static class ModeTable
{
    /// <summary>A row of the protection table trips.</summary>
    public const int Trip = 1;

    /// <summary>The current is small enough to be interrupted, or has been waited for long enough.</summary>
    public const int MayOpen = 2;

    /// <summary>Closed contactors are asked for, and neither service nor shutdown nor shipping.</summary>
    public const int Close = 4;

    /// <summary>Everything that closing needs is there: complete measurements, a cool resistor.</summary>
    public const int Ready = 8;

    /// <summary>Closing begins with precharging.</summary>
    public const int Precharges = 16;

    /// <summary>The link is charged.</summary>
    public const int LinkCharged = 32;

    /// <summary>A try to precharge has failed.</summary>
    public const int TryFailed = 64;

    /// <summary>The current charges the pack.</summary>
    public const int ChargingNow = 128;

    /// <summary>The current discharges the pack.</summary>
    public const int DischargingNow = 256;

    /// <summary>Too cold to close.</summary>
    public const int Cold = 512;

    /// <summary>Service asks.</summary>
    public const int Service = 1024;

    /// <summary>The board is about to switch off.</summary>
    public const int Shutdown = 2048;

    /// <summary>Storage or transport is asked for.</summary>
    public const int Ship = 4096;

    /// <summary>The self test has passed.</summary>
    public const int Tested = 8192;

    /// <summary>A contactor has a fault.</summary>
    public const int Fault = 16384;

    private const int Columns = 4;
    private const int Boot = (int)PackMode.Boot;
    private const int SelfTest = (int)PackMode.SelfTest;
    private const int Standby = (int)PackMode.Standby;
    private const int Precharge = (int)PackMode.Precharge;
    private const int Discharging = (int)PackMode.Discharging;
    private const int Charging = (int)PackMode.Charging;
    private const int Preheat = (int)PackMode.Preheat;
    private const int Opening = (int)PackMode.Opening;
    private const int Faulted = (int)PackMode.Fault;
    private const int InService = (int)PackMode.Service;
    private const int ShutDown = (int)PackMode.Shutdown;
    private const int Shipped = (int)PackMode.Ship;

    // From, all of these, none of these, to. In the order of the modes.
    private static readonly int[] Table =
    [
        Boot, 0, 0, SelfTest,
        SelfTest, Ship, 0, Shipped,
        SelfTest, Shutdown, 0, ShutDown,
        SelfTest, Service, 0, InService,
        SelfTest, Trip, 0, Faulted,
        SelfTest, Fault, 0, Faulted,
        SelfTest, Tested, 0, Standby,
        Standby, Ship, 0, Shipped,
        Standby, Shutdown, 0, ShutDown,
        Standby, Service, 0, InService,
        Standby, Trip, 0, Faulted,
        Standby, Fault, 0, Faulted,
        Standby, Close | Cold, 0, Preheat,
        Standby, Close | Ready | Precharges, Cold, Precharge,
        Standby, Close | Ready, Cold | Precharges, Discharging,
        Precharge, Trip, 0, Faulted,
        Precharge, Fault, 0, Faulted,
        Precharge, TryFailed, 0, Standby,
        Precharge, 0, Close, Standby,
        Precharge, LinkCharged, 0, Discharging,
        Discharging, Trip | MayOpen, 0, Faulted,
        Discharging, Trip, 0, Opening,
        Discharging, Fault | MayOpen, 0, Faulted,
        Discharging, Fault, 0, Opening,
        Discharging, MayOpen, Close, Standby,
        Discharging, 0, Close, Opening,
        Discharging, ChargingNow, 0, Charging,
        Charging, Trip | MayOpen, 0, Faulted,
        Charging, Trip, 0, Opening,
        Charging, Fault | MayOpen, 0, Faulted,
        Charging, Fault, 0, Opening,
        Charging, MayOpen, Close, Standby,
        Charging, 0, Close, Opening,
        Charging, DischargingNow, 0, Discharging,
        Preheat, Trip, 0, Faulted,
        Preheat, Fault, 0, Faulted,
        Preheat, 0, Close, Standby,
        Preheat, 0, Cold, Standby,
        Opening, Trip | MayOpen, 0, Faulted,
        Opening, Fault | MayOpen, 0, Faulted,
        Opening, MayOpen, 0, Standby,
        Faulted, Ship, 0, Shipped,
        Faulted, Shutdown, 0, ShutDown,
        Faulted, Service, 0, InService,
        Faulted, 0, Trip | Fault, Standby,
        InService, Ship, 0, Shipped,
        InService, Shutdown, 0, ShutDown,
        InService, 0, Service, SelfTest,
        ShutDown, Ship, 0, Shipped,
        ShutDown, 0, Shutdown, SelfTest,
    ];

    // Where each mode's rows begin, in rows; the last is the end of the table.
    private static readonly byte[] First = [0, 1, 7, 15, 20, 27, 34, 38, 41, 45, 48, 50, 50];

    // Each mode's first row that none of the urgent conditions leads to: without them it is where the search begins.
    private static readonly byte[] Calm = [0, 6, 12, 17, 24, 31, 36, 40, 44, 47, 49, 50];

    private const int Urgent = Trip | Fault | Service | Shutdown | Ship;

    /// <summary>The mode that follows, or the same one where no row fits.</summary>
    /// <param name="mode">The mode now.</param>
    /// <param name="conditions">The conditions that hold, a bit each.</param>
    public static PackMode Next(PackMode mode, int conditions)
    {
        int[] table = Table;
        int end = First[(int)mode + 1] * Columns;
        byte[] begin = (conditions & Urgent) == 0 ? Calm : First;
        for (int row = begin[(int)mode] * Columns; row < end; row += Columns)
        {
            int needed = table[row + 1];
            if ((conditions & needed) == needed && (conditions & table[row + 2]) == 0)
                return (PackMode)table[row + 3];
        }
        return mode;
    }
}
