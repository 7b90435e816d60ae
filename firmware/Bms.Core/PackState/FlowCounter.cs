using Bms.Core.Estimation;

namespace Bms.Core.PackState;

/// <summary>
/// Charge and energy that went one way, counted without loss: whole microampere-hours and microwatt-hours, and what does not fill one is
/// carried. 2⁶² of either is more than a pack moves in a million years; there the count stops instead of wrapping.
/// </summary>
public sealed class FlowCounter
{
    private const long MicrocoulombsPerMicroampHour = 3600;
    private const long PicojoulesPerMicrowattHour = 3600000000;
    private const long MicrojoulesPerMicrowattHour = 3600;
    private const long PicojoulesPerMicrojoule = 1000000;
    private const long MostWhole = 1L << 62;
    private const long MostRest = 1L << 60;

    // Up to here charge times voltage fits a long beside the rest: 1 000 C at any voltage.
    private const long MostMicrocoulombs = 1000000000;
    private const int MicroPerMilli = 1000;

    private long _nanocoulombs;
    private long _microcoulombs;
    private long _picojoules;
    private long _microampHours;
    private long _microwattHours;

    /// <summary>Charge, in whole microampere-hours.</summary>
    public long MicroampHours => _microampHours + (_microcoulombs / MicrocoulombsPerMicroampHour);

    /// <summary>Energy, in whole microwatt-hours.</summary>
    public long MicrowattHours => _microwattHours + (_picojoules / PicojoulesPerMicrowattHour);

    /// <summary>Counts one step's charge at one voltage.</summary>
    /// <param name="nanocoulombs">The charge, not negative and below 2⁶².</param>
    /// <param name="microvolts">The pack's voltage, not negative.</param>
    internal void Count(long nanocoulombs, int microvolts)
    {
        long charge = _nanocoulombs + nanocoulombs;
        long microcoulombs = charge / MicroPerMilli;
        _nanocoulombs = charge - (microcoulombs * MicroPerMilli);
        _microcoulombs += microcoulombs;
        if (microcoulombs > MostMicrocoulombs)
        {
            CountGap(microcoulombs, microvolts);
            return;
        }
        long energy = _picojoules + (microcoulombs * microvolts);
        _picojoules = energy;
        if (energy > MostRest)
            CarryEnergy();
    }

    /// <summary>Moves what fills a whole unit out of the rests.</summary>
    internal void Carry()
    {
        if (_microcoulombs >= MicrocoulombsPerMicroampHour)
            CarryCharge();
        if (_picojoules >= PicojoulesPerMicrowattHour)
            CarryEnergy();
    }

    /// <summary>Walks the counts through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _nanocoulombs = archive.Whole(_nanocoulombs, 0, MicroPerMilli - 1);
        _microcoulombs = archive.Whole(_microcoulombs, 0, MostRest);
        _picojoules = archive.Whole(_picojoules, 0, MostRest);
        _microampHours = archive.Whole(_microampHours, 0, MostWhole);
        _microwattHours = archive.Whole(_microwattHours, 0, MostWhole);
    }

    /// <summary>A step that moved more than 1 000 C was a gap: to the microjoule is enough.</summary>
    private void CountGap(long microcoulombs, int microvolts)
    {
        // Such steps come rarely, and a sum of many may not wait for its turn.
        if (_microcoulombs > MostRest)
            CarryCharge();
        // Below 2⁶² nC this is less than 5·10¹² mC, times at most 2.2·10⁶ mV: less than 2⁶³ only up to 1 000 V, which no 32 groups reach.
        int millivolts = microvolts / MicroPerMilli;
        long microjoules = (microcoulombs / MicroPerMilli) * (millivolts > 1000000 ? 1000000 : millivolts);
        long wholes = microjoules / MicrojoulesPerMicrowattHour;
        AddEnergy(wholes);
        _picojoules += (microjoules - (wholes * MicrojoulesPerMicrowattHour)) * PicojoulesPerMicrojoule;
        if (_picojoules > MostRest)
            CarryEnergy();
    }

    private void CarryCharge()
    {
        long wholes = _microcoulombs / MicrocoulombsPerMicroampHour;
        _microcoulombs -= wholes * MicrocoulombsPerMicroampHour;
        long sum = _microampHours + wholes;
        _microampHours = sum > MostWhole ? MostWhole : sum;
    }

    private void CarryEnergy()
    {
        long wholes = _picojoules / PicojoulesPerMicrowattHour;
        _picojoules -= wholes * PicojoulesPerMicrowattHour;
        AddEnergy(wholes);
    }

    private void AddEnergy(long wholes)
    {
        long sum = _microwattHours + wholes;
        _microwattHours = sum > MostWhole ? MostWhole : sum;
    }
}
