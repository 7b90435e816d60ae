namespace Bms.Core.Estimation;

/// <summary>
/// The covariance of the filter's four states — SOC (s), current of the middle branch (m), current of the slow branch (l), hysteresis
/// (h) — as its upper triangle, so that it cannot become asymmetric. Each state's transition is a factor of its own, so the prediction
/// is a scaling; the update takes one scalar measurement, subtracting (P·Hᵀ)·(P·Hᵀ)ᵀ/S. Every prediction adds to each variance that is
/// in use, and diagonals are held above a floor: together that keeps the matrix positive (a test runs it ten million steps).
/// </summary>
public sealed class FilterCovariance
{
    /// <summary>The smallest variance.</summary>
    public const float Floor = 1e-10f;

    /// <summary>Variance of the SOC.</summary>
    internal float SocVariance;

    /// <summary>Gain of the SOC, in 1/V, after <see cref="Update"/>.</summary>
    internal float SocGain;

    /// <summary>Gain of the middle branch's current, in A/V.</summary>
    internal float MiddleGain;

    /// <summary>Gain of the slow branch's current, in A/V.</summary>
    internal float SlowGain;

    /// <summary>Gain of the hysteresis state, in 1/V.</summary>
    internal float HysteresisGain;

    private float _sm;
    private float _sl;
    private float _sh;
    private float _mm;
    private float _ml;
    private float _mh;
    private float _ll;
    private float _lh;
    private float _hh;

    /// <summary>One entry, by row and column 0…3 in the order of the states.</summary>
    public float Entry(int row, int column)
    {
        int first = row < column ? row : column;
        int second = row < column ? column : row;
        switch ((first * 4) + second)
        {
            case 0: return SocVariance;
            case 1: return _sm;
            case 2: return _sl;
            case 3: return _sh;
            case 5: return _mm;
            case 6: return _ml;
            case 7: return _mh;
            case 10: return _ll;
            case 11: return _lh;
            default: return _hh;
        }
    }

    /// <summary>Starts with independent states.</summary>
    public void Restart(float socVariance, float middleVariance, float slowVariance, float hysteresisVariance)
    {
        SocVariance = socVariance;
        _mm = middleVariance;
        _ll = slowVariance;
        _hh = hysteresisVariance;
        _sm = _sl = _sh = _ml = _mh = _lh = 0f;
        SocGain = MiddleGain = SlowGain = HysteresisGain = 0f;
    }

    /// <summary>Carries the covariance over one step.</summary>
    /// <param name="middle">Factor of the middle branch's current.</param>
    /// <param name="slow">Factor of the slow branch's current.</param>
    /// <param name="kept">Factor of the hysteresis state.</param>
    /// <param name="addedSoc">Variance added to the SOC.</param>
    /// <param name="addedMiddle">Variance added to the middle branch's current.</param>
    /// <param name="addedSlow">Variance added to the slow branch's current.</param>
    /// <param name="addedHysteresis">Variance added to the hysteresis state.</param>
    public void Predict(
        float middle, float slow, float kept, float addedSoc, float addedMiddle, float addedSlow, float addedHysteresis)
    {
        SocVariance += addedSoc;
        _sm *= middle;
        _sl *= slow;
        _sh *= kept;
        _mm = (_mm * middle * middle) + addedMiddle;
        _ml *= middle * slow;
        _mh *= middle * kept;
        _ll = (_ll * slow * slow) + addedSlow;
        _lh *= slow * kept;
        _hh = (_hh * kept * kept) + addedHysteresis;
    }

    /// <summary>Takes in one measurement and sets the gains.</summary>
    /// <param name="soc">Sensitivity to the SOC, in volts.</param>
    /// <param name="middle">Sensitivity to the middle branch's current, in ohms.</param>
    /// <param name="slow">Sensitivity to the slow branch's current, in ohms.</param>
    /// <param name="hysteresis">Sensitivity to the hysteresis state, in volts.</param>
    /// <param name="noise">Variance of the measurement, above 0.</param>
    /// <param name="leastVariance">The innovation's variance is taken as at least this: a gate's way to weigh an improbable one less.</param>
    /// <returns>True where that bound took effect.</returns>
    public bool Update(float soc, float middle, float slow, float hysteresis, float noise, float leastVariance)
    {
        float ps = (SocVariance * soc) + (_sm * middle) + (_sl * slow) + (_sh * hysteresis);
        float pm = (_sm * soc) + (_mm * middle) + (_ml * slow) + (_mh * hysteresis);
        float pl = (_sl * soc) + (_ml * middle) + (_ll * slow) + (_lh * hysteresis);
        float ph = (_sh * soc) + (_mh * middle) + (_lh * slow) + (_hh * hysteresis);
        float variance = (soc * ps) + (middle * pm) + (slow * pl) + (hysteresis * ph) + noise;
        bool bounded = variance < leastVariance;
        if (bounded)
            variance = leastVariance;
        if (variance < Floor)
            variance = Floor;
        float inverse = 1f / variance;
        float ks = ps * inverse;
        float km = pm * inverse;
        float kl = pl * inverse;
        float kh = ph * inverse;
        SocVariance -= ps * ks;
        _sm -= ps * km;
        _sl -= ps * kl;
        _sh -= ps * kh;
        _mm -= pm * km;
        _ml -= pm * kl;
        _mh -= pm * kh;
        _ll -= pl * kl;
        _lh -= pl * kh;
        _hh -= ph * kh;
        SocGain = ks;
        MiddleGain = km;
        SlowGain = kl;
        HysteresisGain = kh;
        if (SocVariance < Floor || _mm < 0f || _ll < 0f || _hh < 0f)
            KeepPositive();
        return bounded;
    }

    /// <summary>Holds the SOC's variance at a largest value; its correlations go, which is on the safe side.</summary>
    public void HoldSoc(float largest)
    {
        SocVariance = largest;
        _sm = _sl = _sh = 0f;
    }

    private void KeepPositive()
    {
        if (SocVariance < Floor)
            HoldSoc(Floor);
        if (_mm < 0f)
        {
            _mm = Floor;
            _sm = _ml = _mh = 0f;
        }
        if (_ll < 0f)
        {
            _ll = Floor;
            _sl = _ml = _lh = 0f;
        }
        if (_hh < 0f)
        {
            _hh = Floor;
            _sh = _mh = _lh = 0f;
        }
    }
}
