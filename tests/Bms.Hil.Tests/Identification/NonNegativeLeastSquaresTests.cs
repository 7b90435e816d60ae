using System;
using Bms.Hil.Identification;
using Xunit;

namespace Bms.Hil.Tests.Identification;

public class NonNegativeLeastSquaresTests
{
    [Fact]
    public void Without_an_active_bound_it_is_the_plain_solution()
    {
        double[] solution = NonNegativeLeastSquares.Solve(new double[,] { { 4, 1 }, { 1, 3 } }, [6, 7], [true, true]);
        Assert.Equal(1, solution[0], 1e-12);
        Assert.Equal(2, solution[1], 1e-12);
    }

    [Fact]
    public void A_bounded_unknown_stays_at_zero_and_a_free_one_may_be_negative()
    {
        double[,] normal = { { 2, 0 }, { 0, 2 } };
        double[] solution = NonNegativeLeastSquares.Solve(normal, [-4, -4], [true, false]);
        Assert.Equal(0, solution[0]);
        Assert.Equal(-2, solution[1], 1e-12);
    }

    /// <summary>The conditions of Karush, Kuhn and Tucker characterise the one solution of a strictly convex problem.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    [InlineData(3, 60)]
    [InlineData(4, 90)]
    public void The_optimality_conditions_hold(int seed, int count)
    {
        var random = new Random(seed);
        var root = new double[count, count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
                root[row, column] = random.NextDouble() - 0.3;
        }
        var normal = new double[count, count];
        var right = new double[count];
        var isBounded = new bool[count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < count; column++)
            {
                for (int inner = 0; inner < count; inner++)
                    normal[row, column] += root[inner, row] * root[inner, column];
            }
            normal[row, row] += 0.01;
            right[row] = random.NextDouble() - 0.5;
            isBounded[row] = row % 4 != 0;
        }
        double[] solution = NonNegativeLeastSquares.Solve(normal, right, isBounded);
        int held = 0;
        for (int row = 0; row < count; row++)
        {
            double gradient = -right[row];
            for (int column = 0; column < count; column++)
                gradient += normal[row, column] * solution[column];
            if (isBounded[row] && solution[row] == 0)
            {
                held++;
                Assert.True(gradient > -1e-7, $"unknown {row} at its bound would lower the sum: {gradient}");
                continue;
            }
            Assert.Equal(0, gradient, 1e-7);
            Assert.True(!isBounded[row] || solution[row] > 0);
        }
        Assert.True(held > 0, "no bound was active, so this shows nothing");
    }

    [Fact]
    public void A_problem_without_a_single_solution_is_refused()
    {
        double[,] normal = { { 1, 1 }, { 1, 1 } };
        Assert.Throws<InvalidOperationException>(() => NonNegativeLeastSquares.Solve(normal, [1, 1], [true, true]));
    }
}
