using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <summary>
/// What the pack loses by itself. Two readings of the SOC after a rest, with little charge between them, make a span: the SOC lost over
/// it, less what was counted, over its time. A span's standard deviation is the readings' own, taken as unrelated, which is on the safe
/// side; spans add up by the inverse of their variances. The readings' times come from the calendar: a pack that is switched off loses too.
/// </summary>
/// <remarks>State lives in the words of the lifetime record from <see cref="LifetimeLayout.SelfDischarge"/> on.</remarks>
public sealed class SelfDischarge
{
    /// <summary>A rest before a reading, in seconds.</summary>
    public const int RestSeconds = 1800;

    /// <summary>Shortest span, in seconds.</summary>
    public const int ShortestSeconds = 86400;

    private const float SecondsPerDay = 86400f;
    private const float LargestSigma = 0.05f;
    private const float SmallestSigma = 0.005f;
    private const float LargestMove = 0.02f;
    private const float LargestWeight = 1e12f;
    private const int At = LifetimeLayout.SelfDischarge;
    private const int Spans = At;
    private const int Weight = At + 1;
    private const int WeightedRate = At + 2;
    private const int FirstTime = At + 3;
    private const int FirstSoc = At + 4;
    private const int FirstSigma = At + 5;
    private const int LastTime = At + 6;
    private const int LastLost = At + 7;
    private const int LastSigma = At + 8;
    private const int FirstNet = At + 9;
    private const int FirstGross = At + 11;

    private readonly int[] _words;

    /// <summary>Works over a lifetime record's words.</summary>
    public SelfDischarge(int[] words)
    {
        _words = words;
    }

    /// <summary>Spans that are part of the estimate, the present one included.</summary>
    public int SpanCount => _words[Spans] + (OpenWeight() > 0f ? 1 : 0);

    /// <summary>SOC lost a day, a fraction; 0 where there is no span yet.</summary>
    public float RatePerDay
    {
        get
        {
            float open = OpenWeight();
            float weight = Float(Weight) + open;
            return weight > 0f ? (Float(WeightedRate) + (open > 0f ? open * OpenRate() : 0f)) / weight : 0f;
        }
    }

    /// <summary>One standard deviation of it; 1 where there is no span yet.</summary>
    public float SigmaPerDay
    {
        get
        {
            float weight = Float(Weight) + OpenWeight();
            return weight > 1f ? 1f / FloatMath.Sqrt(weight) : 1f;
        }
    }

    /// <summary>Takes a reading after a rest, or at any other time only notes that charge has moved.</summary>
    /// <param name="rested">True after a rest with the calendar known.</param>
    /// <param name="calendar">Seconds since 2020.</param>
    /// <param name="soc">State of charge, 0…1.</param>
    /// <param name="sigma">Its standard deviation.</param>
    /// <param name="net">Charge in less charge out, in microampere-hours.</param>
    /// <param name="gross">Charge in and charge out together, in microampere-hours.</param>
    /// <param name="perMicroampHour">One over the capacity.</param>
    public void Consider(bool rested, int calendar, float soc, float sigma, long net, long gross, float perMicroampHour)
    {
        int[] words = _words;
        if (words[FirstTime] != 0)
        {
            float moved = IntegerMath.ToFloat(gross - LifetimeLayout.Long(words, FirstGross)) * perMicroampHour;
            if (moved > LargestMove)
                Close();
        }
        if (!rested || !(sigma >= 0f && sigma <= LargestSigma))
            return;
        if (sigma < SmallestSigma)
            sigma = SmallestSigma;
        if (words[FirstTime] == 0 || calendar < words[FirstTime])
        {
            words[FirstTime] = calendar;
            words[FirstSoc] = FloatBits.Of(soc);
            words[FirstSigma] = FloatBits.Of(sigma);
            words[LastTime] = 0;
            LifetimeLayout.Put(words, FirstNet, net);
            LifetimeLayout.Put(words, FirstGross, gross);
            return;
        }
        float counted = IntegerMath.ToFloat(net - LifetimeLayout.Long(words, FirstNet)) * perMicroampHour;
        words[LastTime] = calendar;
        words[LastLost] = FloatBits.Of(Float(FirstSoc) + counted - soc);
        words[LastSigma] = FloatBits.Of(sigma);
    }

    /// <summary>Adds the span that has ended, where it was long enough.</summary>
    private void Close()
    {
        int[] words = _words;
        float weight = OpenWeight();
        if (weight > 0f && Float(Weight) < LargestWeight)
        {
            words[WeightedRate] = FloatBits.Of(Float(WeightedRate) + (weight * OpenRate()));
            words[Weight] = FloatBits.Of(Float(Weight) + weight);
            words[Spans] = IntegerMath.AddSaturating(words[Spans], 1);
        }
        words[FirstTime] = 0;
        words[LastTime] = 0;
    }

    /// <summary>One over the variance of the present span's rate; 0 where it is too short.</summary>
    private float OpenWeight()
    {
        int[] words = _words;
        if (words[FirstTime] == 0 || words[LastTime] - words[FirstTime] < ShortestSeconds)
            return 0f;
        float first = Float(FirstSigma);
        float last = Float(LastSigma);
        float variance = (first * first) + (last * last);
        float days = OpenDays();
        return variance > 0f ? days * days / variance : 0f;
    }

    private float OpenRate()
    {
        float days = OpenDays();
        return days > 0f ? Float(LastLost) / days : 0f;
    }

    private float OpenDays() => (_words[LastTime] - _words[FirstTime]) / SecondsPerDay;

    private float Float(int at) => FloatBits.From(_words[at]);
}
