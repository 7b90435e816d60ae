using System;
using System.Reflection;

namespace Bms.Hil.Tests.Presets;

/// <summary>Copies of what the firmware is told, with one thing changed behind the validator's back.</summary>
internal static class Changed
{
    /// <summary>A copy with a property set, whatever other properties the type has.</summary>
    public static T With<T>(this T original, string property, object value)
        where T : class, new()
    {
        var copy = new T();
        foreach (PropertyInfo each in typeof(T).GetProperties())
        {
            if (each.SetMethod is not null)
                each.SetValue(copy, each.Name == property ? value : each.GetValue(original));
        }
        if (!Equals(typeof(T).GetProperty(property)?.GetValue(copy), value))
            throw new ArgumentException($"{typeof(T).Name} has no settable {property}");
        return copy;
    }
}
