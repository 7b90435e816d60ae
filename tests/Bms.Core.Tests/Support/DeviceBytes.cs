using System;
using System.Collections.Generic;
using System.Reflection;
using Bms.Core.Configuration;
using Bms.Core.Estimation;

namespace Bms.Core.Tests.Support;

/// <summary>
/// What an estimator keeps in the device's memory, by the interpreter's sizes on 32 bit: 12 bytes an object and 12 a field whatever its
/// type, 20 an array and its elements. The profile and the model over it, which the stage and a pack's other parts share, are left out.
/// </summary>
internal static class DeviceBytes
{
    private const int ObjectBytes = 12;
    private const int FieldBytes = 12;
    private const int ArrayBytes = 20;

    public static int Of(object estimator) => Count(estimator, new HashSet<object>(ReferenceEqualityComparer.Instance));

    /// <summary>The bytes of one object without those that it shares with others.</summary>
    public static int Own(object target, params object[] shared) => Count(target, new HashSet<object>(shared, ReferenceEqualityComparer.Instance));

    private static int Count(object? target, HashSet<object> seen)
    {
        if (target is null or GroupModel or CellProfile or PackConfiguration || !seen.Add(target))
            return 0;
        if (target is Array array)
            return OfArray(array, seen);
        int bytes = ObjectBytes;
        for (Type? type = target.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                bytes += FieldBytes;
                if (!field.FieldType.IsValueType)
                    bytes += Count(field.GetValue(target), seen);
            }
        }
        return bytes;
    }

    private static int OfArray(Array array, HashSet<object> seen)
    {
        Type element = array.GetType().GetElementType()!;
        if (element.IsPrimitive)
            return ArrayBytes + Buffer.ByteLength(array);
        int bytes = ArrayBytes + (4 * array.Length);
        foreach (object? item in array)
            bytes += Count(item, seen);
        return bytes;
    }
}
