using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The time step: charge, branch currents and hysteresis in every step, their covariance in every second one.</content>
public sealed partial class ExtendedKalmanFilter
{
    private const float LargestSocVariance = 0.25f;
    private const float HysteresisVariance = 0.01f;

    private int _periodMilliseconds;
    private float _middleFollow;
    private float _slowFollow;
    private float _seconds;

    // What is left of each state, and the time, since the covariance was carried on.
    private float _middleKept;
    private float _slowKept;
    private float _hysteresisKept;
    private float _carrySeconds;

    private void Predict(EstimatorInput input, int milliseconds, float amps)
    {
        if (milliseconds != _periodMilliseconds)
            SetPeriod(milliseconds);
        ChargeLedger ledger = _ledger;
        float moved = ledger.Count(input.ChargeNanocoulombs);
        if (ledger.Held)
            _reason = CorrectionReason.RangeLimited;
        if (moved < 0f)
            moved = -moved;
        float middleFollow = _middleFollow;
        float slowFollow = _slowFollow;
        _middleAmps += middleFollow * (amps - _middleAmps);
        _slowAmps += slowFollow * (amps - _slowAmps);
        if (amps == 0f)
            EndDecay();
        _middleKept *= 1f - middleFollow;
        _slowKept *= 1f - slowFollow;
        _carrySeconds += _seconds;
        _correctSeconds += _seconds;
        if (_hysteresisRate > 0f)
        {
            float travel = _hysteresisRate * moved;
            // The Padé approximant of 1 − e⁻ᶻ about 0 is exact to the last bit but one for the small z of ordinary steps.
            float lost = travel < 0.1f
                ? travel / (1f + (travel * (0.5f + (travel * (1f / 12f)))))
                : FloatMath.Approach(travel);
            _hysteresis += lost * ((amps > 0f ? 1f : -1f) - _hysteresis);
            _hysteresisKept *= 1f - lost;
        }
        if (milliseconds > _gapMilliseconds || !input.CurrentKnown)
            WidenSoc(moved, input.CurrentKnown);
    }

    /// <summary>
    /// Carries the covariance over the time since it was last carried. The branches' errors are Ornstein–Uhlenbeck processes of the
    /// variance that they start with: what decays is made up for.
    /// </summary>
    private void CarryCovariance()
    {
        float middle = _middleKept;
        float slow = _slowKept;
        float hysteresis = _hysteresisKept;
        float middleSquare = middle * middle;
        float slowSquare = slow * slow;
        _ss += _socVariancePerSecond * _carrySeconds;
        if (_ss > LargestSocVariance)
            _ss = LargestSocVariance;
        _sm *= middle;
        _sl *= slow;
        _mm = (_mm * middleSquare) + ((1f - middleSquare) * _branchVariance);
        _ml *= middle * slow;
        _ll = (_ll * slowSquare) + ((1f - slowSquare) * _branchVariance);
        if (hysteresis < 1f)
        {
            float square = hysteresis * hysteresis;
            _sh *= hysteresis;
            _mh *= middle * hysteresis;
            _lh *= slow * hysteresis;
            _hh = (_hh * square) + ((1f - square) * HysteresisVariance);
        }
        else
        {
            _mh *= middle;
            _lh *= slow;
        }
        StartCarrying();
    }

    private void StartCarrying()
    {
        _middleKept = 1f;
        _slowKept = 1f;
        _hysteresisKept = 1f;
        _carrySeconds = 0f;
    }

    private void SetPeriod(int milliseconds)
    {
        float seconds = milliseconds * 1e-3f;
        _periodMilliseconds = milliseconds;
        _seconds = seconds;
        _middleFollow = FloatMath.Approach(seconds * _inverseMiddleTau);
        _slowFollow = FloatMath.Approach(seconds * _inverseSlowTau);
    }

    /// <summary>After a time in which the current was not measured: what was counted may be all wrong.</summary>
    private void WidenSoc(float moved, bool currentKnown)
    {
        // Without a current anything up to 1 C may have flowed.
        float unknown = currentKnown ? moved : _seconds / SecondsPerHour;
        _ss += unknown * unknown;
        if (_ss > LargestSocVariance)
        {
            _ss = LargestSocVariance;
            _sm = _sl = _sh = 0f;
        }
        if (currentKnown)
        {
            _filterModel.StartReading();
            _tablesToRead = FilterModel.RefreshesForAll;
            _carried = false;
        }
    }

    /// <summary>Without current the branches decay for ever; they end before they become subnormal.</summary>
    private void EndDecay()
    {
        if (FloatMath.Abs(_middleAmps) < FloatMath.Negligible)
            _middleAmps = 0f;
        if (FloatMath.Abs(_slowAmps) < FloatMath.Negligible)
            _slowAmps = 0f;
    }
}
