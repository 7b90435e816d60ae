/* The time step: Estimation/ExtendedKalmanFilter.Prediction.cs. */
#ifndef PREDICTION_H
#define PREDICTION_H

#include "filter_state.h"

static inline void start_carrying(ekf *filter)
{
    filter->middle_kept = 1.0f;
    filter->slow_kept = 1.0f;
    filter->hysteresis_kept = 1.0f;
    filter->carry_seconds = 0.0f;
}

static void set_period(ekf *filter, int milliseconds)
{
    float seconds = (float)milliseconds * 1e-3f;
    filter->period_milliseconds = milliseconds;
    filter->seconds = seconds;
    filter->middle_follow = approach(seconds * filter->inverse_middle_tau);
    filter->slow_follow = approach(seconds * filter->inverse_slow_tau);
}

/* After a time in which the current was not measured: what was counted may be all wrong. */
static void widen_soc(ekf *filter, float moved, bool current_known)
{
    float unknown = current_known ? moved : filter->seconds / SECONDS_PER_HOUR;
    filter->ss += unknown * unknown;
    if (filter->ss > LARGEST_SOC_VARIANCE) {
        filter->ss = LARGEST_SOC_VARIANCE;
        filter->sm = filter->sl = filter->sh = 0.0f;
    }
    if (current_known) {
        filter_model_start_reading(&filter->model);
        filter->tables_to_read = REFRESHES_FOR_ALL;
        filter->carried = false;
    }
}

static inline void predict(ekf *filter, const ekf_input *input, int milliseconds, float amps)
{
    if (milliseconds != filter->period_milliseconds)
        set_period(filter, milliseconds);
    float moved = ledger_count(&filter->ledger, input->charge_nanocoulombs);
    if (filter->ledger.held)
        filter->reason = REASON_RANGE_LIMITED;
    if (moved < 0.0f)
        moved = -moved;
    float middle_follow = filter->middle_follow;
    float slow_follow = filter->slow_follow;
    filter->middle_amps += middle_follow * (amps - filter->middle_amps);
    filter->slow_amps += slow_follow * (amps - filter->slow_amps);
    if (amps == 0.0f) {
        if (float_abs(filter->middle_amps) < NEGLIGIBLE)
            filter->middle_amps = 0.0f;
        if (float_abs(filter->slow_amps) < NEGLIGIBLE)
            filter->slow_amps = 0.0f;
    }
    filter->middle_kept *= 1.0f - middle_follow;
    filter->slow_kept *= 1.0f - slow_follow;
    filter->carry_seconds += filter->seconds;
    filter->correct_seconds += filter->seconds;
    if (filter->hysteresis_rate > 0.0f) {
        float travel = filter->hysteresis_rate * moved;
        float lost = travel < 0.1f ? travel / (1.0f + (travel * (0.5f + (travel * (1.0f / 12.0f))))) : approach(travel);
        filter->hysteresis += lost * ((amps > 0.0f ? 1.0f : -1.0f) - filter->hysteresis);
        filter->hysteresis_kept *= 1.0f - lost;
    }
    if (milliseconds > filter->gap_milliseconds || !input->current_known)
        widen_soc(filter, moved, input->current_known != 0);
}

/* Carries the covariance over the time since it was last carried. */
static inline void carry_covariance(ekf *filter)
{
    float middle = filter->middle_kept;
    float slow = filter->slow_kept;
    float hysteresis = filter->hysteresis_kept;
    float middle_square = middle * middle;
    float slow_square = slow * slow;
    filter->ss += filter->soc_variance_per_second * filter->carry_seconds;
    if (filter->ss > LARGEST_SOC_VARIANCE)
        filter->ss = LARGEST_SOC_VARIANCE;
    filter->sm *= middle;
    filter->sl *= slow;
    filter->mm = (filter->mm * middle_square) + ((1.0f - middle_square) * filter->branch_variance);
    filter->ml *= middle * slow;
    filter->ll = (filter->ll * slow_square) + ((1.0f - slow_square) * filter->branch_variance);
    if (hysteresis < 1.0f) {
        float hysteresis_square = hysteresis * hysteresis;
        filter->sh *= hysteresis;
        filter->mh *= middle * hysteresis;
        filter->lh *= slow * hysteresis;
        filter->hh = (filter->hh * hysteresis_square) + ((1.0f - hysteresis_square) * HYSTERESIS_VARIANCE);
    } else {
        filter->mh *= middle;
        filter->lh *= slow;
    }
    start_carrying(filter);
}

#endif
