/*
 * Extended Kalman filter for the state of charge of one cell: the filter of firmware/Bms.Core/Estimation in C99, single precision,
 * operation by operation, so that both give the same bits. It is what the C# one is measured against.
 *
 * Build: gcc -std=c99 -O3 -march=native -ffp-contract=off -shared -fPIC -o libekf.so ekf.c
 * (Contraction would fuse a product and a sum into one rounding, which the C# does not.)
 *
 * Positive current charges.
 */
#ifndef EKF_H
#define EKF_H

#include <stdint.h>

/* Numbers of a cell profile and of the estimation settings; units are in the names, as in CellProfile and EstimationSettings. */
typedef struct {
    int32_t parallel_cells;
    int32_t capacity_microamp_hours;
    int32_t soc_node_count;
    int32_t temperature_node_count;
    int32_t branch_count;
    int32_t has_hysteresis;
    int32_t hysteresis_rate;
    int32_t ocv_base_microvolts;
    int32_t uncertainty_microvolts;
    int32_t uncertainty_overpotential_permille;
    int32_t uncertainty_soc_permyriad;
    int32_t current_offset_permyriad;
    int32_t soc_walk_parts_per_million;
    int32_t gap_milliseconds;
} ekf_settings;

/* What the filter is given in one step; see EstimatorInput. */
typedef struct {
    int64_t charge_nanocoulombs;
    int32_t elapsed_milliseconds;
    int32_t mean_microamps;
    int32_t cell_microvolts;
    int32_t temperature_centidegrees;
    int32_t current_known;
    int32_t voltage_known;
} ekf_input;

/* What it says after one step. */
typedef struct {
    float soc;
    float soc_sigma;
    float predicted_volts;
    int32_t reason;
} ekf_output;

typedef struct ekf ekf;

/*
 * Makes a filter; it keeps copies of the tables. Tables over the grid are indexed [temperature x SOC nodes + SOC]; those of the
 * branches follow each other. Null where memory is short or a count is beyond the limits of a cell profile.
 */
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
    const int32_t *tau_milliseconds);

void ekf_destroy(ekf *filter);

/* Forgets everything and starts at a stated SOC, 0 to 1, with one sigma of it, 0.001 to 0.5. */
void ekf_restart(ekf *filter, float soc, float sigma);

/* Takes as many steps as there are inputs; writes an output for each unless outputs is null. */
void ekf_run(ekf *filter, const ekf_input *inputs, ekf_output *outputs, int32_t count);

#endif
