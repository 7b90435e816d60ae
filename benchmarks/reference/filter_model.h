/*
 * The group model as the filter uses it, kept up to date piece by piece: Estimation/FilterModel.cs. The OCV is a line through the
 * place of its last look-up; the other tables are read in turn. The two slowest branches are "middle" and "slow"; of three, the
 * fastest counts as ohmic.
 */
#ifndef FILTER_MODEL_H
#define FILTER_MODEL_H

#include <stdbool.h>

#include "group_model.h"

#define TABLE_COUNT 7
#define REFRESHES_FOR_ALL (TABLE_COUNT + 1)
#define SMALLEST_CURVATURE 1e-3f

typedef struct {
    float line_soc;
    float line_volts;
    float line_slope;
    float ohmic_ohms;
    float middle_ohms;
    float slow_ohms;
    float hysteresis_volts;
    /* What turns a branch's current into the argument of its saturation, in 1/A; 0 where it is linear. */
    float argument_per_amp;
    float fast_ohms;
    float inverse_capacity;
    float inverse_middle_tau;
    float inverse_slow_tau;
    int fast_branch;
    int middle_branch;
    int slow_branch;
    int turn;
    int line_node;
    bool read_line;
    group_model group;
} filter_model;

static float filter_model_inverse_tau(const filter_model *model, int branch)
{
    return branch < 0 ? 0.0f : 1.0f / model->group.tau_seconds[branch];
}

/* Prepares what follows from a prepared group model. */
static void filter_model_prepare(filter_model *model)
{
    int count = model->group.branch_count;
    model->slow_branch = count - 1;
    model->middle_branch = count - 2;
    model->fast_branch = count - 3;
    model->inverse_slow_tau = filter_model_inverse_tau(model, model->slow_branch);
    model->inverse_middle_tau = filter_model_inverse_tau(model, model->middle_branch);
    float capacity = model->group.capacity_amp_hours;
    model->inverse_capacity = capacity > 0.0f ? 1.0f / capacity : 0.0f;
    model->line_node = -1;
}

/* Begins to read everything anew. */
static inline void filter_model_start_reading(filter_model *model)
{
    model->turn = 0;
    model->read_line = true;
}

static inline void filter_model_read(filter_model *model, int turn, int centidegrees)
{
    group_model *group = &model->group;
    switch (turn) {
    case 0:
        model_locate_temperature(group, centidegrees);
        /* The line is of the old temperature. */
        model->line_node = -1;
        break;
    case 1:
        model->fast_ohms = model->fast_branch < 0 ? 0.0f : model_branch_ohms(group, model->fast_branch);
        break;
    case 2:
        model->ohmic_ohms = model_r0_ohms(group) + model->fast_ohms;
        break;
    case 3:
        model->middle_ohms = model->middle_branch < 0 ? 0.0f : model_branch_ohms(group, model->middle_branch);
        break;
    case 4:
        model->slow_ohms = model->slow_branch < 0 ? 0.0f : model_branch_ohms(group, model->slow_branch);
        break;
    case 5:
        model->hysteresis_volts = model_hysteresis_volts(group);
        break;
    default: {
        float per_rate = model_saturation_per_rate(group);
        model->argument_per_amp = per_rate < SMALLEST_CURVATURE ? 0.0f : per_rate * model->inverse_capacity;
        break;
    }
    }
}

/* Follows the place: looks the line up where the place is between other nodes, else reads the next table. */
static inline void filter_model_refresh(filter_model *model, float soc, int centidegrees)
{
    group_model *group = &model->group;
    int node = model_locate_soc(group, soc);
    if (node != model->line_node && !model->read_line) {
        model_look_up_ocv(group, soc);
        model->line_soc = soc;
        model->line_volts = group->ocv_volts;
        model->line_slope = group->slope_volts;
        model->line_node = node;
        model->read_line = true;
        return;
    }
    model->read_line = false;
    int turn = model->turn;
    model->turn = turn == TABLE_COUNT - 1 ? 0 : turn + 1;
    filter_model_read(model, turn, centidegrees);
}

/* Reads everything at a place at once, for the last known temperature; then begins to read anew. */
static inline void filter_model_read_all(filter_model *model, float soc)
{
    filter_model_start_reading(model);
    for (int refresh = 0; refresh < REFRESHES_FOR_ALL; refresh++)
        filter_model_refresh(model, soc, model->group.centidegrees);
    filter_model_start_reading(model);
}

#endif
