using System;
using System.Numerics;
using Bms.Hil.Plant;
using Xunit;

namespace Bms.Hil.Tests.Plant;

/// <summary>The plant's own functions against those of the platform, and the bits of a whole run.</summary>
public sealed class PlantMathTests
{
    [Fact]
    public void TheExponentialAgreesWithThePlatforms()
    {
        for (double x = -690.0; x < 690.0; x += 0.37)
            AssertRelative(Math.Exp(x), PlantMath.Exp(x));
        for (double x = 1e-12; x < 0.01; x *= 1.07)
            AssertRelative(Math.Exp(-x), PlantMath.Exp(-x));
        Assert.Equal(1.0, PlantMath.Exp(0.0));
        Assert.Equal(0.0, PlantMath.Exp(-1e9));
    }

    [Fact]
    public void TheInverseSineAgreesWithThePlatformsInBothForms()
    {
        var lanes = new double[Vector<double>.Count];
        for (double y = 1e-9; y < 1e9; y *= 1.013)
        {
            AssertRelative(Math.Asinh(y), PlantMath.Asinh(y));
            for (int k = 0; k < lanes.Length; k++)
                lanes[k] = (k % 2 == 0 ? 1.0 : -1.0) * y * (1.0 + (0.1 * k));
            Vector<double> together = PlantMath.Asinh(new Vector<double>(lanes));
            for (int k = 0; k < lanes.Length; k++)
                Assert.Equal(PlantMath.Asinh(lanes[k]), together[k]);
        }
        Assert.Equal(0.0, PlantMath.Asinh(0.0));
    }

    [Fact]
    public void TheMeanOfADecayHasNoSeam()
    {
        Assert.Equal(1.0, PlantMath.MeanDecay(0.0));
        foreach (double z in new[] { 1e-6, 0.9999e-3, 1.0001e-3, 0.5, 40.0 })
        {
            double expected = z < 0.01 ? 1.0 - (z / 2.0) + (z * z / 6.0) - (z * z * z / 24.0) : (1.0 - Math.Exp(-z)) / z;
            Assert.Equal(1.0, PlantMath.MeanDecay(z) / expected, 1e-12);
        }
    }

    [Fact]
    public void EigenvectorsTakeTheMatrixApartAndPutItTogether()
    {
        const int Size = 9;
        var random = new PlantRandom(2, 0);
        var matrix = new double[Size, Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = random.NextGaussian();
        }
        double[] vectors = SymmetricEigen.Solve((double[,])matrix.Clone(), out double[] values);
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                double sum = 0.0;
                for (int k = 0; k < Size; k++)
                    sum += vectors[(k * Size) + i] * values[k] * vectors[(k * Size) + j];
                Assert.Equal(matrix[i, j], sum, 1e-12);
            }
        }
    }

    private static void AssertRelative(double expected, double actual) =>
        Assert.True(Math.Abs(actual - expected) <= 1e-15 * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
