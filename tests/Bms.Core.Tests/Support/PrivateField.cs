using System;
using System.Reflection;

namespace Bms.Core.Tests.Support;

/// <summary>Spoils a private field, for the tests of what happens when sound code breaks.</summary>
internal static class PrivateField
{
    public static T Get<T>(object target, string name) => (T)Field(target, name).GetValue(target)!;

    public static void Set(object target, string name, object? value)
    {
        Field(target, name).SetValue(target, value);
    }

    private static FieldInfo Field(object target, string name) => target.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new ArgumentException($"{target.GetType().Name} has no field {name}");
}
