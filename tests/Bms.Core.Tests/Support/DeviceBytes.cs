using System;
using System.Collections.Generic;
using System.Linq;
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

    public static int Of(object estimator) => Count(estimator, new HashSet<object>(ReferenceEqualityComparer.Instance), withModels: false);

    /// <summary>The same of several stages with the models over the profile, each counted once; settings and tables of the image are not.</summary>
    public static int WithModels(PackConfiguration pack, params object[] stages)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Count(Tables(pack.Cell), seen, withModels: false);
        int bytes = 0;
        foreach (object stage in stages)
            bytes += Count(stage, seen, withModels: true);
        return bytes;
    }

    /// <summary>The bytes of one object without those that it shares with others.</summary>
    public static int Own(object target, params object[] shared) =>
        Count(target, new HashSet<object>(shared, ReferenceEqualityComparer.Instance), withModels: false);

    private static int Count(object? target, HashSet<object> seen, bool withModels)
    {
        if (target is null or CellProfile or PackConfiguration || IsSettings(target) || (target is GroupModel && !withModels) || !seen.Add(target))
            return 0;
        if (target is Array array)
            return OfArray(array, seen, withModels);
        int bytes = ObjectBytes;
        for (Type? type = target.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                bytes += FieldBytes;
                if (!field.FieldType.IsValueType)
                    bytes += Count(field.GetValue(target), seen, withModels);
            }
        }
        return bytes;
    }

    private static object?[] Tables(CellProfile cell) =>
        [.. typeof(CellProfile).GetProperties().Select(property => property.GetValue(cell)).Where(value => value is Array)];

    private static bool IsSettings(object target) => target.GetType().Name.EndsWith("Settings", StringComparison.Ordinal);

    private static int OfArray(Array array, HashSet<object> seen, bool withModels)
    {
        Type element = array.GetType().GetElementType()!;
        if (element.IsPrimitive)
            return ArrayBytes + Buffer.ByteLength(array);
        int bytes = ArrayBytes + (4 * array.Length);
        foreach (object? item in array)
            bytes += Count(item, seen, withModels);
        return bytes;
    }
}
