using Bms.Core.Numerics;

namespace Bms.Core.Estimation;

/// <summary>
/// A covariance P held as its lower triangular square root S, P = S·Sᵀ, which no rounding can make indefinite. Noise is added by Givens
/// rotations; a scalar measurement takes away what it tells in the triangular form of N. Carlson (AIAA Journal 11 (1973) 1259): a Cholesky
/// downdate whose every pivot is a quotient of two sums of squares, so that there is none to guard.
/// </summary>
public sealed class TriangularRoot
{
    /// <summary>Order of the matrix.</summary>
    internal const int Order = 6;

    /// <summary>The root, row by row; above the diagonal 0.</summary>
    internal readonly float[] Rows = new float[Order * Order];

    /// <summary>What <see cref="Measure"/> found to be S·f, the covariance of each state with the measurement.</summary>
    internal readonly float[] Shared = new float[Order];

    private readonly float[] _column = new float[Order];

    /// <summary>Makes all entries 0.</summary>
    public void Clear()
    {
        float[] rows = Rows;
        for (int entry = 0; entry < rows.Length; entry++)
            rows[entry] = 0f;
    }

    /// <summary>Variance of a state.</summary>
    public float Variance(int state)
    {
        float[] rows = Rows;
        int first = state * Order;
        int last = first + state;
        float sum = 0f;
        for (int entry = first; entry <= last; entry++)
            sum += rows[entry] * rows[entry];
        return sum;
    }

    /// <summary>Multiplies a state's errors by a factor; what has become negligible ends.</summary>
    public void Scale(int state, float factor)
    {
        float[] rows = Rows;
        int entry = state * Order;
        int diagonal = entry + state;
        for (; entry < diagonal; entry++)
        {
            float value = rows[entry] * factor;
            rows[entry] = value < FloatMath.Negligible && value > -FloatMath.Negligible ? 0f : value;
        }
        rows[diagonal] *= factor;
    }

    /// <summary>
    /// Adds variance to one state: its root is a column beside S, which rotations with the columns from the diagonal on bring to 0.
    /// </summary>
    public void AddVariance(int state, float variance)
    {
        if (variance <= 0f)
            return;
        int diagonal = state * (Order + 1);
        float pivot = Rows[diagonal];
        if (state == Order - 1)
        {
            Rows[diagonal] = FloatMath.Sqrt((pivot * pivot) + variance);
            return;
        }
        float[] column = _column;
        column[state] = FloatMath.Sqrt(variance);
        for (int row = state + 1; row < Order; row++)
            column[row] = 0f;
        for (int next = state; next < Order; next++)
            Rotate(next);
    }

    /// <summary>
    /// Takes a scalar measurement: P ← P − (S·f)·(S·f)ᵀ/(fᵀ·f + noise). <see cref="Shared"/> becomes S·f with S as it was.
    /// </summary>
    /// <param name="sensitivity">f: change of the measurement along each column of S.</param>
    /// <param name="noise">Variance of the measurement itself, more than 0.</param>
    public void Measure(float[] sensitivity, float noise)
    {
        float[] rows = Rows;
        float[] shared = Shared;
        // Root of the noise and of the columns taken so far.
        float before = FloatMath.Sqrt(noise);
        for (int column = Order - 1; column >= 0; column--)
        {
            shared[column] = 0f;
            float along = sensitivity[column];
            float ratio = along / before;
            float grown = FloatMath.HypotenuseWithOne(ratio);
            float kept = 1f / grown;
            float taken = ratio * kept / before;
            before *= grown;
            int entry = column * (Order + 1);
            for (int row = column; row < Order; row++)
            {
                float value = rows[entry];
                float part = shared[row];
                rows[entry] = (kept * value) - (taken * part);
                shared[row] = part + (value * along);
                entry += Order;
            }
        }
    }

    /// <summary>Turns the column beside S and one of its own until the former has nothing in this row; what has become negligible ends.</summary>
    private void Rotate(int state)
    {
        float[] column = _column;
        float other = column[state];
        if (other == 0f)
            return;
        float[] rows = Rows;
        int entry = state * (Order + 1);
        float pivot = rows[entry];
        float cosine = 0f;
        float sine = other < 0f ? -1f : 1f;
        if (pivot > 0f)
        {
            float ratio = other / pivot;
            float length = FloatMath.HypotenuseWithOne(ratio);
            cosine = 1f / length;
            sine = ratio * cosine;
            rows[entry] = pivot * length;
        }
        else
        {
            rows[entry] = other * sine;
        }
        for (int row = state + 1; row < Order; row++)
        {
            entry += Order;
            float value = rows[entry];
            float beside = column[row];
            float turned = (cosine * value) + (sine * beside);
            rows[entry] = turned < FloatMath.Negligible && turned > -FloatMath.Negligible ? 0f : turned;
            column[row] = (cosine * beside) - (sine * value);
        }
    }
}
