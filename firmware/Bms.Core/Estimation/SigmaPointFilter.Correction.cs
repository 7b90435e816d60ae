using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <content>The measurement step: one mean voltage against the points' expectations.</content>
public sealed partial class SigmaPointFilter
{
    // Central differences take the fourth moment of a normal distribution right at √3 sigmas.
    private const float Interval = 1.7320508f;
    private const float MeanWeight = 1f / 3f;
    private const float BendWeight = 2f / 9f;

    private float _overVolts;
    private float _shiftVolts;
    private float _bendVariance;
    private float _slopeVolts;

    /// <summary>
    /// Asks the model at a point to either side along each column of the root. Half the difference is the measurement's change along the
    /// column, the mean's excess over the middle its bend. Only the first column moves the offset, so only there the branches are worked
    /// out anew; the OCV is looked up where a column moves the SOC by more than the table's nodes would show.
    /// </summary>
    private void AskAlongColumns(LoadWindow window)
    {
        CellExpectation expected = _expectation;
        float[] rows = _root.Rows;
        float[] sensitivity = _sensitivity;
        float scale = 1f + _scale;
        float offset = _offsetAmps;
        float reach = Interval * rows[0];
        float turn = Interval * rows[Scale * TriangularRoot.Order];
        float high = (scale + turn) * expected.Overpotential(window, offset + reach);
        float low = (scale - turn) * expected.Overpotential(window, offset - reach);
        // Last, so that its pieces are those that the expectation keeps.
        float over = expected.Overpotential(window, offset);
        float bend = (0.5f * (high + low)) - (scale * over);
        _overVolts = over;
        _shiftVolts = 0f;
        _bendVariance = 0f;
        float soc = _ledger.UnboundedSoc;
        _slopeVolts = 0f;
        AskOcv(soc, Charge, 0f);
        float pull = expected.HysteresisVolts;
        float along = (0.5f / Interval) * (high - low);
        for (int column = Offset; column < Charge; column++)
        {
            if (column == Gain || column == Scale)
                along = rows[(Scale * TriangularRoot.Order) + column] * over;
            if (column <= Pull)
                along += rows[(Pull * TriangularRoot.Order) + column] * pull;
            sensitivity[column] = along + rows[(Error * TriangularRoot.Order) + column];
            AskOcv(soc, column, bend);
            along = bend = 0f;
        }
    }

    /// <summary>
    /// Adds a column's part of the OCV: a chord as far as the column moves the SOC, within the cell's range. A column that hardly moves
    /// it goes along the last column's chord.
    /// </summary>
    private void AskOcv(float soc, int column, float bend)
    {
        float moves = _root.Rows[ChargeRow + column];
        float reach = Interval * (moves < 0f ? -moves : moves);
        if (reach < CellExpectation.SmallestReach)
        {
            if (column != Charge)
            {
                _sensitivity[column] += moves * _slopeVolts;
                CountBend(bend);
                return;
            }
            reach = CellExpectation.SmallestReach;
        }
        if (reach > CellExpectation.LargestReach)
            reach = CellExpectation.LargestReach;
        float low = soc - reach;
        if (low < 0f)
            low = soc > CellExpectation.Edge ? 0f : soc - CellExpectation.Edge;
        float high = soc + reach;
        if (high > 1f)
            high = soc < 1f - CellExpectation.Edge ? 1f : soc + CellExpectation.Edge;
        float lowVolts = _model.OcvAt(low);
        float highVolts = _model.OcvAt(high);
        float whole = 1f / (high - low);
        float slope = (highVolts - lowVolts) * whole;
        if (slope < CellExpectation.SmallestSlopeVolts)
            slope = CellExpectation.SmallestSlopeVolts;
        CountBend(bend + (((lowVolts * (high - soc)) + (highVolts * (soc - low))) * whole) - _expectation.OcvVolts);
        if (column == Charge)
        {
            _slopeVolts = slope;
            _sensitivity[column] = moves * slope;
            return;
        }
        _sensitivity[column] += moves * slope;
    }

    private void CountBend(float bend)
    {
        _shiftVolts += MeanWeight * bend;
        _bendVariance += BendWeight * bend * bend;
    }

    private void Correct(LoadWindow window, float restVolts, float ohmicVolts, float polarisationVolts)
    {
        float size = (ohmicVolts < 0f ? -ohmicVolts : ohmicVolts) + (polarisationVolts < 0f ? -polarisationVolts : polarisationVolts);
        float seconds = window.Seconds > 0f ? window.Seconds : 1f;
        float noise = Noise(size, _slopeVolts, _bendVariance, seconds);
        Apply(window.MeanVolts - restVolts - ((1f + _scale) * _overVolts), noise, seconds);
    }

    /// <summary>One scalar measurement, weighed as <see cref="AdaptiveKalmanFilter"/> weighs it.</summary>
    private void Apply(float innovation, float noise, float seconds)
    {
        float[] rows = _root.Rows;
        float[] sensitivity = _sensitivity;
        float states = 0f;
        float ps = 0f;
        for (int column = 0; column < TriangularRoot.Order; column++)
        {
            float along = sensitivity[column];
            states += along * along;
            ps += rows[ChargeRow + column] * along;
        }
        float square = innovation * innovation;
        float ratio = (square / (states + noise)) + FloatMath.Negligible;
        if (ratio > LargestSurprise)
            ratio = LargestSurprise;
        _surprise += seconds / (seconds + SurpriseSeconds) * (ratio - _surprise);
        if (_surprise > 1f)
            noise *= _surprise;
        float own = noise + (states * LeastNoiseFraction);
        float variance = states + own;
        CorrectionReason reason = CorrectionReason.VoltageInnovation;
        if (variance * GateSquared < square)
        {
            variance = square * (1f / GateSquared);
            reason = CorrectionReason.InnovationLimited;
        }
        float wanted = ps * innovation;
        if (wanted < 0f)
            wanted = -wanted;
        float most = LargestSocPerSecond * seconds;
        if (wanted > most * variance)
        {
            variance = wanted / most;
            reason = CorrectionReason.RateLimited;
        }
        // What was raised was the noise; it never falls below its own part.
        float raised = variance - states;
        _root.Measure(sensitivity, raised > own ? raised : own);
        Move(innovation / variance, reason);
    }

    private void Move(float weight, CorrectionReason reason)
    {
        float[] shared = _root.Shared;
        _correctionSoc = _ledger.CountSoc(shared[Charge] * weight);
        _reason = _ledger.Held ? CorrectionReason.RangeLimited : reason;
        _errorVolts += shared[Error] * weight;
        _offsetAmps += shared[Offset] * weight;
        _scale = FloatMath.Clamp(_scale + (shared[Scale] * weight), SmallestScale, LargestScale);
        _capacityGain = FloatMath.Clamp(_capacityGain + (shared[Gain] * weight), -LargestGain, LargestGain);
        _hysteresis = FloatMath.Clamp(_hysteresis + (shared[Pull] * weight), -1f, 1f);
    }
}
