using Bms.Core.Configuration;

namespace Bms.Core.Measurement;

/// <summary>
/// What a board hands to the controller in one step. Allocated once, filled anew before each step. Each channel carries its value,
/// whether the driver trusts it, and how long ago it was sampled.
/// </summary>
public sealed class Measurements
{
    /// <summary>Makes room for a pack's channels, all of them not valid.</summary>
    /// <param name="seriesGroups">Series groups, 1…32.</param>
    /// <param name="temperatureSensors">Temperature sensors, 1…16.</param>
    public Measurements(int seriesGroups, int temperatureSensors)
    {
        CellMicrovolts = new int[seriesGroups];
        CellAgeMilliseconds = new int[seriesGroups];
        CellValid = new bool[seriesGroups];
        TemperatureCentidegrees = new int[temperatureSensors];
        TemperatureAgeMilliseconds = new int[temperatureSensors];
        TemperatureValid = new bool[temperatureSensors];
        AuxiliaryValue = new int[PackConfiguration.AuxiliaryCount];
        AuxiliaryAgeMilliseconds = new int[PackConfiguration.AuxiliaryCount];
        AuxiliaryValid = new bool[PackConfiguration.AuxiliaryCount];
        AfeThresholds = new int[(int)AfeThreshold.Count];
    }

    /// <summary>
    /// Monotonic time in milliseconds. It may wrap from the largest to the smallest int, as a tick count does; two steps must lie
    /// less than 24 days apart.
    /// </summary>
    public int NowMilliseconds { get; set; }

    /// <summary>Calendar time in milliseconds since 1970-01-01 UTC.</summary>
    public long UnixMilliseconds { get; set; }

    /// <summary>True where the calendar time is known.</summary>
    public bool UnixValid { get; set; }

    /// <summary>Voltage of each series group, in microvolts; group 0 is the most negative one.</summary>
    public int[] CellMicrovolts { get; }

    /// <summary>Age of each group's sample, in milliseconds.</summary>
    public int[] CellAgeMilliseconds { get; }

    /// <summary>Whether the driver trusts each group's sample.</summary>
    public bool[] CellValid { get; }

    /// <summary>Each temperature, in centidegrees Celsius.</summary>
    public int[] TemperatureCentidegrees { get; }

    /// <summary>Age of each temperature, in milliseconds.</summary>
    public int[] TemperatureAgeMilliseconds { get; }

    /// <summary>Whether the driver trusts each temperature.</summary>
    public bool[] TemperatureValid { get; }

    /// <summary>Pack current in microamps; positive charges.</summary>
    public int PackMicroamps { get; set; }

    /// <summary>Age of the current's sample, in milliseconds.</summary>
    public int PackCurrentAgeMilliseconds { get; set; }

    /// <summary>Whether the driver trusts the current.</summary>
    public bool PackCurrentValid { get; set; }

    /// <summary>
    /// Charge that the hardware has counted since an arbitrary start, in microcoulombs; positive where it charged the pack. Where it
    /// is valid in two steps in succession, its difference is used instead of current times time.
    /// </summary>
    public long AccumulatedMicrocoulombs { get; set; }

    /// <summary>Whether the hardware's charge counter is there and trusted.</summary>
    public bool AccumulatedChargeValid { get; set; }

    /// <summary>
    /// The inputs that not every board has, by <see cref="AuxiliaryChannel"/>, each in the unit that its name says. Those that the
    /// image does not name are not looked at. Channels that have properties of their own use only validity and age.
    /// </summary>
    public int[] AuxiliaryValue { get; }

    /// <summary>Age of each of these, in milliseconds.</summary>
    public int[] AuxiliaryAgeMilliseconds { get; }

    /// <summary>Whether the driver trusts each of these.</summary>
    public bool[] AuxiliaryValid { get; }

    /// <summary>Sense wires that the AFE's own test finds open: bit n is the wire below group n, the last one lies above the last group.</summary>
    public long AfeOpenWires { get; set; }

    /// <summary>The AFE's own thresholds as read back, by <see cref="AfeThreshold"/>.</summary>
    public int[] AfeThresholds { get; }

    /// <summary>The vehicle or plant asks for closed contactors.</summary>
    public bool CloseRequested { get; set; }

    /// <summary>Service asks for latched trips to end. Acts when it changes from false to true.</summary>
    public bool LatchResetRequested { get; set; }

    /// <summary>Service works on the pack: everything stays open while this is asked for.</summary>
    public bool ServiceRequested { get; set; }

    /// <summary>The vehicle asks for the charge that is kept for landing.</summary>
    public bool ReserveRequested { get; set; }

    /// <summary>Parallel strings that are closed, this one included, where the image says how many there are.</summary>
    public int ClosedStrings { get; set; }

    /// <summary>The board is about to switch off.</summary>
    public bool ShutdownRequested { get; set; }

    /// <summary>The pack is to be stored or shipped: everything stays open until the board is started anew.</summary>
    public bool ShipRequested { get; set; }

    /// <summary>True while the pack is in its place: mated to a vehicle, a robot or a rack. False where it has been taken out.</summary>
    public bool Mated { get; set; } = true;

    /// <summary>A charger is connected that does what the commands say.</summary>
    public bool ChargerConnected { get; set; }

    /// <summary>The charge is to end at the level that the image sets for storage.</summary>
    public bool StorageChargeRequested { get; set; }

    /// <summary>Somebody asks for the charge to pause while this is so.</summary>
    public bool ChargeStopRequested { get; set; }

    /// <summary>The heater takes current.</summary>
    public bool HeaterFeedback { get; set; }

    /// <summary>Whether the driver trusts that.</summary>
    public bool HeaterFeedbackValid { get; set; }
}
