using Bms.Core.Configuration;
using Bms.Core.Contactors;
using Bms.Core.Diagnostics;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;
using Bms.Core.PackState;
using Bms.Core.PowerLimits;
using Bms.Core.Protection;

namespace Bms.Core.Lifecycle;

/// <summary>
/// The pack's life: how long at which temperature, SOC and current, what it suffered, how it aged, where it was mated. Charge and energy
/// are the energy stage's counters; this record keeps them over restarts and owners. What a step measured holds over the time before it.
/// </summary>
/// <remarks>
/// Everything is in words (<see cref="LifetimeLayout"/>), so that what is stored is what is counted. A calendar that is not known leaves
/// dates 0 and changes nothing else.
/// </remarks>
public sealed partial class LifetimeStage
{
    private const int MillisecondsPerSecond = 1000;
    private const int NanoPerMicro = 1000;
    private const int TurnMask = 15;
    private const int DeepBit = 1;
    private const int OverBit = 2;
    private const int SeenBit = 4;
    private const int MatedBit = 8;
    private const int BinCentidegrees = 1000;
    private const int LowestEdge = -3000;
    private const int RestBin = LifetimeLayout.CurrentBins / 2;
    private const int HalfMask = 7;
    private const int CurrentPhase = 5;

    private readonly int[] _words = new int[LifetimeLayout.Words];
    private readonly int[] _edges = new int[RestBin];
    private readonly EstimationStage _estimation;
    private readonly GroupStage _groups;
    private readonly HealthStage _health;
    private readonly EnergyStage _energy;
    private readonly PowerStage _power;
    private readonly SelfDischarge _selfDischarge;
    private readonly int _cold;
    private readonly int _hot;
    private readonly int _restMicroamps;
    private readonly int _restMilliamps;
    private readonly float _perMicroampHour;
    private long _coldMilliseconds;
    private long _hotMilliseconds;
    private long _coldCharging;
    private long _hotCharging;
    private long _placeMilliseconds;
    private long _currentMilliseconds;
    private long _currentRest;
    private long _nanocoulombs;
    private ChannelSummary? _temperatures;
    private int _restSeconds;
    private int _changes;
    private int _phase;
    private int _calendar;
    private bool _closed;
    private bool _inrush;

    /// <summary>Makes the stage of one pack.</summary>
    /// <param name="configuration">The pack.</param>
    /// <param name="estimation">Its state of charge.</param>
    /// <param name="groups">Its groups.</param>
    /// <param name="health">Its health.</param>
    /// <param name="energy">Its energy and what has flowed.</param>
    /// <param name="power">Its permitted currents.</param>
    public LifetimeStage(
        PackConfiguration configuration, EstimationStage estimation, GroupStage groups, HealthStage health, EnergyStage energy, PowerStage power)
    {
        _estimation = estimation;
        _groups = groups;
        _health = health;
        _energy = energy;
        _power = power;
        _selfDischarge = new SelfDischarge(_words);
        IdentitySettings identity = configuration.Identity;
        _cold = identity.ColdCentidegrees;
        _hot = identity.HotCentidegrees;
        _restMicroamps = configuration.Measurement.RestMicroamps;
        _restMilliamps = _restMicroamps / NanoPerMicro;
        long rated = IntegerMath.Clamp((long)configuration.Cell.CapacityMicroampHours * configuration.ParallelCells, 1, int.MaxValue);
        _perMicroampHour = 1f / IntegerMath.ToFloat(rated);
        SetEdges(rated);
        StartIdentity(configuration, (int)rated);
    }

    /// <summary>The record. Owned by the stage: read only. What changes slowly is as of the last <see cref="Note"/>.</summary>
    public int[] Words => _words;

    /// <summary>What the pack loses by itself.</summary>
    public SelfDischarge SelfDischarge => _selfDischarge;

    /// <summary>Takes one step, after all others of the pipeline.</summary>
    public void Step(Measurements measurements, MeasurementStage measurement, ProtectionStage protection, ContactorStage contactors)
    {
        // What happens while the record is written for the last time would be in no record: the life ends with the wish to switch off.
        if (measurements.ShutdownRequested && !contactors.MainClosed && !_closed)
            return;
        int elapsed = measurement.ElapsedMilliseconds;
        ChannelSummary temperatures = measurement.Temperatures;
        if (temperatures.UsableCount > 0)
        {
            if (temperatures.Minimum < _cold)
            {
                _coldMilliseconds += elapsed;
                if (measurement.Direction == CurrentDirection.Charging)
                    _coldCharging += elapsed;
            }
            if (temperatures.Maximum > _hot)
            {
                _hotMilliseconds += elapsed;
                if (measurement.Direction == CurrentDirection.Charging)
                    _hotCharging += elapsed;
            }
        }
        bool closed = contactors.MainClosed;
        if (closed != _closed || _inrush)
            CountContactor(closed, measurement);
        if (protection.Changes != _changes)
            CountEvents(protection);
        if (measurements.Mated == _unmated)
            CountMating(measurements);
        _placeMilliseconds += elapsed;
        _currentMilliseconds += elapsed;
        _nanocoulombs += measurement.ChargeNanocoulombs;
        int phase = (_phase + 1) & TurnMask;
        _phase = phase;
        if ((phase & 1) == 0)
            Turn(phase, measurements, measurement);
        else if ((phase & HalfMask) == 1 && (_placeMilliseconds >= MillisecondsPerSecond || _temperatures == null))
            CountPlace(temperatures);
        else if ((phase & HalfMask) == CurrentPhase && _currentMilliseconds >= MillisecondsPerSecond)
            CountCurrent();
    }

