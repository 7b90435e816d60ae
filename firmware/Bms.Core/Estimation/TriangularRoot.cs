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
        float[] rows = Rows;
        float[] column = _column;
        int diagonal = state * (Order + 1);
        float pivot = rows[diagonal];
        float length = FloatMath.Sqrt((pivot * pivot) + variance);
        rows[diagonal] = length;
        if (state == Order - 1)
            return;
        float inverse = 1f / length;
        float cosine = pivot * inverse;
        float sine = FloatMath.Sqrt(variance) * inverse;
        int entry = diagonal + Order;
        for (int row = state + 1; row < Order; row++)
        {
            float value = rows[entry];
            rows[entry] = End(value * cosine);
            column[row] = value * -sine;
            entry += Order;
        }
        for (int next = state + 1; next < Order; next++)
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
        float sum = noise;
        for (int column = Order - 1; column >= 0; column--)
        {
            shared[column] = 0f;
            float along = sensitivity[column];
            float before = sum;
            sum += along * along;
            float kept = sum > before ? FloatMath.Sqrt(before / sum) : 1f;
            float taken = along * kept / before;
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

    private void Rotate(int state)
    {
        float[] column = _column;
        float other = column[state];
        if (other == 0f)
            return;
        float[] rows = Rows;
        int diagonal = state * (Order + 1);
        float pivot = rows[diagonal];
        float length = FloatMath.Sqrt((pivot * pivot) + (other * other));
        if (length <= 0f)
            return;
        float inverse = 1f / length;
        float cosine = pivot * inverse;
        float sine = other * inverse;
        rows[diagonal] = length;
        int entry = diagonal + Order;
        for (int row = state + 1; row < Order; row++)
        {
            float value = rows[entry];
            float beside = column[row];
            rows[entry] = End((cosine * value) + (sine * beside));
            column[row] = (cosine * beside) - (sine * value);
            entry += Order;
        }
    }

    private static float End(float value) => value < FloatMath.Negligible && value > -FloatMath.Negligible ? 0f : value;
}
