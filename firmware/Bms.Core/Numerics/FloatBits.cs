namespace Bms.Core.Numerics;

/// <summary>The IEEE 754 bits of a float, found by arithmetic alone: the device has no conversion that does not allocate.</summary>
public static class FloatBits
{
    private const int ExponentBias = 127;
    private const int MantissaBits = 23;
    private const float TwoTo64 = 18446744073709551616f;
    private const float TwoTo32 = 4294967296f;

    /// <summary>The bits that every NaN maps to.</summary>
    public const int CanonicalNaN = 0x7FC00000;

    /// <summary>
    /// The 32 bits of a value. Exact for every number and both infinities; every NaN gives <see cref="CanonicalNaN"/>, and −0 gives
    /// the bits of +0 (a device that throws on division by zero cannot tell the two apart).
    /// </summary>
    public static int Of(float value)
    {
        if (float.IsNaN(value))
            return CanonicalNaN;
        if (value == 0f)
            return 0;
        int sign = value < 0f ? unchecked((int)0x80000000) : 0;
        float magnitude = value < 0f ? -value : value;
        if (magnitude > float.MaxValue)
            return sign | (0xFF << MantissaBits);
        int exponent = ExponentBias;
        // Each factor is a power of two and each product a normal number, so nothing is rounded.
        while (magnitude >= TwoTo32)
        {
            magnitude *= 1f / TwoTo32;
            exponent += 32;
        }
        while (magnitude < 1f / TwoTo32)
        {
            magnitude *= TwoTo64;
            exponent -= 64;
        }
        while (magnitude >= 2f)
        {
            magnitude *= 0.5f;
            exponent++;
        }
        while (magnitude < 1f)
        {
            magnitude *= 2f;
            exponent--;
        }
        int mantissa = (int)(magnitude * (1 << MantissaBits));
        if (exponent > 0)
            return sign | (exponent << MantissaBits) | (mantissa & ((1 << MantissaBits) - 1));
        return sign | (mantissa >> (1 - exponent));
    }

    /// <summary>The value that has these IEEE 754 bits: what <see cref="Of"/> gave them for. Exact; every NaN gives the one NaN.</summary>
    public static float From(int bits)
    {
        int exponent = (bits >> MantissaBits) & 0xFF;
        int mantissa = bits & ((1 << MantissaBits) - 1);
        if (exponent == 0xFF)
            return mantissa != 0 ? float.NaN : bits < 0 ? float.NegativeInfinity : float.PositiveInfinity;
        float value = exponent == 0 ? mantissa : mantissa | (1 << MantissaBits);
        int power = (exponent == 0 ? 1 : exponent) - ExponentBias - MantissaBits;
        // Powers of two again: nothing is rounded on the way.
        while (power >= 32)
        {
            value *= TwoTo32;
            power -= 32;
        }
        while (power <= -32)
        {
            value *= 1f / TwoTo32;
            power += 32;
        }
        while (power > 0)
        {
            value *= 2f;
            power--;
        }
        while (power < 0)
        {
            value *= 0.5f;
            power++;
        }
        return bits < 0 ? -value : value;
    }
}
