namespace Bms.Core.Lifecycle;

/// <summary>
/// Where everything lies in the stored words of the lifetime record, its swap ledger, its history and its predecessor. A word is a
/// little-endian int; a long takes two, the lower first; a float its bits. Counters stop at their largest value.
/// </summary>
public static class LifetimeLayout
{
    /// <summary>Version of all four layouts.</summary>
    public const int Version = 1;

    /// <summary>Words of a traceability code: four characters each, the first in the lowest byte; all 0 where there is none.</summary>
    public const int CodeWords = 6;

    /// <summary>The pack's code.</summary>
    public const int Code = 0;

    /// <summary>The code before its second use.</summary>
    public const int Previous = 6;

    /// <summary>Where in its life it is, by <c>PackStatus</c>.</summary>
    public const int Status = 12;

    /// <summary>Owners, the first included.</summary>
    public const int Owners = 13;

    /// <summary>Day of manufacture since 1970; 0 unknown.</summary>
    public const int ManufacturedDay = 14;

    /// <summary>Day of service since 1970; 0 unknown.</summary>
    public const int ServiceDay = 15;

    /// <summary>Time that the controller has run, in seconds.</summary>
    public const int OperatingSeconds = 16;

    /// <summary>First calendar time known, in seconds since 2020; 0 none.</summary>
    public const int FirstCalendar = 17;

    /// <summary>Latest calendar time known, in seconds since 2020; 0 none.</summary>
    public const int LastCalendar = 18;

    /// <summary>Configured capacity of the pack, in microampere-hours.</summary>
    public const int RatedMicroampHours = 19;

    /// <summary>Groups in series.</summary>
    public const int SeriesGroups = 20;

    /// <summary>The cells' chemistry.</summary>
    public const int Chemistry = 21;

    /// <summary>Below this it is extremely cold, in centidegrees.</summary>
    public const int ColdCentidegrees = 22;

    /// <summary>Above this it is extremely hot, in centidegrees.</summary>
    public const int HotCentidegrees = 23;

    /// <summary>Milliseconds of extreme cold, a long.</summary>
    public const int ColdMilliseconds = 24;

    /// <summary>Milliseconds of extreme heat, a long.</summary>
    public const int HotMilliseconds = 26;

    /// <summary>Milliseconds of charging in extreme cold, a long.</summary>
    public const int ColdChargingMilliseconds = 28;

    /// <summary>Milliseconds of charging in extreme heat, a long.</summary>
    public const int HotChargingMilliseconds = 30;

    /// <summary>The energy stage's counters as it walks them: its layout's number, the way in, the way out, a voltage.</summary>
    public const int Flow = 32;

    /// <summary>Charge that went in, in microampere-hours, a long; the way out lies <see cref="FlowWords"/> further.</summary>
    public const int FlowInMicroampHours = Flow + 7;

    /// <summary>Energy that went in, in microwatt-hours, a long; the way out lies <see cref="FlowWords"/> further.</summary>
    public const int FlowInMicrowattHours = Flow + 9;

    /// <summary>Words of one way.</summary>
    public const int FlowWords = 10;

    /// <summary>Words of all the energy stage's counters.</summary>
    public const int AllFlowWords = 22;

    /// <summary>What had flowed when this owner took over: microampere-hours in and out, microwatt-hours in and out, longs.</summary>
    public const int OwnerFlow = 54;

    /// <summary>Deep discharges.</summary>
    public const int DeepDischarges = 62;

    /// <summary>Overcharges.</summary>
    public const int Overcharges = 63;

    /// <summary>Closings of the main contactors.</summary>
    public const int Closings = 64;

    /// <summary>Openings of the main contactors.</summary>
    public const int Openings = 65;

    /// <summary>Openings while more than the rest current flowed.</summary>
    public const int OpeningsUnderLoad = 66;

    /// <summary>Largest current that was opened, in milliamps.</summary>
    public const int LargestOpenedMilliamps = 67;

    /// <summary>Closings in whose first step more than the rest current flowed.</summary>
    public const int ClosingsUnderLoad = 68;

    /// <summary>Largest such current, in milliamps.</summary>
    public const int LargestClosedMilliamps = 69;

    /// <summary>Starts with a stored record.</summary>
    public const int Restarts = 70;

    /// <summary>Seconds in which temperature or SOC was not known: in no cell of the histogram.</summary>
    public const int UnplacedSeconds = 71;

    /// <summary>Bit 0: a deep discharge lasts. Bit 1: an overcharge lasts. Bit 2: the extremes below mean something. Bit 3: mated.</summary>
    public const int Flags = 72;

    /// <summary>Lowest group voltage seen, in microvolts.</summary>
    public const int LowestMicrovolts = 73;

    /// <summary>Highest group voltage seen, in microvolts.</summary>
    public const int HighestMicrovolts = 74;

    /// <summary>Lowest temperature seen, in centidegrees.</summary>
    public const int LowestCentidegrees = 75;

    /// <summary>Highest temperature seen, in centidegrees.</summary>
    public const int HighestCentidegrees = 76;

    /// <summary>Largest charge current as a mean over a second, in milliamps.</summary>
    public const int LargestChargeMilliamps = 77;

