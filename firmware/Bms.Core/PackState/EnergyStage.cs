using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Measurement;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// What the pack still gives and takes: charge, energy, and how long that lasts. Charge and energy that flow are counted in every step;
/// everything else is worked out in turns of <see cref="PeriodSteps"/> steps.
/// </summary>
/// <remarks>
/// Charge: what the weakest group holds, plus what the fullest one still takes. Energy: the integral of the average group's voltage, less
/// hysteresis and the settled drop at <see cref="ReferenceRatePerHour"/>, from now down to where the weakest group's voltage falls to the
/// maker's cut-off at that load; from where the fullest one is full for <see cref="FullWattHours"/>. At the present temperature. SOE is
/// the one over the other.
/// </remarks>
public sealed partial class EnergyStage
{
    /// <summary>Steps in which everything is worked out once.</summary>
    public const int PeriodSteps = 16;

    /// <summary>The discharge at which energy is stated, in C.</summary>
    public const float ReferenceRatePerHour = EnergyTable.ReferenceRate;

    /// <summary>Time constant of <see cref="SmoothedMilliamps"/>, in seconds.</summary>
    public const float SmoothingSeconds = 60f;

    /// <summary>The longest time that is told, a year of 365 days, in seconds; also where the current would never get there.</summary>
    public const float LongestSeconds = 31536000f;

    /// <summary>Told where nothing is known, or the question is no number.</summary>
    public const float UnknownSeconds = -1f;

    // Half of the turns have nothing to do: that keeps the mean low.
    private const int ClosingPhase = 5;
    private const int LastPhase = 7;
    private const float AmpHoursPerMicro = 1e-6f;
    private const float SecondsPerMilliampHour = 3600f;
    private const float MilliPerOne = 1000f;
    private const float SmallestFraction = 1e-6f;

    // Below this share of C the pack rests: a time to empty would tell of the sensor's offset.
    private const float RestingRate = 0.001f;

    private readonly EnergyTable _table;
    private readonly int _groups;
    private readonly float _series;
    private readonly float _configuredAmpHours;
    private readonly float _cyclesPerMicroampHour;
    private readonly float _efficiency;
    private int _phase;
    private bool _round;

    // Of the round that is being worked out.
    private float _capacity;
    private float _soc;
    private float _held;
    private float _toGo;
    private float _weakSoc;
    private float _weakFactor;
    private float _weakResistance;
    private float _resistance;
    private float _bottom;
    private float _top;
    private float _bottomVolts;
    private float _nowVolts;

    // Of the round that is shown, for times at other currents.
    private float _shownCapacity;
    private float _shownFactor;
    private float _shownSoc;
    private float _shownLoad;
    private float _shownToGo;

    /// <summary>Makes the stage for one pack.</summary>
    public EnergyStage(PackConfiguration configuration)
    {
        _table = new EnergyTable(configuration);
        _groups = configuration.SeriesGroups;
        _series = _groups;
        float ampHours = configuration.Cell.CapacityMicroampHours * AmpHoursPerMicro * configuration.ParallelCells;
        _configuredAmpHours = ampHours > 0f ? ampHours : 1f;
        // A full cycle is the configured capacity out and in again.
        _cyclesPerMicroampHour = AmpHoursPerMicro * 0.5f / _configuredAmpHours;
        float efficiency = configuration.Cell.CoulombicEfficiencyPermyriad * 1e-4f;
        _efficiency = efficiency > 0.5f ? efficiency : 1f;
        TimeToEmptySeconds = UnknownSeconds;
        TimeToFullSeconds = UnknownSeconds;
    }

    /// <summary>True once charge and energy mean something.</summary>
    public bool Valid { get; private set; }

    /// <summary>Charge that the weakest group still holds: what a slow discharge gives, in ampere-hours of the pack.</summary>
    public float RemainingAmpHours { get; private set; }

    /// <summary>That charge plus what the fullest group still takes: the pack's usable capacity as its groups stand, in ampere-hours.</summary>
    public float FullAmpHours { get; private set; }

    /// <summary>Energy that comes out at the reference rate from now on, in watt-hours; not negative.</summary>
    public float RemainingWattHours { get; private set; }

    /// <summary>Energy that would come out at the reference rate from full, in watt-hours; not negative.</summary>
    public float FullWattHours { get; private set; }

    /// <summary>State of energy, 0…1: <see cref="RemainingWattHours"/> over <see cref="FullWattHours"/>.</summary>
    public float Soe { get; private set; }

    /// <summary>Time until the weakest group is empty at the smoothed current, 0…<see cref="LongestSeconds"/>; see <see cref="SecondsToEmpty"/>.</summary>
    public float TimeToEmptySeconds { get; private set; }

    /// <summary>Time until the fullest group is full at the smoothed current, 0…<see cref="LongestSeconds"/>; see <see cref="SecondsToFull"/>.</summary>
    public float TimeToFullSeconds { get; private set; }

