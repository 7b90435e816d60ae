using Bms.Core.Configuration;
using Bms.Core.Estimation;
using Bms.Core.Numerics;

namespace Bms.Core.PackState;

/// <summary>
/// Makes pairs for <see cref="CapacityFit"/>: of all SOC readings since the counting began it keeps the two that together tell most,
/// the square of the charge between them over the variance of both. Where the load turns round the pair is kept and the next one begins
/// where it ended.
/// </summary>
public sealed class CapacityEvidence
{
    // One sigma of what a time without a board may have moved unseen, as a part of the capacity.
    private const float CrossingVariance = 0.0004f;

    // Counting itself: rounding, and what differs between the hold of a sample and the current between two.
    private const float CountingVariance = 4e-6f;

    private const float MillisecondsPerHour = 3600000f;
    private const long LongestMilliseconds = 604800000;

    // A wider reading says nothing; a pair has to be known to a part of itself.
    private const float LargestVariance = 0.01f;
    private const float LargestPart = 0.15f;
    private const float LowestChange = 0.5f;
    private const float HighestChange = 2.5f;
    private const float LargestNumber = 1e6f;

    private readonly CapacityFit _fit;
    private readonly float _socPerNanocoulomb;
    private readonly float _offsetRate;
    private readonly float _leastSpan;
    private bool _hasStart;
    private float _startSoc;
    private float _startVariance;
    private bool _hasEnd;
    private float _endSoc;
    private float _endVariance;
    private float _endHours;
    private long _endCharge;
    private long _charge;
    private long _milliseconds;
    private float _crossed;
    private float _merit;
    private bool _proposed;

    /// <summary>Makes the evidence of one pack.</summary>
    /// <param name="configuration">The pack.</param>
    /// <param name="fit">What takes the pairs.</param>
    /// <param name="capacityAmpHours">The configured capacity; positive.</param>
    public CapacityEvidence(PackConfiguration configuration, CapacityFit fit, float capacityAmpHours)
    {
        _fit = fit;
        _socPerNanocoulomb = capacityAmpHours > 0f ? 1f / (capacityAmpHours * 3.6e12f) : 0f;
        _offsetRate = configuration.Estimation.CurrentOffsetPermyriad * 1e-4f;
        _leastSpan = configuration.PackState.CapacitySpanPermille * 1e-3f;
    }

    /// <summary>Charge counted since the first reading, in nanocoulombs.</summary>
    public long ChargeNanocoulombs => _charge;

