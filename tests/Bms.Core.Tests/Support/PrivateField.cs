using System;
using System.Reflection;

namespace Bms.Core.Tests.Support;

/// <summary>Spoils a private field, for the tests of what happens when sound code breaks.</summary>
internal static class PrivateField
{
    public static void Set(object target, string name, object? value)
    {
        FieldInfo field = target.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
            ?? throw new ArgumentException($"{target.GetType().Name} has no field {name}");
        field.SetValue(target, value);
    }
}