    /// <summary>Largest discharge current as a mean over a second, a magnitude in milliamps.</summary>
    public const int LargestDischargeMilliamps = 78;

    /// <summary>What was known when the record was written: bit 0 SOC, 1 energy, 2 group voltages.</summary>
    public const int NowKnown = 79;

    /// <summary>When it was written, in seconds since 2020; 0 unknown.</summary>
    public const int NowCalendar = 80;

    /// <summary>State of charge then, a float.</summary>
    public const int NowSoc = 81;

    /// <summary>Its standard deviation, a float.</summary>
    public const int NowSocSigma = 82;

    /// <summary>Capacity over the configured one, a float.</summary>
    public const int NowCapacityRatio = 83;

    /// <summary>Its standard deviation, a float; 0 where nothing was learned.</summary>
    public const int NowCapacitySigma = 84;

    /// <summary>Resistance over the profile's, a float.</summary>
    public const int NowResistanceRatio = 85;

    /// <summary>Its standard deviation, a float; 0 where nothing was learned.</summary>
    public const int NowResistanceSigma = 86;

    /// <summary>Charge left, in ampere-hours, a float.</summary>
    public const int NowRemainingAmpHours = 87;

    /// <summary>Energy left, in watt-hours, a float.</summary>
    public const int NowRemainingWattHours = 88;

    /// <summary>Energy from full at the present temperature, in watt-hours, a float.</summary>
    public const int NowFullWattHours = 89;

    /// <summary>Permitted charge current, in microamps.</summary>
    public const int NowChargeMicroamps = 90;

    /// <summary>Permitted discharge current, a magnitude in microamps.</summary>
    public const int NowDischargeMicroamps = 91;

    /// <summary>The groups' voltages together, in millivolts.</summary>
    public const int NowMillivolts = 92;

    /// <summary>SOC of the fullest group less that of the emptiest, a float.</summary>
    public const int NowSocSpread = 93;

    /// <summary>Smallest capacity of a group over the average one's, a float.</summary>
    public const int NowWeakestCapacity = 94;

    /// <summary>Largest resistance of a group over the average one's, a float.</summary>
    public const int NowLargestResistance = 95;

    /// <summary>Energy from full when first known between 20 and 30 °C, in watt-hours, a float; 0 none.</summary>
    public const int FirstFullWattHours = 96;

    /// <summary>The latest between 20 and 30 °C, a float; 0 none.</summary>
    public const int LatestFullWattHours = 97;

    /// <summary>Self-discharge: spans that count, see <see cref="SelfDischarge"/>, and ten words after it.</summary>
    public const int SelfDischarge = 98;

    /// <summary>Words of the self-discharge estimate.</summary>
    public const int SelfDischargeWords = 14;

    /// <summary>Seconds in each of <see cref="TemperatureBins"/> × <see cref="SocBins"/> cells, SOC within temperature.</summary>
    public const int Histogram = 112;

    /// <summary>Bins of 10 °C: below −20, −20…−10, … 50…60, 60 and above.</summary>
    public const int TemperatureBins = 10;

    /// <summary>Bins of 10 % SOC.</summary>
    public const int SocBins = 10;

    /// <summary>Seconds at each current: from the largest discharge over rest to the largest charge.</summary>
    public const int CurrentSeconds = Histogram + (TemperatureBins * SocBins);

    /// <summary>Bins of the current: six of discharge, rest, six of charge; edges at 0.05, 0.2, 0.5, 1, 2 and 3 C.</summary>
    public const int CurrentBins = 13;

    /// <summary>Charge at each current, a magnitude in microcoulombs, longs.</summary>
    public const int CurrentMicrocoulombs = CurrentSeconds + CurrentBins + 1;

    /// <summary>Words of the lifetime record.</summary>
    public const int Words = CurrentMicrocoulombs + (2 * CurrentBins);

    /// <summary>Words before the entries of ledger and history: a code, and how many entries were ever made.</summary>
    public const int RingHeader = CodeWords + 1;

    /// <summary>Matings that are kept.</summary>
    public const int LedgerEntries = 16;

    /// <summary>Words of one: mated and unmated by calendar and by operating seconds, SOC at both in 1/10 000 or −1, milliampere-hours out.</summary>
    public const int LedgerWords = 7;

    /// <summary>Points of the history that are kept.</summary>
    public const int HistoryEntries = 32;

    /// <summary>Words of one: calendar, operating seconds, capacity, its sigma, resistance, its sigma, full cycles; floats but the first two.</summary>
    public const int HistoryWords = 7;

    /// <summary>
    /// Words of the record before, kept of a pack with an unrelated code: code, flow like <see cref="OwnerFlow"/>, four timers, operating
    /// seconds, latest calendar time, deep discharges, overcharges.
    /// </summary>
    public const int PredecessorWords = CodeWords + 8 + 8 + 4;

    /// <summary>A long of two words.</summary>
    public static long Long(int[] words, int at) => ((long)words[at + 1] << 32) | (long)unchecked((uint)words[at]);

    /// <summary>Puts a long into two words.</summary>
    public static void Put(int[] words, int at, long value)
    {
        words[at] = unchecked((int)value);
        words[at + 1] = unchecked((int)(value >> 32));
    }
}
