/* The filter's constants and fields: the first part of Estimation/ExtendedKalmanFilter*.cs. */
#ifndef FILTER_STATE_H
#define FILTER_STATE_H

#include <stdbool.h>

#include "charge_ledger.h"
#include "ekf.h"
#include "filter_model.h"
#include "float_math.h"

#define MARGIN_PERMYRIAD 500
#define REPORTED_FLOOR_VARIANCE 1e-4f
#define SECONDS_PER_HOUR 3600.0f
#define START_RATE 0.02f
#define START_HYSTERESIS_VARIANCE 0.25f
#define LARGEST_SOC_VARIANCE 0.25f
#define HYSTERESIS_VARIANCE 0.01f
#define GATE_SQUARED 25.0f
#define LARGEST_CORRECTION 0.5f
#define LEAST_NOISE_FRACTION 1e-5f
#define LONGEST_UPDATE_SECONDS 60.0f

/* CorrectionReason.cs */
enum { REASON_NONE = 0, REASON_VOLTAGE_INNOVATION = 4, REASON_INNOVATION_LIMITED = 5, REASON_RANGE_LIMITED = 6 };

struct ekf {
    charge_ledger ledger;
    float soc_variance_per_second;
    int gap_milliseconds;
    float hysteresis_rate;
    float base_variance;
    float overpotential_variance;
    float soc_error_variance;
    float branch_variance;
    float inverse_middle_tau;
    float inverse_slow_tau;

    /* The states beside the charge. */
    float middle_amps;
    float slow_amps;
    float hysteresis;
    float predicted_volts;
    int32_t reason;
    int tables_to_read;
    bool carried;

    /* The covariance's upper triangle: SOC (s), middle (m), slow (l), hysteresis (h). */
    float ss, sm, sl, sh, mm, ml, mh, ll, lh, hh;

    int period_milliseconds;
    float middle_follow;
    float slow_follow;
    float seconds;

    /* What is left of each state, and the time, since the covariance was carried on; the time since the last correction. */
    float middle_kept;
    float slow_kept;
    float hysteresis_kept;
    float carry_seconds;
    float middle_sensitivity;
    float slow_sensitivity;
    float correct_seconds;

    filter_model model;
};

#endif
