using Bms.Core.Configuration;
using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// Extended Kalman filter over the enhanced self-correcting cell model (G. Plett, Battery Management Systems, vol. I and II). States:
/// SOC (s), the currents in the resistors of the two slowest polarisation branches, middle (m) and slow (l), and hysteresis (h). The
/// charge is counted exactly in integers; the filter's corrections are added to that count. Steps alternate: one carries the covariance
/// on and reads one of the slow tables, the next corrects by the voltage. After a start and after a gap nothing is corrected until every
/// table has been read again.
/// </summary>
/// <remarks>
/// Written flat, with fields and few calls: on the device's interpreter a call costs as much as several operations, and a step has to
/// stay below 900 instructions. Prediction and correction are in files of their own.
/// </remarks>
public sealed partial class ExtendedKalmanFilter : IStateEstimator
{
    private const int MarginPermyriad = 500;
    private const float ReportedFloorVariance = 1e-4f;
    private const float SecondsPerHour = 3600f;
    private const float StartRate = 0.02f;
    private const float StartHysteresisVariance = 0.25f;

    private readonly FilterModel _filterModel;
    private readonly ChargeLedger _ledger;
    private readonly float _socVariancePerSecond;
    private readonly int _gapMilliseconds;
    private readonly float _hysteresisRate;
    private readonly float _baseVariance;
    private readonly float _overpotentialVariance;
    private readonly float _socErrorVariance;
    private readonly float _branchVariance;
    private readonly float _inverseMiddleTau;
    private readonly float _inverseSlowTau;
    private float _middleAmps;
    private float _slowAmps;
    private float _hysteresis;
    private float _predictedVolts;
    private float _correctionSoc;
    private CorrectionReason _reason;
    private int _tablesToRead;
    private bool _carried;

    // The covariance's upper triangle: it cannot become asymmetric.
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

    /// <summary>Makes a filter for one pack.</summary>
    public ExtendedKalmanFilter(PackConfiguration configuration, GroupModel model)
    {
        _filterModel = new FilterModel(model);
        _ledger = new ChargeLedger(model.CapacityMicroampHours, MarginPermyriad);
        float walk = configuration.Estimation.SocWalkPartsPerMillion * 1e-6f;
        float offset = configuration.Estimation.CurrentOffsetPermyriad * 1e-4f;
        // A constant offset of b C drifts by b an hour; as a random walk it has the same variance after one hour.
        _socVariancePerSecond = (walk * walk) + (offset * offset / SecondsPerHour);
        _gapMilliseconds = configuration.Estimation.GapMilliseconds;
        _hysteresisRate = model.HasHysteresis ? model.HysteresisRate : 0f;
        _baseVariance = model.BaseVariance;
        _overpotentialVariance = model.OverpotentialVariance;
        _socErrorVariance = model.SocVariance;
        _inverseMiddleTau = _filterModel.InverseMiddleTau;
        _inverseSlowTau = _filterModel.InverseSlowTau;
        float amps = StartRate * model.CapacityAmpHours;
        _branchVariance = amps * amps;
        Restart(0.5f, 0.5f);
    }

    /// <inheritdoc/>
    public float Soc => _ledger.Soc;

    /// <inheritdoc/>
    public float SocSigma => FloatMath.Sqrt(_ss + ReportedFloorVariance);

    /// <inheritdoc/>
    public float PredictedVolts => _predictedVolts;

    /// <inheritdoc/>
    public float CorrectionSoc => _correctionSoc;

    /// <inheritdoc/>
    public CorrectionReason Reason => _reason;

    /// <summary>Current of the middle branch, in amperes of the pack.</summary>
    public float MiddleAmps => _middleAmps;

    /// <summary>Current of the slow branch, in amperes of the pack.</summary>
    public float SlowAmps => _slowAmps;

    /// <summary>The hysteresis state, −1 (discharge branch) to 1 (charge branch).</summary>
    public float Hysteresis => _hysteresis;

    /// <summary>One entry of the covariance, by row and column 0…3 in the order of the states.</summary>
    public float Covariance(int row, int column)
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

    /// <inheritdoc/>
    public void Restart(float soc, float sigma)
    {
        float held = FloatMath.Clamp(sigma, 0.001f, 0.5f);
        _ledger.Set(soc);
        _middleAmps = 0f;
        _slowAmps = 0f;
        _hysteresis = 0f;
        _ss = held * held;
        _mm = _filterModel.HasMiddle ? _branchVariance : 0f;
        _ll = _filterModel.HasSlow ? _branchVariance : 0f;
        _hh = _hysteresisRate > 0f ? StartHysteresisVariance : 0f;
        _sm = _sl = _sh = _ml = _mh = _lh = 0f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        _filterModel.ReadAll(_ledger.UnboundedSoc);
        _tablesToRead = FilterModel.RefreshesForAll;
        _carried = false;
        _correctSeconds = 0f;
        StartCarrying();
    }

    /// <inheritdoc/>
    public void Step(EstimatorInput input)
    {
        int milliseconds = input.ElapsedMilliseconds;
        float amps = input.MeanMicroamps * 1e-6f;
        _correctionSoc = 0f;
        _reason = CorrectionReason.None;
        if (milliseconds > 0)
            Predict(input, milliseconds, amps);
        bool correct = _carried && milliseconds > 0 && input.VoltageKnown && input.CurrentKnown;
        float soc = _ledger.UnboundedSoc;
        if (!correct)
            _filterModel.Refresh(soc, input.TemperatureCentidegrees);
        float overpotential = Compare(amps, soc);
        if (correct)
        {
            Correct((input.CellMicrovolts * 1e-6f) - _predictedVolts, overpotential);
            _carried = false;
            return;
        }
        CarryCovariance();
        if (_tablesToRead > 0)
            _tablesToRead--;
        _carried = _tablesToRead == 0;
    }
}
