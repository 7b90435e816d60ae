using System;
using System.Collections.Generic;
using System.Linq.Expressions;
using System.Reflection;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// Every float that an estimator keeps: its own fields and arrays and those of the objects of the same folder that it owns, but not the
/// model's tables. Compiled once, so that it can be read in every step.
/// </summary>
internal sealed class FloatFields
{
    private const float SmallestNormal = 1.17549435e-38f;

    private readonly List<(string Name, Func<float> Read)> _scalars = [];
    private readonly List<(string Name, float[] Values)> _arrays = [];

    public FloatFields(object estimator) => Collect(estimator, "");

    public int Count => _scalars.Count + _arrays.Count;

    /// <summary>Reads one of the estimator's own fields, compiled.</summary>
    public static Func<float> Reader(object target, string name)
    {
        FieldInfo field = target.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new ArgumentException($"{target.GetType().Name} has no field {name}");
        return Expression.Lambda<Func<float>>(Expression.Field(Expression.Constant(target), field)).Compile();
    }

    /// <summary>The first that is not a number, infinite or subnormal, with its value; null where all are sound.</summary>
    public string? FirstUnsound()
    {
        foreach ((string name, Func<float> read) in _scalars)
        {
            float value = read();
            if (!Sound(value))
                return $"{name} = {value:G9}";
        }
        foreach ((string name, float[] values) in _arrays)
        {
            for (int index = 0; index < values.Length; index++)
            {
                if (!Sound(values[index]))
                    return $"{name}[{index}] = {values[index]:G9}";
            }
        }
        return null;
    }

    private static bool Sound(float value) => value == 0f || (float.IsFinite(value) && MathF.Abs(value) >= SmallestNormal);

    private void Collect(object target, string prefix)
    {
        foreach (FieldInfo field in target.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            object? value = field.GetValue(target);
            string name = prefix + field.Name;
            if (field.FieldType == typeof(float))
                _scalars.Add((name, Expression.Lambda<Func<float>>(Expression.Field(Expression.Constant(target), field)).Compile()));
            else if (value is float[] values)
                _arrays.Add((name, values));
            else if (value is ChargeLedger or LoadWindow or CellExpectation or TriangularRoot)
                Collect(value, name + ".");
        }
    }
}