    /// <summary>
    /// Time until the weakest group is empty, or its voltage at the maker's cut-off, under a constant discharge at the present
    /// temperature, in seconds: 0…<see cref="LongestSeconds"/>, which also says "never"; <see cref="UnknownSeconds"/> where nothing is
    /// known or the current is negative or no number.
    /// </summary>
    /// <param name="milliamps">The discharge, a magnitude, in milliamps of the pack.</param>
    public float SecondsToEmpty(float milliamps)
    {
        if (!Valid || !(milliamps >= 0f))
            return UnknownSeconds;
        float rate = milliamps / (MilliPerOne * _shownCapacity);
        if (rate < RestingRate)
            return LongestSeconds;
        float usable = _shownSoc - _table.CutOffSoc(rate * _shownLoad);
        if (usable <= 0f)
            return 0f;
        return Bounded(usable * _shownFactor * SecondsPerMilliampHour / rate);
    }

    /// <summary>
    /// Time until the fullest group is full under a constant charge, in seconds, told like <see cref="SecondsToEmpty"/>. A charger that
    /// tapers takes longer.
    /// </summary>
    /// <param name="milliamps">The charge, in milliamps of the pack.</param>
    public float SecondsToFull(float milliamps)
    {
        if (!Valid || !(milliamps >= 0f))
            return UnknownSeconds;
        float rate = milliamps * _efficiency / (MilliPerOne * _shownCapacity);
        return rate < RestingRate ? LongestSeconds : Bounded(_shownToGo * SecondsPerMilliampHour / rate);
    }

    /// <summary>Takes one step.</summary>
    public void Step(MeasurementStage measurement, EstimationStage estimation, GroupStage groups, HealthStage health)
    {
        Count(measurement);
        int phase = _phase;
        _phase = (phase + 1) & (PeriodSteps - 1);
        if (phase > LastPhase)
            return;
        if (phase == 0)
        {
            _round = estimation.Valid && groups.Valid;
            if (_round)
                Begin(estimation, groups, health);
            else
                Forget();
        }
        else if (phase == ClosingPhase)
        {
            CloseRound();
        }
        else if (_round)
        {
            Work(phase);
        }
    }

    private void Begin(EstimationStage estimation, GroupStage groups, HealthStage health)
    {
        int weakest = groups.WeakestGroup;
        int fullest = groups.FullestGroup;
        float[] socs = groups.Soc;
        float[] factors = groups.CapacityFactor;
        float capacity = health.CapacityAmpHours;
        _capacity = capacity > 0f ? capacity : _configuredAmpHours;
        _soc = Fraction(estimation.Estimator.Soc);
        _weakSoc = Fraction(socs[weakest]);
        _weakFactor = Factor(factors[weakest]);
        _held = _weakSoc * _weakFactor;
        _toGo = (1f - Fraction(socs[fullest])) * Factor(factors[fullest]);
        _resistance = Factor(health.ResistanceRatio);
        _weakResistance = _resistance * Factor(groups.ResistanceFactor[weakest]);
        _table.LocateTemperature(estimation.Input.TemperatureCentidegrees);
    }

    private void Work(int phase)
    {
        switch (phase)
        {
            case 1:
                FindEnds();
                break;
            case 2:
                _bottomVolts = _table.Volts(_bottom, _resistance);
                break;
            case 3:
                _nowVolts = _table.Volts(_soc, _resistance);
                break;
            case 4:
                Show(_table.Volts(_top, _resistance));
                break;
            case ClosingPhase + 1:
                TimeToEmptySeconds = SmoothedMilliamps < 0f ? SecondsToEmpty(-SmoothedMilliamps) : LongestSeconds;
                break;
            default:
                TimeToFullSeconds = SmoothedMilliamps > 0f ? SecondsToFull(SmoothedMilliamps) : LongestSeconds;
                break;
        }
    }

    private void Forget()
    {
        Valid = false;
        TimeToEmptySeconds = UnknownSeconds;
        TimeToFullSeconds = UnknownSeconds;
    }

    /// <summary>Where the average group stands when the weakest is empty at the reference rate, and when the fullest is full.</summary>
    private void FindEnds()
    {
        float cutOff = _table.CutOffSoc(ReferenceRatePerHour * _weakResistance);
        float usable = _held - (cutOff * _weakFactor);
        _bottom = Fraction(_soc - (usable > 0f ? usable : 0f));
        _top = Fraction(_soc + _toGo);
    }

    /// <summary>Puts a whole round on show at once.</summary>
    private void Show(float topVolts)
    {
        float wattHoursPerVolt = _capacity * _series;
        float remaining = _nowVolts - _bottomVolts;
        float full = topVolts - _bottomVolts;
        remaining = remaining > 0f ? remaining : 0f;
        full = full > remaining ? full : remaining;
        RemainingAmpHours = _held * _capacity;
        FullAmpHours = (_held + _toGo) * _capacity;
        RemainingWattHours = remaining * wattHoursPerVolt;
        FullWattHours = full * wattHoursPerVolt;
        Soe = full > SmallestFraction ? remaining / full : 0f;
        _shownCapacity = _capacity;
        _shownFactor = _weakFactor;
        _shownSoc = _weakSoc;
        // A smaller group sees a larger rate.
        _shownLoad = _weakResistance / _weakFactor;
        _shownToGo = _toGo;
        Valid = true;
    }

    private static float Bounded(float seconds) => seconds < LongestSeconds ? seconds : LongestSeconds;

    /// <summary>Written so that what is no number becomes 0.</summary>
    private static float Fraction(float value) => value > 0f ? value < 1f ? value : 1f : 0f;

    /// <summary>A factor on a group's capacity or resistance; what cannot be one becomes 1.</summary>
    private static float Factor(float value) => value > 0.1f && value < 100f ? value : 1f;
}
