/* The filter's front: Estimation/ExtendedKalmanFilter.cs, with the same names. See ekf.h for what it is and how to build it. */
#include "ekf.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "correction.h"
#include "filter_state.h"
#include "prediction.h"

static inline void step(ekf *filter, const ekf_input *input)
{
    int milliseconds = input->elapsed_milliseconds;
    float amps = (float)input->mean_microamps * 1e-6f;
    filter->reason = REASON_NONE;
    if (milliseconds > 0)
        predict(filter, input, milliseconds, amps);
    bool corrects = filter->carried && milliseconds > 0 && input->voltage_known && input->current_known;
    float soc = ledger_unbounded_soc(&filter->ledger);
    if (!corrects)
        filter_model_refresh(&filter->model, soc, input->temperature_centidegrees);
    float overpotential = compare(filter, amps, soc);
    if (corrects) {
        correct(filter, ((float)input->cell_microvolts * 1e-6f) - filter->predicted_volts, overpotential);
        filter->carried = false;
        return;
    }
    carry_covariance(filter);
    if (filter->tables_to_read > 0)
        filter->tables_to_read--;
    filter->carried = filter->tables_to_read == 0;
}

void ekf_run(ekf *filter, const ekf_input *inputs, ekf_output *outputs, int32_t count)
{
    for (int32_t index = 0; index < count; index++) {
        step(filter, &inputs[index]);
        if (outputs == NULL)
            continue;
        outputs[index].soc = ledger_soc(&filter->ledger);
        outputs[index].soc_sigma = float_sqrt(filter->ss + REPORTED_FLOOR_VARIANCE);
        outputs[index].predicted_volts = filter->predicted_volts;
        outputs[index].reason = filter->reason;
    }
}

void ekf_restart(ekf *filter, float soc, float sigma)
{
    float held = float_clamp(sigma, 0.001f, 0.5f);
    ledger_set(&filter->ledger, soc);
    filter->middle_amps = 0.0f;
    filter->slow_amps = 0.0f;
    filter->hysteresis = 0.0f;
    filter->ss = held * held;
    filter->mm = filter->model.middle_branch >= 0 ? filter->branch_variance : 0.0f;
    filter->ll = filter->model.slow_branch >= 0 ? filter->branch_variance : 0.0f;
    filter->hh = filter->hysteresis_rate > 0.0f ? START_HYSTERESIS_VARIANCE : 0.0f;
    filter->sm = filter->sl = filter->sh = filter->ml = filter->mh = filter->lh = 0.0f;
    filter->reason = REASON_NONE;
    filter_model_read_all(&filter->model, ledger_unbounded_soc(&filter->ledger));
    filter->tables_to_read = REFRESHES_FOR_ALL;
    filter->carried = false;
    filter->correct_seconds = 0.0f;
    start_carrying(filter);
}

ekf *ekf_create(
    const ekf_settings *settings,
    const int16_t *soc_permyriad,
    const int16_t *temperature_centidegrees,
    const int16_t *ocv,
    const int16_t *hysteresis,
    const int16_t *r0,
    const int16_t *branch_resistance,
    const int16_t *saturation_thousandths,
    const int32_t *resistance_step_nanoohms,
    const int32_t *tau_milliseconds)
{
    if (settings->soc_node_count < 2 || settings->soc_node_count > MAXIMUM_SOC_NODES || settings->temperature_node_count < 1
        || settings->temperature_node_count > MAXIMUM_TEMPERATURE_NODES || settings->branch_count < 0
        || settings->branch_count > MAXIMUM_BRANCHES)
        return NULL;
    ekf *filter = calloc(1, sizeof *filter);
    if (filter == NULL)
        return NULL;
    group_model *group = &filter->model.group;
    size_t temperatures = (size_t)settings->temperature_node_count;
    size_t table = temperatures * (size_t)settings->soc_node_count;
    memcpy(group->temperature_centidegrees, temperature_centidegrees, temperatures * sizeof(int16_t));
    memcpy(group->saturation_thousandths, saturation_thousandths, temperatures * sizeof(int16_t));
    memcpy(group->ocv, ocv, table * sizeof(int16_t));
    memcpy(group->r0, r0, table * sizeof(int16_t));
    if (settings->has_hysteresis)
        memcpy(group->hysteresis, hysteresis, table * sizeof(int16_t));
    for (int branch = 0; branch < settings->branch_count; branch++)
        memcpy(group->branches[branch], branch_resistance + ((size_t)branch * table), table * sizeof(int16_t));
    model_prepare(group, settings, soc_permyriad, resistance_step_nanoohms, tau_milliseconds);
    filter_model_prepare(&filter->model);

    ledger_prepare(&filter->ledger, group->capacity_microamp_hours, MARGIN_PERMYRIAD);
    float walk = (float)settings->soc_walk_parts_per_million * 1e-6f;
    float offset = (float)settings->current_offset_permyriad * 1e-4f;
    filter->soc_variance_per_second = (walk * walk) + (offset * offset / SECONDS_PER_HOUR);
    filter->gap_milliseconds = settings->gap_milliseconds;
    filter->hysteresis_rate = settings->has_hysteresis ? group->hysteresis_rate : 0.0f;
    filter->base_variance = group->base_variance;
    filter->overpotential_variance = group->overpotential_variance;
    filter->soc_error_variance = group->soc_variance;
    filter->inverse_middle_tau = filter->model.inverse_middle_tau;
    filter->inverse_slow_tau = filter->model.inverse_slow_tau;
    float amps = START_RATE * group->capacity_amp_hours;
    filter->branch_variance = amps * amps;
    ekf_restart(filter, 0.5f, 0.5f);
    return filter;
}

void ekf_destroy(ekf *filter)
{
    free(filter);
}