    /// <summary>Counts a step.</summary>
    public void Count(long nanocoulombs, int milliseconds)
    {
        _charge = IntegerMath.Clamp(_charge + nanocoulombs, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _milliseconds = IntegerMath.Clamp(_milliseconds + milliseconds, 0, IntegerMath.LargestForFloat);
    }

    /// <summary>The board was off meanwhile, with the pack at rest as far as anyone knows.</summary>
    public void Cross() => _crossed += CrossingVariance;

    /// <summary>Charge has flowed that nobody counted: keeps the pair that there is and begins anew.</summary>
    public void Break()
    {
        Keep();
        _hasStart = _hasEnd = false;
        _merit = 0f;
        _charge = 0;
        _milliseconds = 0;
        _crossed = 0f;
    }

    /// <summary>Takes a reading; where it is accepted the fit has a new proposal.</summary>
    /// <param name="soc">The SOC.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="charge">What <see cref="ChargeNanocoulombs"/> was then.</param>
    public HealthReason Take(float soc, float variance, long charge)
    {
        if (!(variance <= LargestVariance))
            return HealthReason.SocUncertain;
        float hours = IntegerMath.ToFloat(_milliseconds) / MillisecondsPerHour;
        if (_hasStart && _milliseconds > LongestMilliseconds)
        {
            Break();
            Begin(soc, variance, 0);
            return HealthReason.TooLong;
        }
        if (!_hasStart)
        {
            Begin(soc, variance, charge);
            return HealthReason.NotEnoughCharge;
        }
        float span = Span(charge);
        float merit = Merit(span, _startVariance + variance, hours);
        if (_hasEnd)
        {
            float back = Span(charge - _endCharge);
            float next = Merit(back, _endVariance + variance, hours - _endHours);
            if (next >= merit && (back >= _leastSpan || next > _merit))
            {
                Keep();
                Shift();
                return End(soc, variance, charge - _endCharge, hours - _endHours, next);
            }
        }
        if (merit > _merit)
            return End(soc, variance, charge, hours, merit);
        return span < _leastSpan ? HealthReason.NotEnoughCharge : HealthReason.SocUncertain;
    }

    /// <summary>Walks the state through an archive.</summary>
    internal void Transfer(StateArchive archive)
    {
        _hasStart = archive.Flag(_hasStart);
        _startSoc = archive.Number(_startSoc, 2f);
        _startVariance = archive.Number(_startVariance, 0f, 1f);
        _hasEnd = archive.Flag(_hasEnd);
        _endSoc = archive.Number(_endSoc, 2f);
        _endVariance = archive.Number(_endVariance, 0f, 1f);
        _endHours = archive.Number(_endHours, 0f, LargestNumber);
        _endCharge = archive.Whole(_endCharge, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _charge = archive.Whole(_charge, -IntegerMath.LargestForFloat, IntegerMath.LargestForFloat);
        _milliseconds = archive.Whole(_milliseconds, 0, IntegerMath.LargestForFloat);
        _crossed = archive.Number(_crossed, 0f, LargestNumber);
        _merit = archive.Number(_merit, 0f, LargestNumber);
        _proposed = archive.Flag(_proposed);
    }

    private float Span(long charge) => FloatMath.Abs(IntegerMath.ToFloat(charge) * _socPerNanocoulomb);

    private float CountedVariance(float hours)
    {
        float drift = _offsetRate * hours;
        return CountingVariance + (drift * drift) + _crossed;
    }

    private float Merit(float span, float variance, float hours) => span * span / (variance + CountedVariance(hours) + 1e-6f);

    private void Begin(float soc, float variance, long charge)
    {
        _hasStart = true;
        _hasEnd = false;
        _startSoc = soc;
        _startVariance = variance;
        _charge -= charge;
        _milliseconds = 0;
        _merit = 0f;
        _crossed = 0f;
    }

    /// <summary>What was the end is the start.</summary>
    private void Shift()
    {
        _startSoc = _endSoc;
        _startVariance = _endVariance;
        _charge -= _endCharge;
        _milliseconds -= (long)(_endHours * MillisecondsPerHour);
        if (_milliseconds < 0)
            _milliseconds = 0;
        _crossed = 0f;
    }

    private HealthReason End(float soc, float variance, long charge, float hours, float merit)
    {
        // While next to nothing has moved the better of two readings is the start.
        float span = Span(charge);
        if (span < 0.25f * _leastSpan)
        {
            if (variance < _startVariance)
                Begin(soc, variance, charge);
            return HealthReason.NotEnoughCharge;
        }
        float change = charge > 0 ? soc - _startSoc : _startSoc - soc;
        bool enough = span >= _leastSpan;
        if (enough && !(change >= LowestChange * span && change <= HighestChange * span))
        {
            // One of the two is wrong, and nobody knows which.
            _proposed = false;
            Break();
            Begin(soc, variance, 0);
            return HealthReason.Implausible;
        }
        _hasEnd = true;
        _endSoc = soc;
        _endVariance = variance;
        _endHours = hours > 0f ? hours : 0f;
        _endCharge = charge;
        _merit = merit;
        if (!enough)
            return HealthReason.NotEnoughCharge;
        if (merit * (LargestPart * LargestPart) < 1f)
            return HealthReason.SocUncertain;
        _fit.Propose(change, span, _startVariance + variance, CountedVariance(hours));
        _proposed = true;
        return HealthReason.Accepted;
    }

    private void Keep()
    {
        if (_proposed)
            _fit.Commit();
        _proposed = false;
    }
}
