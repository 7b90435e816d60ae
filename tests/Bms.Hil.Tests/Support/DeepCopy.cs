using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using Bms.Hil.Cells;
using Bms.Hil.Plant;

namespace Bms.Hil.Tests.Support;

/// <summary>A copy of a plant with everything that it can change, so that one state can be tried in several ways.</summary>
internal static class DeepCopy
{
    public static T Of<T>(T original)
        where T : class => (T)Copy(original, new Dictionary<object, object>(ReferenceEqualityComparer.Instance));

    private static object Copy(object original, Dictionary<object, object> copies)
    {
        Type type = original.GetType();
        if (type.IsPrimitive || type.IsEnum || original is string or PlantDefinition or CellFile or Delegate)
            return original;
        if (copies.TryGetValue(original, out object? known))
            return known;
        if (original is Array array)
        {
            var clone = (Array)array.Clone();
            copies[original] = clone;
            if (!type.GetElementType()!.IsPrimitive)
            {
                for (int index = 0; index < clone.Length; index++)
                {
                    if (clone.GetValue(index) is object item)
                        clone.SetValue(Copy(item, copies), index);
                }
            }
            return clone;
        }
        object copy = RuntimeHelpers.GetUninitializedObject(type);
        copies[original] = copy;
        for (Type? part = type; part is not null && part != typeof(object); part = part.BaseType)
        {
            foreach (FieldInfo field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                object? value = field.GetValue(original);
                field.SetValue(copy, value is null ? null : Copy(value, copies));
            }
        }
        return copy;
    }
}
