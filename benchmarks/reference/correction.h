/* The measurement step: Estimation/ExtendedKalmanFilter.Correction.cs. */
#ifndef CORRECTION_H
#define CORRECTION_H

#include "filter_state.h"

/* asinh(u)/u for u of at least 0, as a quotient of polynomials. */
static inline float secant_gain(float u)
{
    return (1.0f + (u * (0.95461861f + (u * 0.07808711f))))
        / (1.0f + (u * (0.92077657f + (u * (0.37690306f + (u * 0.01344679f))))));
}

/* Sets the predicted voltage and the branches' sensitivities; returns the overpotential. */
static inline float compare(ekf *filter, float amps, float soc)
{
    const filter_model *model = &filter->model;
    float middle_amps = filter->middle_amps;
    float slow_amps = filter->slow_amps;
    float middle_ohms = model->middle_ohms;
    float slow_ohms = model->slow_ohms;
    float per_amp = model->argument_per_amp;
    if (per_amp > 0.0f) {
        float gain = secant_gain(float_abs(middle_amps) * per_amp);
        middle_ohms *= gain;
        filter->middle_sensitivity = middle_ohms * gain;
        gain = secant_gain(float_abs(slow_amps) * per_amp);
        slow_ohms *= gain;
        filter->slow_sensitivity = slow_ohms * gain;
    } else {
        filter->middle_sensitivity = middle_ohms;
        filter->slow_sensitivity = slow_ohms;
    }
    float overpotential = (model->ohmic_ohms * amps) + (middle_ohms * middle_amps) + (slow_ohms * slow_amps);
    float ocv = model->line_volts + (model->line_slope * (soc - model->line_soc));
    filter->predicted_volts = ocv + overpotential + (model->hysteresis_volts * filter->hysteresis);
    return overpotential;
}

/* One scalar measurement: P <- P - (P H')(P H')'/S, with S raised where the innovation lies beyond five sigmas. */
static inline void correct(ekf *filter, float innovation, float overpotential)
{
    float soc = filter->model.line_slope;
    float middle = filter->middle_sensitivity;
    float slow = filter->slow_sensitivity;
    float hysteresis = filter->model.hysteresis_volts;
    float ps = (filter->ss * soc) + (filter->sm * middle) + (filter->sl * slow) + (filter->sh * hysteresis);
    float pm = (filter->sm * soc) + (filter->mm * middle) + (filter->ml * slow) + (filter->mh * hysteresis);
    float pl = (filter->sl * soc) + (filter->ml * middle) + (filter->ll * slow) + (filter->lh * hysteresis);
    float ph = (filter->sh * soc) + (filter->mh * middle) + (filter->lh * slow) + (filter->hh * hysteresis);
    float states = (soc * ps) + (middle * pm) + (slow * pl) + (hysteresis * ph);
    float noise = filter->base_variance + (filter->overpotential_variance * overpotential * overpotential)
        + (filter->soc_error_variance * soc * soc);
    float seconds = filter->correct_seconds;
    filter->correct_seconds = 0.0f;
    noise /= seconds < LONGEST_UPDATE_SECONDS ? seconds : LONGEST_UPDATE_SECONDS;
    float variance = states + (states * LEAST_NOISE_FRACTION) + noise;
    float credible = innovation * innovation * (1.0f / GATE_SQUARED);
    int32_t reason = REASON_VOLTAGE_INNOVATION;
    if (variance < credible) {
        variance = credible;
        reason = REASON_INNOVATION_LIMITED;
    }
    float inverse = 1.0f / variance;
    float ks = ps * inverse;
    float km = pm * inverse;
    float kl = pl * inverse;
    float kh = ph * inverse;
    filter->ss -= ps * ks;
    filter->sm -= ps * km;
    filter->sl -= ps * kl;
    filter->sh -= ps * kh;
    filter->mm -= pm * km;
    filter->ml -= pm * kl;
    filter->mh -= pm * kh;
    filter->ll -= pl * kl;
    filter->lh -= pl * kh;
    filter->hh -= ph * kh;
    filter->middle_amps += km * innovation;
    filter->slow_amps += kl * innovation;
    float held = filter->hysteresis + (kh * innovation);
    filter->hysteresis = held > 1.0f ? 1.0f : held < -1.0f ? -1.0f : held;
    float change = ks * innovation;
    if (change > LARGEST_CORRECTION)
        change = LARGEST_CORRECTION;
    else if (change < -LARGEST_CORRECTION)
        change = -LARGEST_CORRECTION;
    ledger_count_soc(&filter->ledger, change);
    filter->reason = filter->ledger.held ? REASON_RANGE_LIMITED : reason;
}

#endif
