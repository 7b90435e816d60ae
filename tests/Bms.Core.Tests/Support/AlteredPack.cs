using System;
using System.Collections;
using System.Globalization;
using System.Reflection;
using Bms.Core.Configuration;

namespace Bms.Core.Tests.Support;

/// <summary>Deep copies of a configuration with one property changed, named by its path: <c>Protection[2].TripLimit</c>.</summary>
internal static class AlteredPack
{
    /// <summary>A copy with one value changed; numbers are converted to the property's type.</summary>
    public static PackConfiguration With(this PackConfiguration source, string path, object value)
    {
        object copy = Copy(source)!;
        object holder = copy;
        string[] parts = path.Split('.');
        for (int part = 0; part < parts.Length - 1; part++)
            holder = Read(holder, parts[part]);
        Write(holder, parts[^1], value);
        return (PackConfiguration)copy;
    }

    /// <summary>A copy with the limits and times of one row changed.</summary>
    public static PackConfiguration WithRow(this PackConfiguration source, ProtectionKind kind, string property, object value) =>
        source.With($"Protection[{(int)kind}].{property}", value);

    /// <summary>True where two objects hold the same values all the way down.</summary>
    public static bool Same(object? left, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        if (left is Array first && right is Array second)
        {
            bool same = first.Length == second.Length;
            for (int index = 0; same && index < first.Length; index++)
                same = Same(first.GetValue(index), second.GetValue(index));
            return same;
        }
        if (IsPlain(left.GetType()))
            return left.Equals(right);
        foreach (PropertyInfo property in left.GetType().GetProperties())
        {
            if (!Same(property.GetValue(left), property.GetValue(right)))
                return false;
        }
        return true;
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type.IsEnum;

    private static object? Copy(object? source)
    {
        if (source is null || IsPlain(source.GetType()))
            return source;
        if (source is Array array)
        {
            var elements = (Array)array.Clone();
            for (int index = 0; index < elements.Length; index++)
                elements.SetValue(Copy(elements.GetValue(index)), index);
            return elements;
        }
        object copy = Activator.CreateInstance(source.GetType())!;
        foreach (PropertyInfo property in source.GetType().GetProperties())
            property.SetValue(copy, Copy(property.GetValue(source)));
        return copy;
    }

    private static object Read(object holder, string part)
    {
        (string name, int index) = Parse(part);
        object value = Property(holder, name).GetValue(holder)!;
        return index < 0 ? value : ((IList)value)[index]!;
    }

    private static void Write(object holder, string part, object value)
    {
        (string name, int index) = Parse(part);
        PropertyInfo property = Property(holder, name);
        if (index < 0)
        {
            property.SetValue(holder, Converted(value, property.PropertyType));
            return;
        }
        var array = (Array)property.GetValue(holder)!;
        array.SetValue(Converted(value, array.GetType().GetElementType()!), index);
    }

    private static (string Name, int Index) Parse(string part)
    {
        int bracket = part.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? (part, -1) : (part[..bracket], int.Parse(part[(bracket + 1)..^1], CultureInfo.InvariantCulture));
    }

    private static PropertyInfo Property(object holder, string name) =>
        holder.GetType().GetProperty(name) ?? throw new ArgumentException($"{holder.GetType().Name} has no {name}");

    private static object Converted(object value, Type type)
    {
        if (type.IsEnum)
            return Enum.ToObject(type, value);
        return type.IsPrimitive ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
    }
}
