using Bms.Core.Numerics;

namespace Bms.Core.Conformance;

/// <summary>Folds the core's own functions over arguments from all their branches.</summary>
public static class FunctionTrials
{
    private const int Seed = 4711;

    /// <summary>Folds a number of arguments through each function.</summary>
    public static void Fold(DigestFold digest, int count)
    {
        StimulusNumbers numbers = new StimulusNumbers(Seed);
        for (int index = 0; index < count; index++)
        {
            float wide = ArithmeticVector.Operand(numbers);
            float narrow = numbers.Around(30000) * 0.002f;
            digest.Add(FloatMath.Sqrt(wide));
            digest.Add(FloatMath.Sqrt(FloatMath.Abs(wide) * 1e-9f));
            digest.Add(FloatMath.Exp(narrow));
            digest.Add(FloatMath.Exp(narrow * 0.001f));
            digest.Add(FloatMath.Log(wide));
            digest.Add(FloatMath.Log(FloatMath.Abs(narrow) * 1e-6f));
            float hypotenuse = FloatMath.HypotenuseWithOne(wide);
            digest.Add(FloatMath.Asinh(wide, hypotenuse));
            hypotenuse = FloatMath.HypotenuseWithOne(narrow);
            digest.Add(FloatMath.Asinh(narrow, hypotenuse));
            hypotenuse = FloatMath.HypotenuseWithOne(narrow * 0.01f);
            digest.Add(FloatMath.Asinh(narrow * 0.01f, hypotenuse));
            digest.Add(IntegerMath.AddSaturating(int.MaxValue - numbers.Next(), numbers.Next()));
            digest.Add(IntegerMath.Abs(numbers.Around(30000)));
        }
        digest.Add(IntegerMath.Abs(int.MinValue));
        digest.Add(FloatMath.Clamp(2f, 0f, 1f));
        digest.Add(FloatMath.HypotenuseWithOne(1e12f));
        digest.Add(FloatBits.Of(float.NaN));
        digest.Add(FloatBits.Of(float.MaxValue));
        digest.Add(FloatBits.Of(-float.PositiveInfinity));
        digest.Add(FloatBits.Of(1e-42f));
    }
}
