/* The functions of Numerics/FloatMath.cs that the filter needs: plain single-precision arithmetic, the same bits everywhere. */
#ifndef FLOAT_MATH_H
#define FLOAT_MATH_H

/* A decaying state smaller than this becomes 0, so that no subnormal number appears. */
#define NEGLIGIBLE 1e-20f

static inline float float_abs(float value)
{
    return value < 0.0f ? -value : value;
}

static inline float float_clamp(float value, float lowest, float highest)
{
    if (value < lowest)
        return lowest;
    return value > highest ? highest : value;
}

static inline float square(float value)
{
    return value * value;
}

/* Square root by three Newton steps after scaling by powers of four into 1 to 4; 0 for 0 and below. */
static inline float float_sqrt(float value)
{
    if (value <= 0.0f)
        return 0.0f;
    float mantissa = value;
    float scale = 1.0f;
    while (mantissa >= 256.0f) {
        mantissa *= 1.0f / 256.0f;
        scale *= 16.0f;
    }
    while (mantissa < 1.0f / 256.0f) {
        mantissa *= 256.0f;
        scale *= 1.0f / 16.0f;
    }
    while (mantissa >= 4.0f) {
        mantissa *= 0.25f;
        scale *= 2.0f;
    }
    while (mantissa < 1.0f) {
        mantissa *= 4.0f;
        scale *= 0.5f;
    }
    float root = 0.6903f + (0.3333f * mantissa);
    root = 0.5f * (root + (mantissa / root));
    root = 0.5f * (root + (mantissa / root));
    root = 0.5f * (root + (mantissa / root));
    return root * scale;
}

/* 1 - exp(-ratio) for a ratio of at least 0: how far a first-order lag goes in that many time constants. */
static inline float approach(float ratio)
{
    if (ratio < 0.25f) {
        float high = 1.0f - (ratio * 0.25f * (1.0f - (ratio * 0.2f)));
        return ratio * (1.0f - (ratio * 0.5f * (1.0f - (ratio * (1.0f / 3.0f) * high))));
    }
    if (ratio >= 16.0f)
        return 1.0f;
    float part = ratio * 0.0625f;
    float growth = 1.0f
        + (part * (1.0f + (part * 0.5f * (1.0f + (part * (1.0f / 3.0f) * (1.0f + (part * 0.25f * (1.0f + (part * 0.2f)))))))));
    float left = 1.0f / growth;
    left *= left;
    left *= left;
    left *= left;
    return 1.0f - (left * left);
}

#endif
