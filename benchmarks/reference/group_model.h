/*
 * The electrical model of one series group: Estimation/GroupModel.cs. Tables of 16-bit integers over a grid of SOC and temperature,
 * decoded where they are interpolated. Outside the grid temperatures are held and the OCV goes on with its last slope.
 */
#ifndef GROUP_MODEL_H
#define GROUP_MODEL_H


#include "ekf.h"
#include "float_math.h"

#define MAXIMUM_SOC_NODES 48
#define MAXIMUM_TEMPERATURE_NODES 8
#define MAXIMUM_BRANCHES 3
#define MAXIMUM_TABLE (MAXIMUM_SOC_NODES * MAXIMUM_TEMPERATURE_NODES)
#define OHMS_PER_NANOOHM 1e-9f
#define VOLTS_PER_OCV_STEP (50 * 1e-6f)
#define VOLTS_PER_HYSTERESIS_STEP (10 * 1e-6f)

typedef struct {
    int64_t capacity_microamp_hours;
    float capacity_amp_hours;
    float hysteresis_rate;
    float base_variance;
    float overpotential_variance;
    float soc_variance;
    float ocv_base_volts;
    float ohms_per_r0_step;
    float ohms_per_branch_step[MAXIMUM_BRANCHES];
    float tau_seconds[MAXIMUM_BRANCHES];
    int branch_count;
    int has_hysteresis;
    int nodes;
    int temperatures;

    /* The place in the grid, and the OCV there. */
    int node;
    int temperature_node;
    float temperature_fraction;
    int lower;
    int centidegrees;
    float fraction;
    float ocv_volts;
    float slope_volts;

    float soc[MAXIMUM_SOC_NODES];
    float inverse_width[MAXIMUM_SOC_NODES];
    float inverse_temperature_width[MAXIMUM_TEMPERATURE_NODES];
    int16_t temperature_centidegrees[MAXIMUM_TEMPERATURE_NODES];
    int16_t saturation_thousandths[MAXIMUM_TEMPERATURE_NODES];
    int16_t ocv[MAXIMUM_TABLE];
    int16_t hysteresis[MAXIMUM_TABLE];
    int16_t r0[MAXIMUM_TABLE];
    int16_t branches[MAXIMUM_BRANCHES][MAXIMUM_TABLE];
} group_model;

/* The temperature of the place before any has been given. */
#define START_CENTIDEGREES 2500

/* Picks the place along temperature. */
static inline void model_locate_temperature(group_model *model, int centidegrees)
{
    model->centidegrees = centidegrees;
    const int16_t *nodes = model->temperature_centidegrees;
    int last = model->temperatures - 2;
    if (last < 0)
        return;
    int node = model->temperature_node;
    while (node < last && centidegrees >= nodes[node + 1])
        node++;
    while (node > 0 && centidegrees < nodes[node])
        node--;
    model->temperature_node = node;
    float fraction = (float)(centidegrees - nodes[node]) * model->inverse_temperature_width[node];
    model->temperature_fraction = fraction < 0.0f ? 0.0f : fraction > 1.0f ? 1.0f : fraction;
}

/* Picks the place along SOC; returns the node at its left. */
static inline int model_locate_soc(group_model *model, float soc)
{
    const float *nodes = model->soc;
    int node = model->node;
    int last = model->nodes - 2;
    while (node < last && soc >= nodes[node + 1])
        node++;
    while (node > 0 && soc < nodes[node])
        node--;
    model->node = node;
    float fraction = (soc - nodes[node]) * model->inverse_width[node];
    model->fraction = fraction < 0.0f ? 0.0f : fraction > 1.0f ? 1.0f : fraction;
    model->lower = (model->temperature_node * model->nodes) + node;
    return node;
}