    /// <summary>What waits for its turn is counted before the record is written.</summary>
    private void CountWaiting()
    {
        ChannelSummary? temperatures = _temperatures;
        if (temperatures != null && _placeMilliseconds >= MillisecondsPerSecond)
            CountPlace(temperatures);
        if (_currentMilliseconds >= MillisecondsPerSecond)
            CountCurrent();
    }

    /// <summary>The whole seconds since the last time go to the cell of the present temperature and SOC.</summary>
    private void CountPlace(ChannelSummary temperatures)
    {
        _temperatures = temperatures;
        int[] words = _words;
        int seconds = Seconds(_placeMilliseconds);
        _placeMilliseconds -= (long)seconds * MillisecondsPerSecond;
        words[LifetimeLayout.OperatingSeconds] = IntegerMath.AddSaturating(words[LifetimeLayout.OperatingSeconds], seconds);
        int place = LifetimeLayout.UnplacedSeconds;
        if (temperatures.UsableCount > 0 && _estimation.Valid)
            place = Cell(temperatures.Mean, _estimation.Estimator.Soc);
        words[place] = IntegerMath.AddSaturating(words[place], seconds);
    }

    /// <summary>The same of the mean current meanwhile, with the charge.</summary>
    private void CountCurrent()
    {
        int[] words = _words;
        long interval = _currentMilliseconds;
        long charge = _nanocoulombs / NanoPerMicro;
        _nanocoulombs -= charge * NanoPerMicro;
        int seconds = Seconds(interval + _currentRest);
        _currentRest += interval - ((long)seconds * MillisecondsPerSecond);
        _currentMilliseconds = 0;
        // Microcoulombs over milliseconds are milliamps.
        long mean = interval > 0 ? charge / interval : 0;
        bool outward = charge < 0;
        int milliamps = (int)IntegerMath.Clamp(outward ? -mean : mean, 0, int.MaxValue / NanoPerMicro);
        int[] edges = _edges;
        int edge = 0;
        while (edge < RestBin && milliamps >= edges[edge])
            edge++;
        int bin = outward ? RestBin - edge : RestBin + edge;
        words[LifetimeLayout.CurrentSeconds + bin] = IntegerMath.AddSaturating(words[LifetimeLayout.CurrentSeconds + bin], seconds);
        int at = LifetimeLayout.CurrentMicrocoulombs + (2 * bin);
        LifetimeLayout.Put(words, at, LifetimeLayout.Long(words, at) + (outward ? -charge : charge));
        int largest = outward ? LifetimeLayout.LargestDischargeMilliamps : LifetimeLayout.LargestChargeMilliamps;
        if (milliamps > words[largest])
            words[largest] = milliamps;
        _restSeconds = milliamps <= _restMilliamps ? IntegerMath.AddSaturating(_restSeconds, seconds) : 0;
    }

    private static int Seconds(long milliseconds) => (int)IntegerMath.Clamp(milliseconds / MillisecondsPerSecond, 0, int.MaxValue);

    /// <summary>The cell of a temperature, in centidegrees, and a SOC.</summary>
    private static int Cell(int centidegrees, float soc)
    {
        int above = centidegrees > LowestEdge ? (centidegrees - LowestEdge) / BinCentidegrees : 0;
        int row = above < LifetimeLayout.TemperatureBins ? above : LifetimeLayout.TemperatureBins - 1;
        // Written so that what is no number goes to the lowest.
        int column = soc > 0f ? soc < 1f ? (int)(soc * LifetimeLayout.SocBins) : LifetimeLayout.SocBins - 1 : 0;
        return LifetimeLayout.Histogram + (row * LifetimeLayout.SocBins) + column;
    }

    private void SetEdges(long ratedMicroampHours)
    {
        // Permille of C.
        int[] permille = new int[] { 50, 200, 500, 1000, 2000, 3000 };
        for (int edge = 0; edge < _edges.Length; edge++)
            _edges[edge] = (int)IntegerMath.Clamp(ratedMicroampHours * permille[edge] / 1000000, 1, int.MaxValue);
    }
}
