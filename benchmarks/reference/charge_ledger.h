/* The charge in a group, exact to the nanocoulomb: Estimation/ChargeLedger.cs. */
#ifndef CHARGE_LEDGER_H
#define CHARGE_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "float_math.h"

#define NANOCOULOMBS_PER_MICROAMP_HOUR 3600000LL
#define LARGEST_MICROAMP_HOURS 2000000000LL

typedef struct {
    int64_t lowest;
    int64_t highest;
    float capacity_nanocoulombs;
    float soc_per_nanocoulomb;
    int64_t charge;
    bool held;
} charge_ledger;

/* The count may run past empty and full by the margin, in 1/10 000 of the capacity. */
static void ledger_prepare(charge_ledger *ledger, int64_t capacity_microamp_hours, int margin_permyriad)
{
    int64_t microamp_hours = capacity_microamp_hours < 1 ? 1
        : capacity_microamp_hours > LARGEST_MICROAMP_HOURS ? LARGEST_MICROAMP_HOURS
                                                           : capacity_microamp_hours;
    int64_t capacity = microamp_hours * NANOCOULOMBS_PER_MICROAMP_HOUR;
    int64_t margin = capacity / 10000 * margin_permyriad;
    ledger->lowest = -margin;
    ledger->highest = capacity + margin;
    /* At most 2 000 Ah, which is less than 2^53 nanocoulombs. */
    ledger->capacity_nanocoulombs = (float)capacity;
    ledger->soc_per_nanocoulomb = 1.0f / ledger->capacity_nanocoulombs;
    ledger->charge = 0;
    ledger->held = false;
}

static inline float ledger_unbounded_soc(const charge_ledger *ledger)
{
    return (float)ledger->charge * ledger->soc_per_nanocoulomb;
}

static inline float ledger_soc(const charge_ledger *ledger)
{
    float soc = ledger_unbounded_soc(ledger);
    return soc < 0.0f ? 0.0f : soc > 1.0f ? 1.0f : soc;
}

static inline void ledger_set(charge_ledger *ledger, float soc)
{
    ledger->charge = (int64_t)(float_clamp(soc, 0.0f, 1.0f) * ledger->capacity_nanocoulombs);
}

/* Adds charge; returns by how much the SOC changed, which is less where the count was held at an end. */
static inline float ledger_count(charge_ledger *ledger, int64_t nanocoulombs)
{
    int64_t before = ledger->charge;
    int64_t after = before + nanocoulombs;
    ledger->held = false;
    if (after > ledger->highest) {
        after = ledger->highest;
        ledger->held = true;
    } else if (after < ledger->lowest) {
        after = ledger->lowest;
        ledger->held = true;
    }
    ledger->charge = after;
    return (float)(after - before) * ledger->soc_per_nanocoulomb;
}

static inline float ledger_count_soc(charge_ledger *ledger, float change)
{
    return ledger_count(ledger, (int64_t)(change * ledger->capacity_nanocoulombs));
}

#endif
