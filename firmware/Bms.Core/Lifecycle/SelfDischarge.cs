using Bms.Core.Numerics;

namespace Bms.Core.Lifecycle;

/// <summary>
/// What the pack loses by itself. Two readings of the SOC after a rest, with little charge between them, make a span: the SOC lost over
/// it, less what was counted, over its time. A span's standard deviation is the readings' own, taken as unrelated, which is on the safe
/// side; spans add up by the inverse of their variances. The readings' times come from the calendar: a pack that is switched off loses too.
/// </summary>
/// <remarks>What is kept lies in the words of the lifetime record from <see cref="LifetimeLayout.SelfDischarge"/> on.</remarks>
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

    private readonly int[] _words;
    private int _spans;
    private float _weight;
    private float _weightedRate;
    private int _firstTime;
    private float _firstSoc;
    private float _firstSigma;
    private int _lastTime;
    private float _lastLost;
    private float _lastSigma;
    private long _firstNet;
    private long _firstGross;

    /// <summary>Takes up what a lifetime record's words hold.</summary>
    public SelfDischarge(int[] words)
    {
        _words = words;
        Load();
    }

    /// <summary>True while a span may go on.</summary>
    public bool Spanning => _firstTime != 0;

    /// <summary>Spans that are part of the estimate, the present one included.</summary>
    public int SpanCount => _spans + (OpenWeight() > 0f ? 1 : 0);

    /// <summary>SOC lost a day, a fraction; 0 where there is no span yet.</summary>
    public float RatePerDay
    {
        get
        {
            float open = OpenWeight();
            float weight = _weight + open;
            return weight > 0f ? (_weightedRate + (open > 0f ? open * OpenRate() : 0f)) / weight : 0f;
        }
    }

    /// <summary>One standard deviation of it; 1 where there is no span yet.</summary>
    public float SigmaPerDay
    {
        get
        {
            float weight = _weight + OpenWeight();
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
        if (_firstTime != 0 && IntegerMath.ToFloat(gross - _firstGross) * perMicroampHour > LargestMove)
            Close();
        if (!rested || !(sigma >= 0f && sigma <= LargestSigma))
            return;
        if (sigma < SmallestSigma)
            sigma = SmallestSigma;
        if (_firstTime == 0 || calendar < _firstTime)
        {
            _firstTime = calendar;
            _firstSoc = soc;
            _firstSigma = sigma;
            _lastTime = 0;
            _firstNet = net;
            _firstGross = gross;
            return;
        }
        float counted = IntegerMath.ToFloat(net - _firstNet) * perMicroampHour;
        _lastTime = calendar;
        _lastLost = _firstSoc + counted - soc;
        _lastSigma = sigma;
    }

    /// <summary>Puts everything into the words.</summary>
    internal void Save()
    {
        int[] words = _words;
        words[At] = _spans;
        words[At + 1] = FloatBits.Of(_weight);
        words[At + 2] = FloatBits.Of(_weightedRate);
        words[At + 3] = _firstTime;
        words[At + 4] = FloatBits.Of(_firstSoc);
        words[At + 5] = FloatBits.Of(_firstSigma);
        words[At + 6] = _lastTime;
        words[At + 7] = FloatBits.Of(_lastLost);
        words[At + 8] = FloatBits.Of(_lastSigma);
        LifetimeLayout.Put(words, At + 9, _firstNet);
        LifetimeLayout.Put(words, At + 11, _firstGross);
    }

    /// <summary>Takes everything from the words; what is no number counts as nothing.</summary>
    internal void Load()
    {
        int[] words = _words;
        _spans = words[At] > 0 ? words[At] : 0;
        _weight = Number(words[At + 1], LargestWeight * 2f);
        _weightedRate = Number(words[At + 2], LargestWeight * 2f);
        _firstTime = words[At + 3];
        _firstSoc = Number(words[At + 4], 1f);
        _firstSigma = Number(words[At + 5], 1f);
        _lastTime = words[At + 6];
        _lastLost = Number(words[At + 7], 2f);
        _lastSigma = Number(words[At + 8], 1f);
        _firstNet = LifetimeLayout.Long(words, At + 9);
        _firstGross = LifetimeLayout.Long(words, At + 11);
    }

    /// <summary>Adds the span that has ended, where it was long enough.</summary>
    private void Close()
    {
        float weight = OpenWeight();
        if (weight > 0f && _weight < LargestWeight)
        {
            _weightedRate += weight * OpenRate();
            _weight += weight;
            _spans = IntegerMath.AddSaturating(_spans, 1);
        }
        _firstTime = 0;
        _lastTime = 0;
    }

    /// <summary>One over the variance of the present span's rate; 0 where it is too short.</summary>
    private float OpenWeight()
    {
        if (_firstTime == 0 || _lastTime - _firstTime < ShortestSeconds)
            return 0f;
        float variance = (_firstSigma * _firstSigma) + (_lastSigma * _lastSigma);
        float days = OpenDays();
        return variance > 0f ? days * days / variance : 0f;
    }

    private float OpenRate()
    {
        float days = OpenDays();
        return days > 0f ? _lastLost / days : 0f;
    }

    private float OpenDays() => (_lastTime - _firstTime) / SecondsPerDay;

    private static float Number(int bits, float largest)
    {
        float value = FloatBits.From(bits);
        return value >= -largest && value <= largest ? value : 0f;
    }
}
