using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The charge in the pack's average group, exact to the nanocoulomb however small the steps: a float SOC would lose what a small
/// current brings in a short step. A count may run a little past empty and full, so that it comes back where it came from.
/// </summary>
public sealed class ChargeLedger
{
    private const long NanocoulombsPerMicroampHour = 3600000;

    private readonly long _capacity;
    private readonly long _lowest;
    private readonly long _highest;
    private readonly float _capacityNanocoulombs;
    private readonly float _socPerNanocoulomb;
    // Never beyond 2 000 Ah and a tenth, which is less than 2⁵³ nanocoulombs: every build rounds its cast to float alike.
    private long _charge;

    /// <summary>Makes a ledger that starts empty.</summary>
    /// <param name="capacityMicroampHours">The pack's capacity, more than 0 and at most 2 000 Ah.</param>
    /// <param name="marginPermyriad">How far past empty and full the count may run, in 1/10 000 of the capacity.</param>
    public ChargeLedger(long capacityMicroampHours, int marginPermyriad)
    {
        _capacity = IntegerMath.Clamp(capacityMicroampHours, 1, 2000000000) * NanocoulombsPerMicroampHour;
        long margin = _capacity / 10000 * marginPermyriad;
        _lowest = -margin;
        _highest = _capacity + margin;
        _capacityNanocoulombs = IntegerMath.ToFloat(_capacity);
        _socPerNanocoulomb = 1f / _capacityNanocoulombs;
    }

    /// <summary>The charge, in nanocoulombs; 0 is empty.</summary>
    public long ChargeNanocoulombs => _charge;

    /// <summary>The charge over the capacity; it may lie a little outside 0…1.</summary>
    public float UnboundedSoc => (float)_charge * _socPerNanocoulomb;

    /// <summary>The charge over the capacity, held within 0…1.</summary>
    public float Soc => FloatMath.Clamp(UnboundedSoc, 0f, 1f);

    /// <summary>Sets the charge from an SOC, 0…1.</summary>
    public void Set(float soc) => _charge = (long)(FloatMath.Clamp(soc, 0f, 1f) * _capacityNanocoulombs);

    /// <summary>Adds charge. Returns false where the count had to be held at an end of its range.</summary>
    public bool Add(long nanocoulombs)
    {
        // The range is far below 2⁶², so neither difference can wrap.
        long charge = _charge;
        if (nanocoulombs > _highest - charge)
        {
            _charge = _highest;
            return false;
        }
        if (nanocoulombs < _lowest - charge)
        {
            _charge = _lowest;
            return false;
        }
        _charge = charge + nanocoulombs;
        return true;
    }

    /// <summary>Adds a change of SOC, held within ±1.</summary>
    public bool AddSoc(float change)
    {
        float held = change > 1f ? 1f : change < -1f ? -1f : change;
        return Add((long)(held * _capacityNanocoulombs));
    }

    /// <summary>The magnitude of a charge as a change of SOC, at most that from one end of the range to the other.</summary>
    public float ToSoc(long nanocoulombs)
    {
        long magnitude = nanocoulombs < 0 ? -nanocoulombs : nanocoulombs;
        if (magnitude > _highest || magnitude < 0)
            magnitude = _highest;
        return (float)magnitude * _socPerNanocoulomb;
    }
}
