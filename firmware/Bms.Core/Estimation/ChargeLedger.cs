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
    private readonly ulong _span;
    private readonly float _capacityNanocoulombs;
    private readonly float _socPerNanocoulomb;
    // Never beyond 2 000 Ah and a tenth, which is less than 2⁵³ nanocoulombs: every build rounds its cast to float alike.
    private long _charge;
    private bool _held;

    /// <summary>Makes a ledger that starts empty.</summary>
    /// <param name="capacityMicroampHours">The pack's capacity, more than 0 and at most 2 000 Ah.</param>
    /// <param name="marginPermyriad">How far past empty and full the count may run, in 1/10 000 of the capacity.</param>
    public ChargeLedger(long capacityMicroampHours, int marginPermyriad)
    {
        _capacity = IntegerMath.Clamp(capacityMicroampHours, 1, 2000000000) * NanocoulombsPerMicroampHour;
        long margin = _capacity / 10000 * marginPermyriad;
        _lowest = -margin;
        _highest = _capacity + margin;
        _span = (ulong)(_highest - _lowest);
        _capacityNanocoulombs = IntegerMath.ToFloat(_capacity);
        _socPerNanocoulomb = 1f / _capacityNanocoulombs;
    }

    /// <summary>The charge, in nanocoulombs; 0 is empty.</summary>
    public long ChargeNanocoulombs => _charge;

    /// <summary>The charge over the capacity; it may lie a little outside 0…1.</summary>
    public float UnboundedSoc => (float)_charge * _socPerNanocoulomb;

    /// <summary>The charge over the capacity, held within 0…1.</summary>
    public float Soc
    {
        get
        {
            float soc = (float)_charge * _socPerNanocoulomb;
            return soc < 0f ? 0f : soc > 1f ? 1f : soc;
        }
    }

    /// <summary>Sets the charge from an SOC, 0…1.</summary>
    public void Set(float soc) => _charge = (long)(FloatMath.Clamp(soc, 0f, 1f) * _capacityNanocoulombs);

    /// <summary>True where the last count had to be held at an end of the range.</summary>
    public bool Held => _held;

    /// <summary>
    /// Adds charge, of a magnitude below 2⁶²; returns by how much the SOC changed, which is less where the count was held at an end.
    /// </summary>
    public float Count(long nanocoulombs)
    {
        long after = _charge + nanocoulombs;
        // One unsigned comparison covers both ends of the range.
        if ((ulong)(after - _lowest) > _span)
            return Hold(after);
        _held = false;
        _charge = after;
        return (float)nanocoulombs * _socPerNanocoulomb;
    }

    /// <summary>Adds a change of SOC of at most ±1; returns by how much it changed.</summary>
    public float CountSoc(float change) => Count((long)(change * _capacityNanocoulombs));

    private float Hold(long after)
    {
        long before = _charge;
        _held = true;
        _charge = after < _lowest ? _lowest : _highest;
        return (float)(_charge - before) * _socPerNanocoulomb;
    }

    /// <summary>Walks the count through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _charge = archive.Whole(_charge, _lowest, _highest);
        _held = archive.Flag(_held);
    }
}