/* Looks the OCV and its slope up between the nodes of the place. */
static inline void model_look_up_ocv(group_model *model, float soc)
{
    const int16_t *ocv = model->ocv;
    int lower = model->lower;
    float left = ocv[lower];
    float right = ocv[lower + 1];
    float weight = model->temperature_fraction;
    if (weight > 0.0f) {
        int upper = lower + model->nodes;
        left += weight * ((float)ocv[upper] - left);
        right += weight * ((float)ocv[upper + 1] - right);
    }
    int node = model->node;
    float slope = VOLTS_PER_OCV_STEP * (right - left) * model->inverse_width[node];
    model->ocv_volts = model->ocv_base_volts + (VOLTS_PER_OCV_STEP * left) + ((soc - model->soc[node]) * slope);
    model->slope_volts = slope;
}

/* The value of a table at the place, in the table's own steps. */
static inline float model_blend(const group_model *model, const int16_t *table)
{
    int lower = model->lower;
    float left = table[lower];
    float right = table[lower + 1];
    float weight = model->temperature_fraction;
    if (weight > 0.0f) {
        int upper = lower + model->nodes;
        left += weight * ((float)table[upper] - left);
        right += weight * ((float)table[upper + 1] - right);
    }
    return left + (model->fraction * (right - left));
}

static inline float model_r0_ohms(const group_model *model)
{
    return model->ohms_per_r0_step * model_blend(model, model->r0);
}

static inline float model_branch_ohms(const group_model *model, int branch)
{
    return model->ohms_per_branch_step[branch] * model_blend(model, model->branches[branch]);
}

static inline float model_hysteresis_volts(const group_model *model)
{
    return model->has_hysteresis ? VOLTS_PER_HYSTERESIS_STEP * model_blend(model, model->hysteresis) : 0.0f;
}

/* Curvature of the polarisation at the place's temperature, in 1/C; 0 is linear. */
static inline float model_saturation_per_rate(const group_model *model)
{
    const int16_t *table = model->saturation_thousandths;
    int upper = model->temperature_fraction > 0.0f ? model->temperature_node + 1 : model->temperature_node;
    float lower_value = table[model->temperature_node];
    return 1e-3f * (lower_value + (model->temperature_fraction * ((float)table[upper] - lower_value)));
}

/* Fills what follows from the numbers of a profile; the integer tables have been copied before. */
static void model_prepare(
    group_model *model, const ekf_settings *settings, const int16_t *soc_permyriad, const int32_t *step_nanoohms, const int32_t *tau)
{
    float parallel = settings->parallel_cells > 1 ? (float)settings->parallel_cells : 1.0f;
    model->capacity_microamp_hours = (int64_t)settings->capacity_microamp_hours * settings->parallel_cells;
    model->capacity_amp_hours = (float)model->capacity_microamp_hours * 1e-6f;
    model->branch_count = settings->branch_count;
    model->has_hysteresis = settings->has_hysteresis;
    model->hysteresis_rate = (float)settings->hysteresis_rate;
    model->base_variance = square((float)settings->uncertainty_microvolts * 1e-6f);
    model->overpotential_variance = square((float)settings->uncertainty_overpotential_permille * 1e-3f);
    model->soc_variance = square((float)settings->uncertainty_soc_permyriad * 1e-4f);
    model->ocv_base_volts = (float)settings->ocv_base_microvolts * 1e-6f;
    model->ohms_per_r0_step = (float)step_nanoohms[0] * OHMS_PER_NANOOHM / parallel;
    for (int branch = 0; branch < model->branch_count; branch++) {
        model->ohms_per_branch_step[branch] = (float)step_nanoohms[branch + 1] * OHMS_PER_NANOOHM / parallel;
        model->tau_seconds[branch] = (float)tau[branch] * 1e-3f;
    }
    model->nodes = settings->soc_node_count;
    model->temperatures = settings->temperature_node_count;
    for (int node = 0; node < model->nodes; node++)
        model->soc[node] = (float)soc_permyriad[node] * 1e-4f;
    for (int node = 0; node < model->nodes - 1; node++)
        model->inverse_width[node] = 1.0f / (model->soc[node + 1] - model->soc[node]);
    const int16_t *celsius = model->temperature_centidegrees;
    for (int node = 0; node < model->temperatures - 1; node++)
        model->inverse_temperature_width[node] = 1.0f / (float)(celsius[node + 1] - celsius[node]);
    model_locate_temperature(model, START_CENTIDEGREES);
}

#endif
