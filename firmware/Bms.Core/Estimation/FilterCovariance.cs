using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// The covariance of four states — SOC (s), current of the middle branch (m), current of the slow branch (l), hysteresis (h) — as its
/// upper triangle, so that it cannot become asymmetric. The update is the Joseph form for one scalar measurement, written out:
/// P − K·(P·Hᵀ)ᵀ − (P·Hᵀ)·Kᵀ + K·S·Kᵀ; it stays right for any gain, also one that rounding or a gate has changed. Diagonals are held
/// above a floor.
/// </summary>
public sealed class FilterCovariance
{
    private const float Floor = 1e-12f;

    private float _ss;
    private float _sm;
    private float _sl;
    private float _sh;
    private float _mm;
    private float _ml;
    private float _mh;
    private float _ll;
    private float _lh;
    private float _hh;
    private float _projectedS;
    private float _projectedM;
    private float _projectedL;
    private float _projectedH;

    /// <summary>Variance of the SOC.</summary>
    public float Soc => _ss;

    /// <summary>Variance of the innovation; a gate may raise it between <see cref="Project"/> and <see cref="Update"/>.</summary>
    public float InnovationVariance { get; set; }

    /// <summary>Gain of the SOC, in 1/V.</summary>
    public float SocGain { get; private set; }

    /// <summary>Gain of the middle branch's current, in A/V.</summary>
    public float MiddleGain { get; private set; }

    /// <summary>Gain of the slow branch's current, in A/V.</summary>
    public float SlowGain { get; private set; }

    /// <summary>Gain of the hysteresis state, in 1/V.</summary>
    public float HysteresisGain { get; private set; }

    /// <summary>One entry, by row and column 0…3 in the order of the states.</summary>
    public float Entry(int row, int column)
    {
        int first = row < column ? row : column;
        int second = row < column ? column : row;
        switch ((first * 4) + second)
        {
            case 0: return _ss;
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
    public void Restart(float socVariance, float branchVariance, bool hasHysteresis)
    {
        _ss = socVariance;
        _mm = branchVariance;
        _ll = branchVariance;
        _hh = hasHysteresis ? 0.25f : Floor;
        _sm = _sl = _sh = _ml = _mh = _lh = 0f;
        InnovationVariance = 0f;
        SocGain = MiddleGain = SlowGain = HysteresisGain = 0f;
    }

    /// <summary>Carries the covariance over one step; every state's transition is a factor of its own.</summary>
    /// <param name="branches">Factors and added variances of the branches.</param>
    /// <param name="kept">The hysteresis state's factor.</param>
    /// <param name="addedSoc">Variance added to the SOC.</param>
    public void Predict(PolarisationBranches branches, float kept, float addedSoc)
    {
        float middle = branches.MiddleDecay;
        float slow = branches.SlowDecay;
        _ss += addedSoc;
        _sm *= middle;
        _sl *= slow;
        _sh *= kept;
        _mm = (_mm * middle * middle) + branches.MiddleAdded;
        _ml *= middle * slow;
        _mh *= middle * kept;
        _ll = (_ll * slow * slow) + branches.SlowAdded;
        _lh *= slow * kept;
        // A tenth of the way that the hysteresis state went is taken as its uncertainty.
        float lost = 1f - (kept * kept);
        _hh = (_hh * kept * kept) + (0.01f * lost);
    }

    /// <summary>Holds the SOC's variance at a largest value, keeping its correlations.</summary>
    public void HoldSoc(float largest)
    {
        float factor = largest / _ss;
        float root = FloatMath.Sqrt(factor);
        _ss = largest;
        _sm *= root;
        _sl *= root;
        _sh *= root;
    }

    /// <summary>Computes P·Hᵀ and the innovation's variance for one measurement with the given sensitivities.</summary>
    public void Project(float soc, float middle, float slow, float hysteresis, float noise)
    {
        float s = (_ss * soc) + (_sm * middle) + (_sl * slow) + (_sh * hysteresis);
        float m = (_sm * soc) + (_mm * middle) + (_ml * slow) + (_mh * hysteresis);
        float l = (_sl * soc) + (_ml * middle) + (_ll * slow) + (_lh * hysteresis);
        float h = (_sh * soc) + (_mh * middle) + (_lh * slow) + (_hh * hysteresis);
        _projectedS = s;
        _projectedM = m;
        _projectedL = l;
        _projectedH = h;
        float variance = (soc * s) + (middle * m) + (slow * l) + (hysteresis * h) + noise;
        InnovationVariance = variance > Floor ? variance : Floor;
    }

    /// <summary>Computes the gains and takes the measurement into the covariance.</summary>
    public void Update()
    {
        float variance = InnovationVariance;
        float inverse = 1f / variance;
        float ps = _projectedS;
        float pm = _projectedM;
        float pl = _projectedL;
        float ph = _projectedH;
        float ks = ps * inverse;
        float km = pm * inverse;
        float kl = pl * inverse;
        float kh = ph * inverse;
        // What rounding left of S·K − P·Hᵀ.
        float rs = (variance * ks) - ps;
        float rm = (variance * km) - pm;
        float rl = (variance * kl) - pl;
        float rh = (variance * kh) - ph;
        _ss = _ss - (ps * ks) + (ks * rs);
        _sm = _sm - (ps * km) + (ks * rm);
        _sl = _sl - (ps * kl) + (ks * rl);
        _sh = _sh - (ps * kh) + (ks * rh);
        _mm = _mm - (pm * km) + (km * rm);
        _ml = _ml - (pm * kl) + (km * rl);
        _mh = _mh - (pm * kh) + (km * rh);
        _ll = _ll - (pl * kl) + (kl * rl);
        _lh = _lh - (pl * kh) + (kl * rh);
        _hh = _hh - (ph * kh) + (kh * rh);
        SocGain = ks;
        MiddleGain = km;
        SlowGain = kl;
        HysteresisGain = kh;
        KeepPositive();
    }

    private void KeepPositive()
    {
        if (_ss < Floor)
        {
            _ss = Floor;
            _sm = _sl = _sh = 0f;
        }
        if (_mm < Floor)
        {
            _mm = Floor;
            _sm = _ml = _mh = 0f;
        }
        if (_ll < Floor)
        {
            _ll = Floor;
            _sl = _ml = _lh = 0f;
        }
        if (_hh < Floor)
        {
            _hh = Floor;
            _sh = _mh = _lh = 0f;
        }
    }
}
