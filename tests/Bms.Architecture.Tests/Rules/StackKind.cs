using Mono.Cecil;

namespace Bms.Architecture.Tests.Rules;

/// <summary>What the rules need to know of a value on the evaluation stack.</summary>
internal enum StackKind
{
    /// <summary>An integer, an object, a reference: anything but a floating-point number.</summary>
    Other,

    /// <summary>A float or a double.</summary>
    Float,
}

/// <summary>A value on the evaluation stack.</summary>
/// <param name="Kind">Whether it is a floating-point number.</param>
/// <param name="StaticArray">The static field that it was read from where it is an array, else null.</param>
internal readonly record struct StackValue(StackKind Kind, FieldReference? StaticArray = null)
{
    /// <summary>A value of a declared type.</summary>
    public static StackValue Of(TypeReference type) =>
        new(type.MetadataType is MetadataType.Single or MetadataType.Double ? StackKind.Float : StackKind.Other);
}
