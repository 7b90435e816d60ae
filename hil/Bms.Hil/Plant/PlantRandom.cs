using System;

namespace Bms.Hil.Plant;

/// <summary>
/// The plant's own random numbers: xoshiro256** (Blackman and Vigna, 2018) seeded through SplitMix64. The same seed and stream give
/// the same bits on every machine, since nothing but integer arithmetic and exact conversions is used.
/// </summary>
internal sealed class PlantRandom
{
    private const ulong GoldenGamma = 0x9E37_79B9_7F4A_7C15;
    private const int PiecesPerGaussian = 12;
    private const int BitsPerPiece = 16;

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    /// <param name="seed">Any number.</param>
    /// <param name="stream">Keeps uses with one seed apart, for example spread and sensor noise.</param>
    public PlantRandom(ulong seed, ulong stream)
    {
        ulong state = seed ^ Mix(stream + GoldenGamma);
        _a = Mix(state += GoldenGamma);
        _b = Mix(state += GoldenGamma);
        _c = Mix(state += GoldenGamma);
        _d = Mix(state + GoldenGamma);
        if ((_a | _b | _c | _d) == 0)
            _a = 1;
    }

    public ulong NextBits()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>
    /// A nearly Gaussian number of mean 0 and variance 1: the sum of twelve uniform 16-bit integers (Irwin–Hall). Chosen because it
    /// needs no logarithm, hence no platform library; it never leaves ±6 and its kurtosis is 2.9 instead of 3.
    /// </summary>
    public double NextGaussian()
    {
        ulong sum = 0;
        for (int word = 0; word < PiecesPerGaussian / 4; word++)
        {
            ulong bits = NextBits();
            sum += (bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48);
        }
        const double HalfStepOfTwelve = PiecesPerGaussian * 0.5;
        return ((sum + HalfStepOfTwelve) / (1 << BitsPerPiece)) - (PiecesPerGaussian / 2);
    }

    /// <summary>A <see cref="NextGaussian"/> held within ± <paramref name="limit"/>.</summary>
    public double NextGaussianWithin(double limit) => Math.Clamp(NextGaussian(), -limit, limit);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
